package com.acme.shop.stock;

import com.acme.shop.common.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class StockService {

  private final StockRepository stock;
  private final Warehouse warehouse;

  StockService(StockRepository stock, Warehouse warehouse) {
    this.stock = stock;
    this.warehouse = warehouse;
  }

  @Transactional
  public void withdraw(String sku, int count) {
    find(sku).withdraw(count);
  }

  /** Keeps the row locked while the warehouse answers, so that nobody else takes the goods. */
  @Transactional
  StockDto reserve(String sku, int count) {
    StockItem item = find(sku);
    item.reserve(count);
    warehouse.confirm(sku, count);
    return StockDto.of(item);
  }

  private StockItem find(String sku) {
    return stock.findBySku(sku).orElseThrow(() -> new NotFoundException("stock of", sku));
  }
}
