package com.acme.shop.product;

import java.math.BigDecimal;

record ProductDto(
    Long id,
    String sku,
    String name,
    Category category,
    BigDecimal price,
    BigDecimal rating,
    long ratingCount) {

  static ProductDto of(Product product) {
    return new ProductDto(
        product.getId(),
        product.getSku(),
        product.getName(),
        product.getCategory(),
        product.getPrice(),
        product.getRating(),
        product.getRatingCount());
  }
}
