package com.acme.shop.pricing;

import java.math.BigDecimal;

record QuoteDto(
    String sku,
    int quantity,
    BigDecimal net,
    BigDecimal discount,
    BigDecimal tax,
    BigDecimal gross) {}
