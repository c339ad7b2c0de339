package com.acme.shop.checkout;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/checkout")
class CheckoutController {

  private final CheckoutService checkouts;

  CheckoutController(CheckoutService checkouts) {
    this.checkouts = checkouts;
  }

  @PostMapping("/{orderId}")
  CheckoutDto checkout(@PathVariable long orderId) {
    return checkouts.checkout(orderId);
  }
}
