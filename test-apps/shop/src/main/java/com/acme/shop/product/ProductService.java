package com.acme.shop.product;

import com.acme.shop.common.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
public class ProductService {

  private static final int PAGE_SIZE = 20;

  private final ProductRepository products;

  ProductService(ProductRepository products) {
    this.products = products;
  }

  public Page<Product> search(String text, int page) {
    return products.findByNameContainingIgnoreCase(
        text, PageRequest.of(page, PAGE_SIZE, Sort.by("name", "id")));
  }

  public Product find(long id) {
    return products.findById(id).orElseThrow(() -> new NotFoundException("product", id));
  }
}
