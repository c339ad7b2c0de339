package com.acme.shop.customer;

import jakarta.validation.Valid;
import java.sql.SQLException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers")
class CustomerController {

  private final CustomerService customers;
  private final CustomerSearch search;
  private final CustomerExport export;

  CustomerController(CustomerService customers, CustomerSearch search, CustomerExport export) {
    this.customers = customers;
    this.search = search;
    this.export = export;
  }

  @GetMapping("/search")
  List<String> search(@RequestParam String name) {
    return search.byName(name);
  }

  @GetMapping(path = "/export", produces = "text/csv")
  String export(@RequestParam String city) throws SQLException {
    return export.csv(city);
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
