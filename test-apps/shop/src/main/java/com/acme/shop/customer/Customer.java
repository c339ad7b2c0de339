package com.acme.shop.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "customers")
public class Customer {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customers_seq")
  @SequenceGenerator(
      name = "customers_seq",
      sequenceName = "customers_seq",
      initialValue = 100_001,
      allocationSize = 50)
  private Long id;

  private String name;
  private String email;
  private String city;
  private Instant createdAt;

  protected Customer() {}

  Customer(String name, String email, String city) {
    this.name = name;
    this.email = email;
    this.city = city;
    this.createdAt = Instant.now();
  }

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  String getEmail() {
    return email;
  }

  String getCity() {
    return city;
  }

  Instant getCreatedAt() {
    return createdAt;
  }
}
