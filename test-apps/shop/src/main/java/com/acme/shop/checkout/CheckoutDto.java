package com.acme.shop.checkout;

import com.acme.shop.order.OrderStatus;
import java.math.BigDecimal;

record CheckoutDto(Long orderId, OrderStatus status, BigDecimal total) {}
