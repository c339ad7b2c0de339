package com.acme.shop.rating;

import com.acme.shop.product.Category;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the ratings fresh, one category after the other. */
@Component
class RatingJob {

  private static final Logger log = LoggerFactory.getLogger(RatingJob.class);

  private final RatingService ratings;
  private int run;

  RatingJob(RatingService ratings) {
    this.ratings = ratings;
  }

  @Scheduled(initialDelayString = "1s", fixedDelayString = "${shop.ratings.interval}")
  void refreshNext() {
    Category[] categories = Category.values();
    Category category = categories[run++ % categories.length];
    log.info("Refreshed {} ratings in {}", ratings.refresh(category), category);
  }
}
