package io.weftline.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MetricsOptionsTest {
  @Test
  void theIntervalIsAMinuteByDefault() {
    assertEquals("metrics.interval", MetricsOptions.INTERVAL.key());
    assertEquals("60s", MetricsOptions.INTERVAL.defaultText());
  }
}
