package com.acme.shop.rating;

import com.acme.shop.product.Category;
import com.acme.shop.product.Product;
import com.acme.shop.product.ProductRepository;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class RatingService {

  private final ProductRepository products;
  private final ReviewRepository reviews;

  RatingService(ProductRepository products, ReviewRepository reviews) {
    this.products = products;
    this.reviews = reviews;
  }

  /** Computes the oldest ratings of a category anew and returns how many they were. */
  @Transactional
  public int refresh(Category category) {
    List<Product> oldest = products.findTop3ByCategoryOrderByRatedAtAscIdAsc(category);
    for (Product product : oldest) {
      ReviewSummary summary = reviews.summarize(product.getId());
      check(product, summary);
      product.rate(summary.mean(), summary.count());
    }
    return oldest.size();
  }

  private static void check(Product product, ReviewSummary summary) {
    if (summary.lowest() < 1) {
      throw new IllegalStateException(
          "Product %s has a review with rating %d, expected 1 to 5"
              .formatted(product.getSku(), summary.lowest()));
    }
  }
}
