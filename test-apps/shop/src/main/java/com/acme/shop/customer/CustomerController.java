package com.acme.shop.customer;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers")
class CustomerController {

  private final CustomerService customers;

  CustomerController(CustomerService customers) {
    this.customers = customers;
  }

  @GetMapping("/{id}")
  CustomerDto get(@PathVariable long id) {
    return CustomerDto.of(customers.find(id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CustomerDto register(@Valid @RequestBody NewCustomer customer) {
    return CustomerDto.of(customers.register(customer.name(), customer.email(), customer.city()));
  }
}
