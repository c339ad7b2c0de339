package com.acme.shop.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.springframework.stereotype.Service;

/** The rebates that can be combined; what they are worth depends on the order they come in. */
@Service
class RebateService {

  private static final int ORDERS_PER_ROUND = 200;

  private static final List<Rebate> REBATES =
      List.of(
          new Rebate("0.00", "0.02"),
          new Rebate("1.50", "0.00"),
          new Rebate("0.00", "0.03"),
          new Rebate("0.75", "0.01"),
          new Rebate("2.00", "0.00"),
          new Rebate("0.25", "0.015"));

  /** The best price that some random orders of the rebates give. */
  public BigDecimal tryOrders(BigDecimal net, Random random) {
    BigDecimal best = net;
    List<Rebate> rebates = new ArrayList<>(REBATES);
    for (int i = 0; i < ORDERS_PER_ROUND; i++) {
      Collections.shuffle(rebates, random);
      best = best.min(apply(rebates, net));
    }
    return best;
  }

  private static BigDecimal apply(List<Rebate> rebates, BigDecimal net) {
    BigDecimal price = net;
    for (Rebate rebate : rebates) {
      price = rebate.apply(price);
    }
    return price.max(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP);
  }

  private record Rebate(BigDecimal amount, BigDecimal rate) {

    Rebate(String amount, String rate) {
      this(new BigDecimal(amount), new BigDecimal(rate));
    }

    BigDecimal apply(BigDecimal price) {
      return price.subtract(amount).multiply(BigDecimal.ONE.subtract(rate));
    }
  }
}
