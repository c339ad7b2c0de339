package com.acme.shop.order;

import com.acme.shop.customer.Customer;
import com.acme.shop.product.Product;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "orders")
public class PurchaseOrder {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders_seq")
  @SequenceGenerator(
      name = "orders_seq",
      sequenceName = "orders_seq",
      initialValue = 100_001,
      allocationSize = 50)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private Customer customer;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  private Instant placedAt;
  private BigDecimal total;

  @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
  @OrderBy("id")
  private List<OrderLine> lines;

  protected PurchaseOrder() {}

  PurchaseOrder(Customer customer) {
    this.customer = customer;
    this.status = OrderStatus.NEW;
    this.placedAt = Instant.now();
    this.total = BigDecimal.ZERO;
    this.lines = new ArrayList<>();
  }

  void add(Product product, int quantity) {
    OrderLine line = new OrderLine(this, product, quantity);
    lines.add(line);
    total = total.add(line.getAmount());
  }

  public void markPaid() {
    status = OrderStatus.PAID;
  }

  public boolean isPaid() {
    return status != OrderStatus.NEW;
  }

  public Long getId() {
    return id;
  }

  Customer getCustomer() {
    return customer;
  }

  public OrderStatus getStatus() {
    return status;
  }

  Instant getPlacedAt() {
    return placedAt;
  }

  public BigDecimal getTotal() {
    return total;
  }

  public List<OrderLine> getLines() {
    return lines;
  }
}
