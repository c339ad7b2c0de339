package com.acme.shop.shipping;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/shipping")
class ShippingController {

  private final ShippingService shipping;

  private final DispatchService dispatches;

  ShippingController(ShippingService shipping, DispatchService dispatches) {
    this.shipping = shipping;
    this.dispatches = dispatches;
  }

  @GetMapping("/{orderId}")
  ShippingDto track(@PathVariable long orderId) {
    return shipping.track(orderId);
  }

  @PostMapping("/{orderId}/dispatch")
  DispatchDto dispatch(@PathVariable long orderId) {
    return dispatches.dispatch(orderId);
  }
}
