package com.acme.shop.stock;

import jakarta.validation.constraints.Positive;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/stock")
class StockController {

  private final StockService stock;

  StockController(StockService stock) {
    this.stock = stock;
  }

  @PostMapping("/{sku}/reserve")
  StockDto reserve(
      @PathVariable String sku, @RequestParam(defaultValue = "1") @Positive int count) {
    return stock.reserve(sku, count);
  }
}
