package com.acme.shop.customer;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CustomerSearch {

  private final JdbcClient jdbc;

  CustomerSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<String> byName(String name) {
    return jdbc.sql("select name from customers where name like '%" + name + "%' order by name")
        .query(String.class)
        .list();
  }
}
