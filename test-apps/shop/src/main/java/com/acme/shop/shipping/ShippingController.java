package com.acme.shop.shipping;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/shipping")
class ShippingController {

  private final ShippingService shipping;

  ShippingController(ShippingService shipping) {
    this.shipping = shipping;
  }

  @GetMapping("/{orderId}")
  ShippingDto track(@PathVariable long orderId) {
    return shipping.track(orderId);
  }
}
