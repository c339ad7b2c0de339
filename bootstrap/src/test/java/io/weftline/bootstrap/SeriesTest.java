package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Series series = new Series();

  private static long[] empty() {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    return into;
  }

  private long[] collect() {
    long[] into = empty();
    series.collect(into);
    return into;
  }

  @Test
  void nothingRecordedIsNothingCollected() {
    long[] into = empty();
    assertFalse(series.collect(into));
    assertEquals(0, into[Series.COUNT]);
    assertEquals(Long.MAX_VALUE, into[Series.MIN_NANOS]);
  }

  @Test
  void aReadingHoldsWhatCameSinceTheLast() {
    series.record(1, 1_000_000, true, false);
    series.record(1, 3_000_000, false, true);
    long[] first = empty();
    assertTrue(series.collect(first));
    assertEquals(2, first[Series.COUNT]);
    assertEquals(1, first[Series.ERRORS]);
    assertEquals(1, first[Series.SLOW]);
    assertEquals(4_000_000, first[Series.SUM_NANOS]);
    assertEquals(1_000_000, first[Series.MIN_NANOS]);
    assertEquals(3_000_000, first[Series.MAX_NANOS]);
    assertEquals(1, first[Series.HEAD + Series.bucketOf(1_000_000)]);
    assertEquals(1, first[Series.HEAD + Series.bucketOf(3_000_000)]);

    assertFalse(series.collect(empty()));
    series.record(1, 2_000_000, false, false);
    long[] second = collect();
    assertEquals(1, second[Series.COUNT]);
    assertEquals(0, second[Series.ERRORS]);
    assertEquals(2_000_000, second[Series.SUM_NANOS]);
  }

  @Test
  void readingsAddUpInWhatTheyAreGiven() {
    long[] into = empty();
    Series other = new Series();
    series.record(1, 5_000, true, true);
    other.record(1, 7_000, true, true);
    series.collect(into);
    other.collect(into);
    series.record(2, 100, false, false);
    series.collect(into);
    assertEquals(3, into[Series.COUNT]);
    assertEquals(2, into[Series.ERRORS]);
    assertEquals(2, into[Series.SLOW]);
    assertEquals(12_100, into[Series.SUM_NANOS]);
    assertEquals(100, into[Series.MIN_NANOS]);
    assertEquals(7_000, into[Series.MAX_NANOS]);
  }

  @Test
  void theShortestAndTheLongestHaveTheirBuckets() {
    for (int owner = 1; owner <= 9; owner++) {
      series.record(owner, 0, false, false);
      series.record(owner, 61, false, false);
      series.record(owner, Long.MAX_VALUE >>> 8, false, false);
    }
    long[] all = collect();
    assertEquals(18, all[Series.ZERO]);
    assertEquals(9, all[Series.HEAD + Series.BUCKETS - 1]);
    assertEquals(27, all[Series.COUNT]);
    assertEquals(0, all[Series.MIN_NANOS]);
    assertEquals(Long.MAX_VALUE >>> 8, all[Series.MAX_NANOS]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9})
  void extremesBeginAnewWithEachInterval(int owner) {
    for (int other = 1; other <= 9; other++) {
      series.record(other, 500, false, false);
    }
    series.record(owner, 10, false, false);
    series.record(owner, 9_000, false, false);
    assertExtremes(10, 9_000);
    series.record(owner, 600, false, false);
    assertExtremes(10, 9_000); // The second reading of an interval holds what its first did.
    Series.nextInterval();
    long[] none = collect();
    assertEquals(Long.MAX_VALUE, none[Series.MIN_NANOS]);
    assertEquals(0, none[Series.MAX_NANOS]);
    series.record(owner, 700, false, false);
    assertExtremes(700, 700);
    series.record(owner, 650, false, false);
    series.record(owner, 800, false, false);
    assertExtremes(650, 800);
  }

  private void assertExtremes(long minNanos, long maxNanos) {
    long[] into = collect();
    assertEquals(minNanos, into[Series.MIN_NANOS]);
    assertEquals(maxNanos, into[Series.MAX_NANOS]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 64})
  void everyCallIsCountedOnceWhileAnotherThreadReads(int threads) throws Exception {
    int calls = 1_200_000 / threads;
    CountDownLatch ready = new CountDownLatch(threads + 1);
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      recorders.add(new Recorder(i + 1, calls, ready));
    }
    AtomicBoolean done = new AtomicBoolean();
    long[] read = empty();
    Thread reader =
        new Thread(
            () -> {
              ready.countDown();
              while (!done.get()) {
                series.collect(read);
                assertTrue(read[Series.ERRORS] <= read[Series.COUNT]);
              }
              series.collect(read);
            });
    List<Throwable> failures = new ArrayList<>();
    reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    reader.start();
    recorders.forEach(Thread::start);
    for (Recorder recorder : recorders) {
      recorder.join();
    }
    done.set(true);
    reader.join();

    assertEquals(List.of(), failures);
    long[] expected = empty();
    for (Recorder recorder : recorders) {
      for (int i = 0; i < expected.length; i++) {
        if (i == Series.MIN_NANOS) {
          expected[i] = Math.min(expected[i], recorder.expected[i]);
        } else if (i == Series.MAX_NANOS) {
          expected[i] = Math.max(expected[i], recorder.expected[i]);
        } else {
          expected[i] += recorder.expected[i];
        }
      }
    }
    assertArrayEquals(expected, read);
  }

  /** Records random durations, and counts them once more by hand. */
  private final class Recorder extends Thread {
    private final int owner;
    private final int calls;
    private final CountDownLatch ready;
    private final long[] expected = empty();

    Recorder(int owner, int calls, CountDownLatch ready) {
      this.owner = owner;
      this.calls = calls;
      this.ready = ready;
    }

    @Override
    public void run() {
      SplittableRandom random = new SplittableRandom(owner);
      ready.countDown();
      try {
        ready.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      for (int i = 0; i < calls; i++) {
        long nanos = random.nextLong(1L << random.nextInt(1, 44));
        boolean failed = random.nextInt(5) == 0;
        boolean slow = random.nextInt(7) == 0;
        series.record(owner, nanos, failed, slow);
        expected[Series.COUNT]++;
        expected[Series.ERRORS] += failed ? 1 : 0;
        expected[Series.SLOW] += slow ? 1 : 0;
        expected[Series.SUM_NANOS] += nanos;
        expected[Series.MIN_NANOS] = Math.min(expected[Series.MIN_NANOS], nanos);
        expected[Series.MAX_NANOS] = Math.max(expected[Series.MAX_NANOS], nanos);
        expected[Series.HEAD + Series.bucketOf(nanos)]++;
      }
    }
  }

  @Test
  void contextsThatComeOneAfterAnotherShareExactlyToo() {
    for (int owner = 1; owner <= 1_000; owner++) {
      series.record(owner, owner, owner % 2 == 0, owner % 3 == 0);
    }
    long[] all = collect();
    assertEquals(1_000, all[Series.COUNT]);
    assertEquals(500, all[Series.ERRORS]);
    assertEquals(333, all[Series.SLOW]);
    assertEquals(500_500, all[Series.SUM_NANOS]);
    assertEquals(1, all[Series.MIN_NANOS]);
    assertEquals(1_000, all[Series.MAX_NANOS]);
  }

  @Test
  void aBucketMayWrap() throws Exception {
    series.record(1, 500, false, false);
    collect();
    // As though it had been hit 2^32 - 3 times in all, of which the reader has seen as many.
    int place = Series.bucketOf(500) + 1;
    int nearlyAll = -3;
    Object cell = read(Series.class, series, "first");
    ((int[]) read(cell.getClass(), cell, "buckets"))[place] = nearlyAll;
    ((int[]) read(Series.class, series, "seenBuckets"))[place] = nearlyAll;
    for (int i = 0; i < 10; i++) {
      series.record(1, 500, false, false);
    }
    assertEquals(10, collect()[Series.COUNT]);

    ((int[]) read(cell.getClass(), cell, "buckets"))[place] -= 1;
    assertEquals(0xffffffffL, collect()[Series.COUNT], "all but one of 2^32 within one reading");
  }

  private static Object read(Class<?> type, Object object, String name) throws Exception {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  @Test
  void aCellIsSmall() {
    series.record(1, 500, false, false);
    new Series().record(1, 500, false, false); // Whatever the first use of a class allocates.
    Series fresh = new Series();
    allocatedBytes();
    long before = allocatedBytes();
    fresh.record(1, 500, false, false);
    long cellBytes = allocatedBytes() - before;
    assertTrue(cellBytes > 1_000 && cellBytes <= 1_300, () -> cellBytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 64})
  void recordingAllocatesNothingOnceTheContextIsKnown(int owner) {
    for (int i = 1; i <= owner; i++) {
      series.record(i, 1_000, true, true);
    }
    allocatedBytes();
    long before = allocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      series.record(owner, 100 + i, (i & 1) == 0, (i & 3) == 0);
    }
    assertEquals(0, allocatedBytes() - before);
  }

  private static long allocatedBytes() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
