package com.acme.shop.stock;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stands in for the warehouse system, which takes its time to confirm a reservation. */
@Component
class Warehouse {

  private static final Logger log = LoggerFactory.getLogger(Warehouse.class);
  private static final Duration ANSWER_TIME = Duration.ofMillis(1_200);

  void confirm(String sku, int count) {
    try {
      Thread.sleep(ANSWER_TIME.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the warehouse confirms " + sku, e);
    }
    log.info("Warehouse confirmed {} of {}", count, sku);
  }
}
