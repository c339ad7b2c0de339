package com.acme.shop.load;

import java.time.Duration;

/** What became of a call: the status of the answer, or the name of the error. */
record Outcome(String endpoint, String status, Duration time) {}
