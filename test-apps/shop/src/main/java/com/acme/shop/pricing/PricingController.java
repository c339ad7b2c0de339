package com.acme.shop.pricing;

import jakarta.validation.constraints.Positive;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/pricing")
class PricingController {

  private final PricingService pricing;

  PricingController(PricingService pricing) {
    this.pricing = pricing;
  }

  @GetMapping("/{productId}")
  QuoteDto quote(
      @PathVariable long productId, @RequestParam(defaultValue = "1") @Positive int quantity) {
    return pricing.quote(productId, quantity);
  }
}
