package com.acme.shop.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.stereotype.Service;

@Service
class TaxService {

  private static final BigDecimal RATE = new BigDecimal("0.19");

  public BigDecimal tax(BigDecimal net) {
    return net.multiply(RATE).setScale(2, RoundingMode.HALF_UP);
  }
}
