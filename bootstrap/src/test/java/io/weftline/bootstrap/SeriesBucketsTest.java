package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where durations go, against the definition of the mapping in arithmetic without rounding. */
class SeriesBucketsTest {
  private static final MathContext PRECISION = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  /** 2^(eighths/8) milliseconds in nanoseconds. */
  private static BigDecimal power(int eighths) {
    BigDecimal root = BigDecimal.valueOf(2);
    for (int i = 0; i < Series.SCALE; i++) {
      root = root.sqrt(PRECISION);
    }
    BigDecimal power = root.pow(Math.floorMod(eighths, 8), PRECISION);
    int whole = Math.floorDiv(eighths, 8);
    BigDecimal two = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(whole)));
    power = whole < 0 ? power.divide(two, PRECISION) : power.multiply(two, PRECISION);
    return power.multiply(NANOS_PER_MILLI, PRECISION);
  }

  @Test
  void boundsAreThePowersRoundedDown() {
    for (int bucket = 0; bucket < Series.BUCKETS; bucket++) {
      int eighths = bucket + Series.FIRST + 1;
      // Every eighth bound is a power of two of milliseconds; the root's last digits must not spoil
      // those that are whole nanoseconds.
      BigDecimal exact = power(eighths).setScale(40, RoundingMode.HALF_EVEN);
      assertEquals(
          exact.setScale(0, RoundingMode.FLOOR).longValueExact(),
          Series.upperNanos(bucket),
          "bucket " + bucket);
    }
  }

  @Test
  void noBoundIsSoCloseToAWholeNanosecondThatAnotherMathLibraryWouldRoundItOtherwise() {
    for (int bucket = 0; bucket < Series.BUCKETS; bucket++) {
      if (Math.floorMod(bucket + Series.FIRST + 1, 8) == 0) {
        continue; // A power of two: exact in every library.
      }
      BigDecimal exact = power(bucket + Series.FIRST + 1);
      BigDecimal distance = exact.subtract(exact.setScale(0, RoundingMode.HALF_EVEN)).abs();
      // One unit in the last place for the power and half of one for the product.
      double error = 2 * Math.ulp(exact.doubleValue());
      assertTrue(distance.doubleValue() > error, "bucket " + bucket + ": " + distance);
    }
  }

  @Test
  void aBoundBelongsToItsBucketAndTheNextNanosecondToTheNext() {
    for (int bucket = 0; bucket < Series.BUCKETS; bucket++) {
      long bound = Series.upperNanos(bucket);
      assertEquals(bucket, Series.bucketOf(bound - 1), () -> "below " + bound);
      assertEquals(bucket, Series.bucketOf(bound), () -> "at " + bound);
      assertEquals(
          Math.min(bucket + 1, Series.BUCKETS - 1), Series.bucketOf(bound + 1), "above " + bound);
    }
  }

  @Test
  void whatIsAtOrBelowTheFirstBoundIsInTheZeroBucket() {
    assertEquals(61, power(Series.FIRST).setScale(0, RoundingMode.FLOOR).intValueExact());
    for (long nanos = -3; nanos <= 61; nanos++) {
      assertEquals(-1, Series.bucketOf(nanos));
    }
    assertEquals(-1, Series.bucketOf(Long.MIN_VALUE));
    assertEquals(0, Series.bucketOf(62));
  }

  @Test
  void whatIsAboveTheLastBoundIsInTheLastBucket() {
    long last = Series.upperNanos(Series.BUCKETS - 1);
    assertEquals(1L << 22, last / 1_000_000);
    for (long nanos = last; nanos > 0; nanos <<= 1) {
      assertEquals(Series.BUCKETS - 1, Series.bucketOf(nanos));
    }
    assertEquals(Series.BUCKETS - 1, Series.bucketOf(Long.MAX_VALUE));
  }

  @Test
  void randomDurationsFollowTheLogarithm() {
    SplittableRandom random = new SplittableRandom(20260823);
    long checked = 0;
    for (int i = 0; i < 2_000_000; i++) {
      long nanos = (long) Math.pow(2, 6 + random.nextDouble() * 36);
      double index = Math.log(nanos / 1e6) / Math.log(2) * 8;
      if (Math.abs(index - Math.rint(index)) < 1e-9 || index < Series.FIRST) {
        continue;
      }
      int expected = (int) Math.floor(index) - Series.FIRST;
      assertEquals(
          Math.min(expected, Series.BUCKETS - 1), Series.bucketOf(nanos), () -> nanos + " ns");
      checked++;
    }
    assertTrue(checked > 1_900_000, () -> "too few were away from bounds");
  }

  @Test
  void everyNanosecondUpToATenthOfAMillisecondIsBetweenItsBounds() {
    for (long nanos = 62; nanos < 100_000; nanos++) {
      int bucket = Series.bucketOf(nanos);
      assertTrue(nanos <= Series.upperNanos(bucket));
      assertTrue(nanos > (bucket == 0 ? 61 : Series.upperNanos(bucket - 1)));
    }
  }
}
