package com.acme.shop.stock;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface StockRepository extends Repository<StockItem, String> {

  /** Locks the row until the end of the transaction: stock is only read to be changed. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<StockItem> findBySku(String sku);
}
