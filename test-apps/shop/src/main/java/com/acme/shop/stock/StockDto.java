package com.acme.shop.stock;

record StockDto(String sku, int quantity, int reserved) {

  static StockDto of(StockItem item) {
    return new StockDto(item.getSku(), item.getQuantity(), item.getReserved());
  }
}
