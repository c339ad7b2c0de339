package io.weftline.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Series;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Series series = new Series();
  private final Histogram histogram = new Histogram();

  private void record(long... durationsNanos) {
    for (long nanos : durationsNanos) {
      series.record(1, nanos, false, false);
    }
  }

  private void collect() {
    long[] collected = new long[Series.HEAD + Series.BUCKETS];
    Histogram.clear(collected);
    series.collect(collected);
    assertTrue(Histogram.isAnything(collected));
    histogram.add(collected);
  }

  @Test
  void nothingCollectedIsNothing() {
    long[] collected = new long[Series.HEAD + Series.BUCKETS];
    Histogram.clear(collected);
    assertFalse(Histogram.isAnything(collected));
  }

  @Test
  void countsAreTrimmedAndBeginAtTheIndexOfOpenTelemetry() {
    // 1 ms is the upper bound of (2^(-1/8), 2^0]: index -1; 1.05 ms is in (2^0, 2^(1/8)]: index 0.
    record(1_000_000, 1_050_000, 1_060_000, 2_000_000);
    collect();
    assertEquals(-1, histogram.offset());
    assertArrayEquals(new long[] {1, 2, 0, 0, 0, 0, 0, 0, 1}, histogram.counts());
  }

  @Test
  void countsWidenBothWays() {
    record(1_050_000);
    collect();
    record(1_900_000);
    collect();
    record(600_000, 10);
    collect();
    assertEquals(-6, histogram.offset());
    assertEquals(14, histogram.counts().length);
    assertEquals(3, Arrays.stream(histogram.counts()).sum());
    assertEquals(1, histogram.zeroCount());
    assertEquals(4, histogram.count());

    Histogram sum = new Histogram();
    sum.add(histogram);
    sum.add(histogram);
    assertEquals(-6, sum.offset());
    assertEquals(6, Arrays.stream(sum.counts()).sum());
    assertEquals(8, sum.count());
    assertEquals(2 * histogram.sumNanos(), sum.sumNanos());
    assertEquals(10, sum.minNanos());
    assertEquals(1_900_000, sum.maxNanos());
  }

  @Test
  void onlyTheZeroBucketMeansNoCounts() {
    record(7, 9, 61);
    collect();
    assertEquals(0, histogram.offset());
    assertEquals(0, histogram.counts().length);
    assertEquals(7, histogram.minNanos());
    assertEquals(61, histogram.maxNanos());
    assertEquals(30.5, histogram.percentileNanos(50), 0.01);
  }

  @Test
  void percentilesAreAtMostFourPointFourPercentOff() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      Series fresh = new Series();
      long[] durations = new long[random.nextInt(1, 3_000)];
      for (int i = 0; i < durations.length; i++) {
        durations[i] = (long) Math.pow(2, 7 + random.nextDouble() * random.nextInt(1, 34));
        fresh.record(1, durations[i], false, false);
      }
      Histogram here = new Histogram();
      long[] collected = new long[Series.HEAD + Series.BUCKETS];
      Histogram.clear(collected);
      fresh.collect(collected);
      here.add(collected);
      Arrays.sort(durations);
      for (int percent : new int[] {50, 95, 99}) {
        int rank = (durations.length * percent + 99) / 100;
        long exact = durations[rank - 1];
        double estimate = here.percentileNanos(percent);
        // Half a nanosecond more for the bounds, which are rounded down.
        assertEquals(exact, estimate, exact * 0.044 + 1, percent + " of " + durations.length);
        assertTrue(estimate >= durations[0] && estimate <= durations[durations.length - 1]);
      }
    }
  }

  @Test
  void equalDurationsHaveExactPercentiles() {
    record(1_234_567, 1_234_567, 1_234_567);
    collect();
    assertEquals(1_234_567, histogram.percentileNanos(50));
    assertEquals(1_234_567, histogram.percentileNanos(99));
  }

  @Test
  void whatPassesTheLastBoundIsTheGreatest() {
    long hours = 7_200_000_000_000L;
    record(1_000, hours);
    collect();
    assertEquals(hours, histogram.maxNanos());
    assertEquals(hours, histogram.percentileNanos(99));
    assertEquals(175, histogram.offset() + histogram.counts().length - 1);
  }

  @Test
  void extremesNeverContradictTheCounts() {
    long[] collected = new long[Series.HEAD + Series.BUCKETS];
    Histogram.clear(collected);
    // Counted just before its extremes were stored: they come with the next reading.
    collected[Series.COUNT] = 2;
    collected[Series.HEAD + 100] = 1;
    collected[Series.HEAD + 110] = 1;
    histogram.add(collected);
    assertEquals(Series.upperNanos(99) + 1, histogram.minNanos());
    assertEquals(Series.upperNanos(110), histogram.maxNanos());

    Histogram stale = new Histogram();
    collected[Series.MIN_NANOS] = Series.upperNanos(105);
    collected[Series.MAX_NANOS] = Series.upperNanos(105);
    stale.add(collected);
    assertEquals(Series.upperNanos(99) + 1, stale.minNanos());
    assertEquals(Series.upperNanos(110), stale.maxNanos());
  }
}
