package com.acme.shop.checkout;

import com.acme.shop.order.OrderLine;
import com.acme.shop.order.OrderService;
import com.acme.shop.order.PurchaseOrder;
import com.acme.shop.stock.StockService;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class CheckoutService {

  private final OrderService orders;
  private final StockService stock;

  CheckoutService(OrderService orders, StockService stock) {
    this.orders = orders;
    this.stock = stock;
  }

  /** Takes the goods of an order out of the stock; an order that is paid stays as it is. */
  @Transactional
  public CheckoutDto checkout(long orderId) {
    PurchaseOrder order = orders.findWithProducts(orderId);
    if (!order.isPaid()) {
      withdraw(order);
      order.markPaid();
    }
    return new CheckoutDto(order.getId(), order.getStatus(), order.getTotal());
  }

  private void withdraw(PurchaseOrder order) {
    try {
      for (OrderLine line : bySku(order.getLines())) {
        stock.withdraw(line.getProduct().getSku(), line.getQuantity());
      }
    } catch (IllegalStateException e) {
      throw new CheckoutFailedException(order.getId(), e);
    }
  }

  /** Every checkout locks the stock in the same order, so that two of them cannot deadlock. */
  private static List<OrderLine> bySku(List<OrderLine> lines) {
    return lines.stream().sorted(Comparator.comparing(line -> line.getProduct().getSku())).toList();
  }
}
