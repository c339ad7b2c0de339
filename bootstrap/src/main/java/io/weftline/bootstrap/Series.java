package io.weftline.bootstrap;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations of one method or query as a base-2 exponential histogram of scale 3 (at most 4.3 %
 * error), with count, errors, slow ones, sum, and the extremes of the interval.
 *
 * <p>Exact on any number of threads without a lock: each of the first {@value #OWNED} contexts
 * that record has a cell of its own in plain memory, all further ones share atomic cells. One
 * thread reads ({@link #collect}), by subtracting what it has read before.
 *
 * <p>Bucket {@code i} counts durations in {@code (2^((i + FIRST) / 8), 2^((i + FIRST + 1) / 8)]}
 * milliseconds, the mapping of OpenTelemetry's exponential histogram. What is at or below the first
 * bound, 61 ns, is in the zero bucket; what is above the last, 70 minutes, in the last bucket.
 */
public final class Series {
  /** How many buckets there are for each doubling, as a power of two. */
  public static final int SCALE = 3;

  /** The OpenTelemetry index of the first bucket: 2^(-112/8) ms = 61 ns. */
  public static final int FIRST = -112;

  /** 36 doublings, from 61 ns to 70 minutes. */
  public static final int BUCKETS = 288;

  /** Places in what {@link #collect} fills: the first {@link #HEAD}, then the buckets. */
  public static final int COUNT = 0;

  public static final int ERRORS = 1;
  public static final int SLOW = 2;
  public static final int SUM_NANOS = 3;
  public static final int MIN_NANOS = 4;
  public static final int MAX_NANOS = 5;
  public static final int ZERO = 6;
  public static final int HEAD = 7;

  static final int OWNED = 8;

  /**
   * The upper bounds of the buckets in nanoseconds, rounded down: a duration in whole nanoseconds
   * is above the exact bound if and only if it is above this.
   */
  private static final long[] BOUNDS = bounds();

  /** The interval in hand: cells begin their extremes anew when they see another one. */
  private static int epoch = 1;

  private Cell first;
  private volatile Cell[] more;
  private Shared shared;

  /** What the reader has seen of all cells together. */
  private final long[] seen = new long[HEAD + BUCKETS];

  /** Begins the next interval for the extremes of all series; called by the one reader. */
  public static void nextInterval() {
    epoch++;
  }

  /**
   * Records a duration.
   *
   * @param owner the number of the context that records, positive; one thread at a time uses it
   */
  public void record(int owner, long nanos, boolean failed, boolean slow) {
    Cell cell = first;
    if (cell == null || cell.owner != owner) {
      cell = cellOf(owner);
      if (cell == null) {
        shared.record(nanos, failed, slow);
        return;
      }
    }
    cell.record(nanos, failed, slow);
  }

  private Cell cellOf(int owner) {
    Cell[] cells = more;
    if (cells != null) {
      for (Cell cell : cells) {
        if (cell.owner == owner) {
          return cell;
        }
      }
      if (cells.length == OWNED - 1) {
        return null;
      }
    }
    return addCell(owner);
  }

  private synchronized Cell addCell(int owner) {
    if (first == null) {
      return first = new Cell(owner);
    }
    int length = more == null ? 0 : more.length;
    if (length == OWNED - 1) {
      return null;
    }
    Cell cell = new Cell(owner);
    Cell[] cells = more == null ? new Cell[1] : Arrays.copyOf(more, length + 1);
    cells[length] = cell;
    if (length + 1 == OWNED - 1) {
      shared = new Shared();
    }
    more = cells;
    return cell;
  }

  /**
   * Adds what was recorded since the last call to {@code into}, whose extremes are taken over if
   * they are further out. One thread calls this, often enough for no bucket to be hit four thousand
   * million times between.
   *
   * @param into {@link #HEAD} and {@link #BUCKETS} places; the minimum must begin as the largest
   *     long
   * @return whether there was anything
   */
  public synchronized boolean collect(long[] into) {
    if (first == null) {
      return false;
    }
    long before = into[COUNT];
    long[] now = new long[HEAD + BUCKETS];
    now[MIN_NANOS] = Long.MAX_VALUE;
    first.addTo(now);
    if (more != null) {
      for (Cell cell : more) {
        cell.addTo(now);
      }
    }
    if (shared != null) {
      shared.addTo(now);
    }
    long recorded = 0;
    for (int i = ZERO; i < now.length; i++) {
      // Cells count buckets in 32 bits: the difference is right though they wrap.
      long difference = (now[i] - seen[i]) & 0xffffffffL;
      into[i] += difference;
      recorded += difference;
    }
    into[COUNT] += recorded;
    into[ERRORS] += now[ERRORS] - seen[ERRORS];
    into[SLOW] += now[SLOW] - seen[SLOW];
    into[SUM_NANOS] += now[SUM_NANOS] - seen[SUM_NANOS];
    into[MIN_NANOS] = Math.min(into[MIN_NANOS], now[MIN_NANOS]);
    into[MAX_NANOS] = Math.max(into[MAX_NANOS], now[MAX_NANOS]);
    System.arraycopy(now, 0, seen, 0, now.length);
    return into[COUNT] != before;
  }

  /** The bucket of a duration, or -1 for the zero bucket. */
  static int bucketOf(long nanos) {
    if (nanos <= BOUNDS[0]) {
      return nanos <= 61 ? -1 : 0;
    }
    // The four leading bits leave two or three candidates; their bounds decide.
    int exponent = 63 - Long.numberOfLeadingZeros(nanos);
    int bucket = GUESS[exponent << 3 | (int) (nanos >>> exponent - 3) & 7];
    while (bucket < BUCKETS - 1 && nanos > BOUNDS[bucket]) {
      bucket++;
    }
    return bucket;
  }

  /** For each combination of exponent and the three bits after the first, the lowest bucket. */
  private static final int[] GUESS = guess();

  private static int[] guess() {
    int[] guess = new int[64 << 3];
    for (int exponent = 3; exponent < 63; exponent++) {
      for (int eighth = 0; eighth < 8; eighth++) {
        long least = 8L + eighth << exponent - 3;
        int bucket = 0;
        while (bucket < BUCKETS - 1 && least > BOUNDS[bucket]) {
          bucket++;
        }
        guess[exponent << 3 | eighth] = bucket;
      }
    }
    return guess;
  }

  private static long[] bounds() {
    long[] bounds = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      bounds[i] = (long) Math.floor(Math.pow(2, (i + FIRST + 1) / 8.0) * 1e6);
    }
    return bounds;
  }

  /** Written by one thread at a time, read by another: plain memory. */
  private static final class Cell {
    final int owner;
    private final int[] buckets = new int[BUCKETS];
    private int zero;
    private long errors;
    private long slow;
    private long sumNanos;
    private long minNanos;
    private long maxNanos;
    private int seenEpoch;

    Cell(int owner) {
      this.owner = owner;
    }

    void record(long nanos, boolean failed, boolean wasSlow) {
      int bucket = bucketOf(nanos);
      if (bucket < 0) {
        zero++;
      } else {
        buckets[bucket]++;
      }
      sumNanos += nanos;
      if (seenEpoch != epoch) {
        seenEpoch = epoch;
        minNanos = nanos;
        maxNanos = nanos;
      } else if (nanos > maxNanos) {
        maxNanos = nanos;
      } else if (nanos < minNanos) {
        minNanos = nanos;
      }
      if (failed) {
        errors++;
      }
      if (wasSlow) {
        slow++;
      }
    }

    void addTo(long[] total) {
      total[ERRORS] += errors;
      total[SLOW] += slow;
      total[SUM_NANOS] += sumNanos;
      if (seenEpoch == epoch) {
        total[MIN_NANOS] = Math.min(total[MIN_NANOS], minNanos);
        total[MAX_NANOS] = Math.max(total[MAX_NANOS], maxNanos);
      }
      total[ZERO] += zero;
      for (int i = 0; i < BUCKETS; i++) {
        total[HEAD + i] += buckets[i];
      }
    }
  }

  /** For the ninth context and all after it. */
  private static final class Shared {
    private static final int STRIPES = 4;
    private static final int STRIDE = 16;

    private final AtomicIntegerArray buckets = new AtomicIntegerArray(BUCKETS + 1);
    private final AtomicLongArray sums = new AtomicLongArray(STRIPES * STRIDE);
    private final AtomicLongArray rare = new AtomicLongArray(5);

    void record(long nanos, boolean failed, boolean wasSlow) {
      buckets.getAndIncrement(bucketOf(nanos) + 1);
      sums.getAndAdd((int) (Thread.currentThread().getId() & STRIPES - 1) * STRIDE, nanos);
      if (failed) {
        rare.getAndIncrement(0);
      }
      if (wasSlow) {
        rare.getAndIncrement(1);
      }
      if (rare.get(4) != epoch) {
        beginInterval();
      }
      if (nanos > rare.get(3)) {
        raise(3, nanos);
      }
      // The minimum is kept negated, so that both extremes rise.
      if (-nanos > rare.get(2)) {
        raise(2, -nanos);
      }
    }

    private synchronized void beginInterval() {
      if (rare.get(4) != epoch) {
        rare.set(2, -Long.MAX_VALUE);
        rare.set(3, 0);
        rare.set(4, epoch);
      }
    }

    private void raise(int place, long value) {
      long old = rare.get(place);
      while (value > old && !rare.compareAndSet(place, old, value)) {
        old = rare.get(place);
      }
    }

    void addTo(long[] total) {
      total[ERRORS] += rare.get(0);
      total[SLOW] += rare.get(1);
      for (int i = 0; i < STRIPES; i++) {
        total[SUM_NANOS] += sums.get(i * STRIDE);
      }
      if (rare.get(4) == epoch) {
        total[MIN_NANOS] = Math.min(total[MIN_NANOS], -rare.get(2));
        total[MAX_NANOS] = Math.max(total[MAX_NANOS], rare.get(3));
      }
      for (int i = 0; i <= BUCKETS; i++) {
        total[ZERO + i] += buckets.get(i);
      }
    }
  }
}
