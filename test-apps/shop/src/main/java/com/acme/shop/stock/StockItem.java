package com.acme.shop.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "stock")
class StockItem {

  @Id private String sku;
  private int quantity;
  private int reserved;

  protected StockItem() {}

  void withdraw(int count) {
    requireAvailable(count);
    quantity -= count;
  }

  void reserve(int count) {
    requireAvailable(count);
    reserved += count;
  }

  private void requireAvailable(int count) {
    int left = quantity - reserved - count;
    if (left < 0) {
      throw new IllegalStateException("Stock of " + sku + " would become " + left);
    }
  }

  String getSku() {
    return sku;
  }

  int getQuantity() {
    return quantity;
  }

  int getReserved() {
    return reserved;
  }
}
