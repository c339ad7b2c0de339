package com.acme.shop.product;

import com.acme.shop.common.PageDto;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products")
class ProductController {

  private final ProductService products;

  ProductController(ProductService products) {
    this.products = products;
  }

  @GetMapping
  PageDto<ProductDto> search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") @PositiveOrZero int page) {
    return PageDto.of(products.search(q, page), ProductDto::of);
  }

  @GetMapping("/{id}")
  ProductDto get(@PathVariable long id) {
    return ProductDto.of(products.find(id));
  }
}
