package com.acme.shop.order;

import com.acme.shop.product.Product;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A line keeps the name and the price the product had when it was ordered. */
@Entity
@Table(name = "order_lines")
public class OrderLine {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_lines_seq")
  @SequenceGenerator(
      name = "order_lines_seq",
      sequenceName = "order_lines_seq",
      initialValue = 100_001,
      allocationSize = 50)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private PurchaseOrder order;

  @ManyToOne(fetch = FetchType.LAZY)
  private Product product;

  private String description;
  private int quantity;
  private BigDecimal unitPrice;

  protected OrderLine() {}

  OrderLine(PurchaseOrder order, Product product, int quantity) {
    this.order = order;
    this.product = product;
    this.description = product.getName();
    this.quantity = quantity;
    this.unitPrice = product.getPrice();
  }

  BigDecimal getAmount() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }

  public Product getProduct() {
    return product;
  }

  String getDescription() {
    return description;
  }

  public int getQuantity() {
    return quantity;
  }

  BigDecimal getUnitPrice() {
    return unitPrice;
  }
}
