package com.acme.shop.product;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

@Entity
@Table(name = "products")
public class Product {

  @Id private Long id;
  private String sku;
  private String name;

  @Enumerated(EnumType.STRING)
  private Category category;

  private BigDecimal price;
  private BigDecimal rating;
  private long ratingCount;
  private Instant ratedAt;

  protected Product() {}

  public void rate(double mean, long count) {
    rating = BigDecimal.valueOf(mean).setScale(2, RoundingMode.HALF_UP);
    ratingCount = count;
    ratedAt = Instant.now();
  }

  public Long getId() {
    return id;
  }

  public String getSku() {
    return sku;
  }

  public String getName() {
    return name;
  }

  public Category getCategory() {
    return category;
  }

  public BigDecimal getPrice() {
    return price;
  }

  BigDecimal getRating() {
    return rating;
  }

  long getRatingCount() {
    return ratingCount;
  }
}
