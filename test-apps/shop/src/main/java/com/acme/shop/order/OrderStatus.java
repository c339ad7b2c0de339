package com.acme.shop.order;

public enum OrderStatus {
  NEW,
  PAID,
  PACKED,
  SHIPPED
}
