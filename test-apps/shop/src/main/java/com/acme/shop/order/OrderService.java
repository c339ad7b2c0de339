package com.acme.shop.order;

import com.acme.shop.common.NotFoundException;
import com.acme.shop.customer.CustomerService;
import com.acme.shop.product.ProductService;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class OrderService {

  private static final Logger log = LoggerFactory.getLogger(OrderService.class);

  private final OrderRepository orders;
  private final CustomerService customers;
  private final ProductService products;

  OrderService(OrderRepository orders, CustomerService customers, ProductService products) {
    this.orders = orders;
    this.customers = customers;
    this.products = products;
  }

  @Transactional(readOnly = true)
  public OrderDto find(long id) {
    return orders
        .findWithCustomerAndLinesById(id)
        .map(OrderDto::of)
        .orElseThrow(() -> new NotFoundException("order", id));
  }

  /** The order as an entity, its lines and their products loaded. */
  @Transactional(readOnly = true)
  public PurchaseOrder findWithProducts(long id) {
    return orders.findWithProductsById(id).orElseThrow(() -> new NotFoundException("order", id));
  }

  @Transactional(readOnly = true)
  public List<OrderDto> recent() {
    return orders.findTop30ByOrderByPlacedAtDescIdDesc().stream().map(OrderDto::of).toList();
  }

  @Transactional
  public OrderDto place(NewOrder newOrder) {
    PurchaseOrder order = new PurchaseOrder(customers.find(newOrder.customerId()));
    for (NewOrder.Line line : newOrder.lines()) {
      order.add(products.find(line.productId()), line.quantity());
    }
    orders.save(order);
    log.info("Order {} placed, total {}", order.getId(), order.getTotal());
    return OrderDto.of(order);
  }
}
