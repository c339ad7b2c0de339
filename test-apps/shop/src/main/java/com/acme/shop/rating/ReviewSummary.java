package com.acme.shop.rating;

/** What the reviews of one product come to. */
record ReviewSummary(long count, double mean, int lowest) {}
