package com.acme.shop.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

public record OrderDto(
    Long id,
    String customer,
    OrderStatus status,
    Instant placedAt,
    BigDecimal total,
    List<LineDto> lines) {

  public record LineDto(String description, int quantity, BigDecimal unitPrice) {

    static LineDto of(OrderLine line) {
      return new LineDto(line.getDescription(), line.getQuantity(), line.getUnitPrice());
    }
  }

  static OrderDto of(PurchaseOrder order) {
    return new OrderDto(
        order.getId(),
        order.getCustomer().getName(),
        order.getStatus(),
        order.getPlacedAt(),
        order.getTotal(),
        order.getLines().stream().map(LineDto::of).toList());
  }
}
