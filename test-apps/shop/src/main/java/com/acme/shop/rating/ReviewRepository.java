package com.acme.shop.rating;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ReviewRepository extends Repository<Review, Long> {

  @Query(
      """
      select new com.acme.shop.rating.ReviewSummary(
               count(r), coalesce(avg(r.rating), 0.0), coalesce(min(r.rating), 1))
      from Review r
      where r.product.id = :productId
      """)
  ReviewSummary summarize(long productId);
}
