package com.acme.shop.customer;

import java.time.Instant;

record CustomerDto(Long id, String name, String email, String city, Instant createdAt) {

  static CustomerDto of(Customer customer) {
    return new CustomerDto(
        customer.getId(),
        customer.getName(),
        customer.getEmail(),
        customer.getCity(),
        customer.getCreatedAt());
  }
}
