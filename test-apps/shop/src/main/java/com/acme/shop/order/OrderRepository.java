package com.acme.shop.order;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

interface OrderRepository extends JpaRepository<PurchaseOrder, Long> {

  @EntityGraph(attributePaths = {"customer", "lines"})
  Optional<PurchaseOrder> findWithCustomerAndLinesById(long id);

  @EntityGraph(attributePaths = {"lines", "lines.product"})
  Optional<PurchaseOrder> findWithProductsById(long id);

  List<PurchaseOrder> findTop30ByOrderByPlacedAtDescIdDesc();
}
