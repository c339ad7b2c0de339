package com.acme.shop.customer;

import com.acme.shop.common.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class CustomerService {

  private final CustomerRepository customers;

  CustomerService(CustomerRepository customers) {
    this.customers = customers;
  }

  @Transactional(readOnly = true)
  public Customer find(long id) {
    return customers.findById(id).orElseThrow(() -> new NotFoundException("customer", id));
  }

  /** Leaves it to the database to refuse an e-mail address that is already taken. */
  @Transactional
  public Customer register(String name, String email, String city) {
    return customers.save(new Customer(name, email, city));
  }
}
