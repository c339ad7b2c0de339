package com.acme.shop.order;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {

  private final OrderService orders;

  OrderController(OrderService orders) {
    this.orders = orders;
  }

  @GetMapping("/{id}")
  OrderDto get(@PathVariable long id) {
    return orders.find(id);
  }

  @GetMapping("/recent")
  List<OrderDto> recent() {
    return orders.recent();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  OrderDto place(@Valid @RequestBody NewOrder order) {
    return orders.place(order);
  }
}
