package io.weftline.bootstrap;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations of one method or query as a base-2 exponential histogram of scale 3 (at most 4.3 %
 * error), with count, errors, slow ones, sum, and the extremes of the interval.
 *
 * <p>Exact on any number of threads: each of the first {@value #OWNED} contexts that record has a
 * cell of its own in plain memory, all further ones share atomic cells. One thread reads ({@link
 * #collect}), by subtracting what it has read before: all readings together are exact. A call is
 * counted last and its count is read first, so that of a call in hand the sum comes in one reading
 * and the count in the same or the next; but plain stores may change places, and whoever reads must
 * bear the opposite. (Ordered stores were measured to cost 1 to 2 ns a call.) A lock is taken only
 * when a context records for the first time, and once per interval where contexts share.
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
   * The powers of 2 to 0, 1/8 and so on. Math.pow, interpreted while the JVM starts, would take 7
   * ms for all bounds.
   */
  private static final double[] ROOTS = {
    1.0,
    1.0905077326652577,
    1.189207115002721,
    1.2968395546510096,
    1.4142135623730951,
    1.5422108254079407,
    1.681792830507429,
    1.8340080864093424,
  };

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

  /** What the reader has seen of all cells together; 32 bits a bucket, as in the cells. */
  private int[] seenBuckets;

  private int seenZeros;
  private long seenErrors;
  private long seenSlow;
  private long seenSumNanos;

  /**
   * Begins the next interval for the extremes of all series; called by the one reader, right after
   * it has collected them all: the extremes of a call recorded between are in neither interval.
   */
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
        shared().record(nanos, failed, slow);
        return;
      }
    }
    cell.record(nanos, failed, slow);
  }

  /**
   * Counts a call that took less than can be told, in the zero bucket, if the thread is the one
   * whose cell is found without looking for it. Not while the agent is at work on it.
   *
   * @return whether it was counted; else {@link #count(ThreadContext)} does it
   */
  boolean count() {
    Cell cell = first;
    Owner owner = cell == null ? null : cell.thread;
    if (owner == null || owner.get() != Thread.currentThread() || owner.muted) {
      return false;
    }
    cell.zeros++;
    return true;
  }

  /**
   * The same on any thread, whose context it is; null for a virtual thread that has none. From the
   * next time on {@link #count()} does it where it can.
   */
  void count(ThreadContext context) {
    Cell cell = context == null ? null : cellOf(context.number);
    if (cell != null) {
      cell.zeros++;
      if (cell == first && !context.virtual) {
        cell.thread = context.owner;
      }
    } else {
      shared().count();
    }
  }

  private Cell cellOf(int owner) {
    Cell cell = first;
    if (cell != null && cell.owner == owner) {
      return cell;
    }
    Cell[] cells = more;
    if (cells != null) {
      for (Cell each : cells) {
        if (each.owner == owner) {
          return each;
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
    if (first.owner == owner) {
      return first;
    }
    int length = more == null ? 0 : more.length;
    if (length == OWNED - 1) {
      return null;
    }
    Cell cell = new Cell(owner);
    Cell[] cells = more == null ? new Cell[1] : Arrays.copyOf(more, length + 1);
    cells[length] = cell;
    more = cells;
    return cell;
  }

  private Shared shared() {
    // Its fields are final: whoever sees it sees all of it.
    Shared found = shared;
    return found != null ? found : addShared();
  }

  private synchronized Shared addShared() {
    if (shared == null) {
      shared = new Shared();
    }
    return shared;
  }

  /**
   * Adds what was recorded since the last call to {@code into}, whose extremes are taken over if
   * they are further out. One thread at a time calls this, often enough for no bucket to be hit
   * four thousand million times between.
   *
   * @param into {@link #HEAD} and {@link #BUCKETS} places; the minimum must begin as the largest
   *     long
   * @return whether any call was counted
   */
  public boolean collect(long[] into) {
    Cell[] cells;
    Shared others;
    synchronized (this) {
      if (first == null && shared == null) {
        return false;
      }
      int length = more == null ? 0 : more.length;
      cells = new Cell[first == null ? 0 : length + 1];
      if (first != null) {
        cells[0] = first;
      }
      if (length > 0) {
        System.arraycopy(more, 0, cells, 1, length);
      }
      others = shared;
    }
    // Not under the lock, for which threads of the application may wait. The counts first: they
    // were stored last.
    boolean any = collectBuckets(cells, others, into);
    collectHead(cells, others, into);
    return any;
  }

  private void collectHead(Cell[] cells, Shared others, long[] into) {
    long errors = 0;
    long slow = 0;
    long sumNanos = 0;
    for (Cell cell : cells) {
      slow += cell.slow;
      errors += cell.errors;
      if (cell.seenEpoch == epoch) {
        into[MIN_NANOS] = Math.min(into[MIN_NANOS], cell.minNanos);
        into[MAX_NANOS] = Math.max(into[MAX_NANOS], cell.maxNanos);
      }
      sumNanos += cell.sumNanos;
    }
    if (others != null) {
      slow += others.slow();
      errors += others.errors();
      others.addExtremes(into);
      sumNanos += others.sumNanos();
    }
    into[ERRORS] += errors - seenErrors;
    into[SLOW] += slow - seenSlow;
    into[SUM_NANOS] += sumNanos - seenSumNanos;
    seenErrors = errors;
    seenSlow = slow;
    seenSumNanos = sumNanos;
  }

  private boolean collectBuckets(Cell[] cells, Shared others, long[] into) {
    if (seenBuckets == null) {
      seenBuckets = new int[1 + BUCKETS];
    }
    long recorded = 0;
    int zeros = collectZeros(cells, others, into);
    for (int i = 0; i <= BUCKETS; i++) {
      int now = i == 0 ? zeros : 0;
      if (others != null) {
        now += others.buckets.get(i);
      }
      for (Cell cell : cells) {
        now += cell.buckets[i];
      }
      if (now != seenBuckets[i]) {
        // The difference is right though the counts wrap.
        long difference = now - seenBuckets[i] & 0xffffffffL;
        seenBuckets[i] = now;
        into[ZERO + i] += difference;
        recorded += difference;
      }
    }
    into[COUNT] += recorded;
    return recorded != 0;
  }

  /** What was only counted, ever; some of it since the last time makes 0 an extreme. */
  private int collectZeros(Cell[] cells, Shared others, long[] into) {
    int zeros = others == null ? 0 : others.zeros();
    for (Cell cell : cells) {
      zeros += cell.zeros;
    }
    if (zeros != seenZeros) {
      seenZeros = zeros;
      into[MIN_NANOS] = 0;
      into[MAX_NANOS] = Math.max(into[MAX_NANOS], 0);
    }
    return zeros;
  }

  /** The upper bound of a bucket in nanoseconds, rounded down; it belongs to the bucket. */
  public static long upperNanos(int bucket) {
    return BOUNDS[bucket];
  }

  /** The bucket of a duration, or -1 for the zero bucket. */
  static int bucketOf(long nanos) {
    if (nanos <= BOUNDS[0]) {
      return nanos <= 61 ? -1 : 0;
    }
    // The four leading bits leave at most three candidates; their bounds decide.
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
    // Both rise: each search goes on where the last one ended.
    int bucket = 0;
    for (int exponent = 3; exponent < 63; exponent++) {
      for (int eighth = 0; eighth < 8; eighth++) {
        long least = 8L + eighth << exponent - 3;
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
      int eighths = i + FIRST + 1;
      bounds[i] = (long) (Math.scalb(ROOTS[eighths & 7], eighths >> 3) * 1e6);
    }
    return bounds;
  }

  /** Written by one thread at a time, read by another: plain memory. */
  private static final class Cell {
    final int owner;

    /** The zero bucket, then the others. */
    private final int[] buckets = new int[1 + BUCKETS];

    /** Calls that were only counted; of the zero bucket too. */
    private int zeros;

    /** Who counts without looking for the cell, or null. */
    private Owner thread;

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
      int place = bucketOf(nanos) + 1;
      sumNanos += nanos;
      int now = epoch;
      if (seenEpoch != now) {
        minNanos = nanos;
        maxNanos = nanos;
        // Last, so that the reader does not take the extremes of another interval for those of now.
        seenEpoch = now;
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
      buckets[place]++;
    }
  }

  /** For the ninth context and all after it. */
  private static final class Shared {
    private static final int STRIPES = 4;
    private static final int STRIDE = 16;

    /** Places in {@link #rare}. */
    private static final int ERROR_COUNT = 0;

    private static final int SLOW_COUNT = 1;

    /** The minimum is kept negated, so that both extremes rise. */
    private static final int NEGATED_MIN = 2;

    private static final int MAX = 3;
    private static final int SEEN_EPOCH = 4;

    /** The zero bucket, then the others. */
    private final AtomicIntegerArray buckets = new AtomicIntegerArray(1 + BUCKETS);

    /** In each stripe the sum of durations, and the number of calls that were only counted. */
    private final AtomicLongArray sums = new AtomicLongArray(STRIPES * STRIDE);

    private final AtomicLongArray rare = new AtomicLongArray(5);

    void record(long nanos, boolean failed, boolean wasSlow) {
      sums.getAndAdd(stripe(), nanos);
      int now = epoch;
      if (rare.get(SEEN_EPOCH) != now) {
        beginInterval(now);
      }
      if (nanos > rare.get(MAX)) {
        raise(MAX, nanos);
      }
      if (-nanos > rare.get(NEGATED_MIN)) {
        raise(NEGATED_MIN, -nanos);
      }
      if (failed) {
        rare.getAndIncrement(ERROR_COUNT);
      }
      if (wasSlow) {
        rare.getAndIncrement(SLOW_COUNT);
      }
      buckets.getAndIncrement(bucketOf(nanos) + 1);
    }

    void count() {
      sums.getAndIncrement(stripe() + 1);
    }

    private static int stripe() {
      // Not the thread's number, which a subclass of the application may make up.
      return (System.identityHashCode(Thread.currentThread()) & STRIPES - 1) * STRIDE;
    }

    int zeros() {
      int zeros = 0;
      for (int i = 0; i < STRIPES; i++) {
        zeros += (int) sums.get(i * STRIDE + 1);
      }
      return zeros;
    }

    private synchronized void beginInterval(int now) {
      // Forwards only: a thread that still saw the last interval must not wipe this one's.
      if (now - (int) rare.get(SEEN_EPOCH) > 0) {
        rare.set(NEGATED_MIN, -Long.MAX_VALUE);
        rare.set(MAX, 0);
        rare.set(SEEN_EPOCH, now);
      }
    }

    private void raise(int place, long value) {
      long old = rare.get(place);
      while (value > old && !rare.compareAndSet(place, old, value)) {
        old = rare.get(place);
      }
    }

    long errors() {
      return rare.get(ERROR_COUNT);
    }

    long slow() {
      return rare.get(SLOW_COUNT);
    }

    long sumNanos() {
      long sum = 0;
      for (int i = 0; i < STRIPES; i++) {
        sum += sums.get(i * STRIDE);
      }
      return sum;
    }

    void addExtremes(long[] into) {
      if (rare.get(SEEN_EPOCH) == epoch) {
        into[MIN_NANOS] = Math.min(into[MIN_NANOS], -rare.get(NEGATED_MIN));
        into[MAX_NANOS] = Math.max(into[MAX_NANOS], rare.get(MAX));
      }
    }
  }

  /** The thread of a context, and what of the context its every call asks for. */
  static final class Owner extends WeakReference<Thread> {
    /** While true nothing is observed: the agent is at work on this thread. */
    boolean muted;

    Owner(Thread thread) {
      super(thread);
    }
  }
}
