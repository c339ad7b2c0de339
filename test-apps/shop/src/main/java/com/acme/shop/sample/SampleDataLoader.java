package com.acme.shop.sample;

import jakarta.annotation.PostConstruct;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills an empty database before the shop answers its first request. */
@Component
@DependsOnDatabaseInitialization
class SampleDataLoader {

  private static final Logger log = LoggerFactory.getLogger(SampleDataLoader.class);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final String statistics;

  SampleDataLoader(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      @Value("${shop.sample-data.statistics}") String statistics) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.statistics = statistics;
  }

  @PostConstruct
  void fillWhenEmpty() {
    transaction.executeWithoutResult(
        status -> {
          if (isEmpty()) {
            fill(new SampleData());
          }
        });
  }

  private boolean isEmpty() {
    return jdbc.queryForList("select id from customers fetch first row only").isEmpty();
  }

  private void fill(SampleData data) {
    insert("customers", "id, name, email, city, created_at", data.customers());
    insert(
        "products",
        "id, sku, name, category, price, rating, rating_count, rated_at",
        data.products());
    insert("stock", "sku, quantity, reserved", data.stock());
    insert("reviews", "id, product_id, rating, comment", data.reviews());
    insert("orders", "id, customer_id, status, placed_at, total", data.orders());
    insert(
        "order_lines",
        "id, order_id, product_id, description, quantity, unit_price",
        data.orderLines());
    insert("campaigns", "id, name, keyword", data.campaigns());
    jdbc.execute(statistics);
  }

  private void insert(String table, String columns, List<Object[]> rows) {
    String marks = columns.replaceAll("\\w+", "?");
    jdbc.batchUpdate("insert into " + table + " (" + columns + ") values (" + marks + ")", rows);
    log.info("Filled {} with {} rows", table, rows.size());
  }
}
