package com.acme.shop.rating;

import com.acme.shop.product.Product;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

@Entity
@Table(name = "reviews")
class Review {

  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private Product product;

  private int rating;
  private String comment;

  protected Review() {}
}
