package com.acme.shop.product;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

public interface ProductRepository extends JpaRepository<Product, Long> {

  Page<Product> findByNameContainingIgnoreCase(String text, Pageable page);

  /** The products of a category whose rating is the oldest. */
  List<Product> findTop3ByCategoryOrderByRatedAtAscIdAsc(Category category);
}
