package com.acme.shop.shipping;

import com.acme.shop.order.OrderStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DispatchRepository {

  private final JdbcClient jdbc;

  DispatchRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int mark(long orderId, OrderStatus status) {
    return jdbc.sql("update orders set status = ? where id = ?")
        .params(status.name(), orderId)
        .update();
  }
}
