package com.acme.shop.pricing;

import com.acme.shop.product.Category;
import com.acme.shop.product.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;
import org.springframework.stereotype.Service;

@Service
class DiscountService {

  private static final int BULK_QUANTITY = 10;
  private static final BigDecimal BULK_RATE = new BigDecimal("0.05");

  /** How long the search for the best combination may go on; it never stops before. */
  private static final Duration SEARCH_TIME = Duration.ofMillis(1_200);

  private final RebateService rebates;

  DiscountService(RebateService rebates) {
    this.rebates = rebates;
  }

  public BigDecimal discount(Product product, int quantity, BigDecimal net) {
    if (product.getCategory() == Category.FURNITURE) {
      return net.subtract(bestCombination(net));
    }
    return quantity < BULK_QUANTITY
        ? BigDecimal.ZERO
        : net.multiply(BULK_RATE).setScale(2, RoundingMode.HALF_UP);
  }

  private BigDecimal bestCombination(BigDecimal net) {
    Random random = new Random(net.hashCode());
    long start = System.nanoTime();
    BigDecimal best = net;
    do {
      best = best.min(rebates.tryOrders(net, random));
    } while (System.nanoTime() - start < SEARCH_TIME.toNanos());
    return best;
  }
}
