package com.acme.shop.rating;

import com.acme.shop.product.Category;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ratings")
class RatingController {

  private final RatingService ratings;

  RatingController(RatingService ratings) {
    this.ratings = ratings;
  }

  @PostMapping("/refresh")
  RefreshDto refresh(@RequestParam Category category) {
    return new RefreshDto(category, ratings.refresh(category));
  }

  record RefreshDto(Category category, int refreshed) {}
}
