package io.weftline.agent.metrics;

import io.weftline.bootstrap.Series;
import java.util.Arrays;

/**
 * What was counted in the interval in hand: head and buckets of {@link Series#collect}, the buckets
 * trimmed to the range that was hit, since most methods hit a tenth of them.
 *
 * <p>Not thread-safe: the thread of the writer alone.
 */
final class Histogram {
  private static final long[] NO_COUNTS = {};

  /** All that is longer than its upper bound is in here too. */
  private static final int LAST = Series.BUCKETS - 1;

  /** The upper bound of the zero bucket, 2^(FIRST / 8) ms, rounded down. */
  private static final long ZERO_UPPER_NANOS =
      (long) (Math.pow(2, (double) Series.FIRST / (1 << Series.SCALE)) * 1e6);

  /**
   * Of a bucket's upper bound, the value whose relative distance to both bounds is the same: with
   * bounds in the ratio r = 2^(1/8) it is (r - 1) / (r + 1) = 4.33 % from either.
   */
  private static final double MIDDLE = 2 / (Math.pow(2, 1.0 / (1 << Series.SCALE)) + 1);

  private long count;
  private long errors;
  private long slow;
  private long sumNanos;
  private long minNanos = Long.MAX_VALUE;
  private long maxNanos = Long.MIN_VALUE;
  private long zeroCount;

  /** The bucket of the first of {@link #counts}; of no meaning while there are none. */
  private int first;

  private long[] counts = NO_COUNTS;

  /** Whether {@link Series#collect} put anything there, be it without a count. */
  static boolean isAnything(long[] collected) {
    return (collected[Series.COUNT]
            | collected[Series.ERRORS]
            | collected[Series.SLOW]
            | collected[Series.SUM_NANOS])
        != 0;
  }

  /** Empties an array for {@link Series#collect}. */
  static void clear(long[] collected) {
    Arrays.fill(collected, 0);
    collected[Series.MIN_NANOS] = Long.MAX_VALUE;
    collected[Series.MAX_NANOS] = Long.MIN_VALUE;
  }

  /** Adds what {@link Series#collect} put into a cleared array. */
  void add(long[] collected) {
    count += collected[Series.COUNT];
    errors += collected[Series.ERRORS];
    slow += collected[Series.SLOW];
    sumNanos += collected[Series.SUM_NANOS];
    minNanos = Math.min(minNanos, collected[Series.MIN_NANOS]);
    maxNanos = Math.max(maxNanos, collected[Series.MAX_NANOS]);
    zeroCount += collected[Series.ZERO];
    int low = 0;
    int high = Series.BUCKETS;
    while (low < high && collected[Series.HEAD + low] == 0) {
      low++;
    }
    while (high > low && collected[Series.HEAD + high - 1] == 0) {
      high--;
    }
    addCounts(low, high, collected, Series.HEAD + low);
  }

  void add(Histogram other) {
    count += other.count;
    errors += other.errors;
    slow += other.slow;
    sumNanos += other.sumNanos;
    minNanos = Math.min(minNanos, other.minNanos);
    maxNanos = Math.max(maxNanos, other.maxNanos);
    zeroCount += other.zeroCount;
    addCounts(other.first, other.first + other.counts.length, other.counts, 0);
  }

  /** Adds the counts of the buckets from {@code low} until {@code high}. */
  private void addCounts(int low, int high, long[] from, int at) {
    if (low == high) {
      return;
    }
    if (counts.length == 0) {
      first = low;
      counts = new long[high - low];
    } else if (low < first || high > first + counts.length) {
      int newFirst = Math.min(low, first);
      int end = Math.max(high, first + counts.length);
      long[] wider = new long[end - newFirst];
      System.arraycopy(counts, 0, wider, first - newFirst, counts.length);
      first = newFirst;
      counts = wider;
    }
    for (int i = low; i < high; i++) {
      counts[i - first] += from[at + i - low];
    }
  }

  long count() {
    return count;
  }

  long errors() {
    return errors;
  }

  long slow() {
    return slow;
  }

  long sumNanos() {
    return sumNanos;
  }

  long zeroCount() {
    return zeroCount;
  }

  /** The OpenTelemetry index of the first of {@link #counts()}; 0 if there are none. */
  int offset() {
    return counts.length == 0 ? 0 : Series.FIRST + first;
  }

  /** Begins and ends with a bucket that was hit; empty if only the zero bucket was. */
  long[] counts() {
    return counts;
  }

  /** The least; the lower end of the least bucket that was hit if it is not in there. */
  long minNanos() {
    int least = zeroCount > 0 ? -1 : first;
    long lower = lowerNanos(least);
    return minNanos >= lower && minNanos <= upperNanos(least) ? minNanos : lower;
  }

  /** The greatest; the upper end of the greatest bucket that was hit if it is not in there. */
  long maxNanos() {
    int greatest = counts.length == 0 ? -1 : first + counts.length - 1;
    long upper = upperNanos(greatest);
    if (greatest == LAST) {
      return Math.max(maxNanos, upper);
    }
    return maxNanos >= lowerNanos(greatest) && maxNanos <= upper ? maxNanos : upper;
  }

  /** The least whole number of nanoseconds that is in the bucket. */
  private static long lowerNanos(int bucket) {
    if (bucket < 0) {
      return 0;
    }
    return 1 + (bucket == 0 ? ZERO_UPPER_NANOS : Series.upperNanos(bucket - 1));
  }

  private static long upperNanos(int bucket) {
    return bucket < 0 ? ZERO_UPPER_NANOS : Series.upperNanos(bucket);
  }

  /** A percentile in nanoseconds, at most 4.4 % from the true one: see the package. */
  double percentileNanos(int percent) {
    long rank = Math.max(1, (count * percent + 99) / 100);
    double estimate = ZERO_UPPER_NANOS / 2.0;
    long passed = zeroCount;
    for (int i = 0; passed < rank && i < counts.length; i++) {
      passed += counts[i];
      int bucket = first + i;
      boolean open = bucket == LAST && maxNanos() > Series.upperNanos(bucket);
      estimate = open ? maxNanos() : Series.upperNanos(bucket) * MIDDLE;
    }
    return Math.max(minNanos(), Math.min(maxNanos(), estimate));
  }
}
