package io.weftline.agent.trace;

import io.weftline.bootstrap.Bridge;
import java.util.concurrent.locks.LockSupport;

/**
 * Advances {@link Bridge#coarse}, on a thread of its own, while something reads it: probes that are
 * timed by it ask for good, what reads it now and then asks again and again. It stands still, and
 * reads 0, when nobody has asked for a second, so that an application at rest is left at rest.
 *
 * <p>Its thread is the agent's second: what else has to be looked after while the application runs
 * ({@link Watch}) is looked after there.
 *
 * <p>A tick is a hundredth of the smallest threshold that is judged by it, between 1 and 10
 * milliseconds. By how much the worst tick was late bounds what it can tell, and is in the
 * statistics.
 */
public final class CoarseClock implements Sweeps.Sweep {
  /** Thresholds below this are not for a clock of at least a millisecond. */
  public static final long LEAST_THRESHOLD_NANOS = 100_000_000L;

  static final String NAME = "weftline-clock";

  private static final long MIN_TICK_NANOS = 1_000_000L;
  private static final long MAX_TICK_NANOS = 10_000_000L;
  private static final long MAX_SLEEP_NANOS = 1_000_000_000L;
  private static final long ASKED_FOR_NANOS = 1_000_000_000L;

  private final ThreadGroup group = Thread.currentThread().getThreadGroup();
  private volatile long tickNanos = MAX_TICK_NANOS;
  private volatile boolean asked;
  private volatile long worstLagNanos;

  // The rest is guarded by this.
  private boolean begun;
  private boolean prepared;
  private boolean forGood;
  private long askedNanos;
  private Ticker next;
  private volatile Ticker ticker;

  /** Whether the clock runs, and not only the thread. */
  private volatile boolean ticking;

  private volatile Watch watch;

  /**
   * Says that calls with a threshold are going to be judged by the clock. For any thread.
   *
   * @param thresholdNanos at least {@link #LEAST_THRESHOLD_NANOS}
   */
  public synchronized void judges(long thresholdNanos) {
    tickNanos = Math.min(tickNanos, Math.max(MIN_TICK_NANOS, thresholdNanos / 100));
  }

  /** Says that {@link #runForGood} may follow; before the application begins. */
  public synchronized void prepare() {
    prepared = true;
  }

  /**
   * Has the clock run from now, or from when the application begins, to the end. For any thread.
   */
  public synchronized void runForGood() {
    if (!forGood) {
      forGood = true;
      if (begun) {
        start();
      }
    }
  }

  /** Has its thread look after something else as well, clock or not. For any thread. */
  public synchronized void watch(Watch other) {
    watch = watch == null ? other : new Both(watch, other);
    if (begun) {
      startThread();
    }
  }

  /** Has {@link Watch#look} called at once. For any thread. */
  public void look() {
    Ticker thread = ticker;
    if (thread != null) {
      thread.lookDue = true;
      LockSupport.unpark(thread);
    }
  }

  /** Has the clock run for a second from the next turn of the agent's thread. For any thread. */
  public void ask() {
    if (!asked) {
      asked = true;
    }
  }

  /** How far two readings that differ are apart, in nanoseconds; at most 10,000,000. */
  public long tickNanos() {
    return tickNanos;
  }

  /** By how much the worst tick was late since the start, in nanoseconds; 0 if there was none. */
  public long worstLagNanos() {
    return worstLagNanos;
  }

  @Override
  public synchronized void begin() {
    begun = true;
    if (prepared) {
      // A thread inherits from the one that makes it, which is never to be one of the application's
      // with values of its own: whichever loads the first class that needs the clock starts it.
      next = new Ticker();
    }
    if (forGood) {
      start();
    } else if (watch != null) {
      startThread();
    }
  }

  @Override
  public synchronized void turn() {
    long now = System.nanoTime();
    if (asked) {
      asked = false;
      askedNanos = now;
      start();
    } else if (forGood) {
      // It runs already, unless there was no memory for a thread.
      start();
    } else if (ticking && now - askedNanos >= ASKED_FOR_NANOS) {
      if (watch == null) {
        stop();
        next = prepared ? new Ticker() : null;
      } else {
        ticking = false;
      }
    } else if (watch != null) {
      startThread();
    }
  }

  private void start() {
    if (ticking && ticker != null) {
      return;
    }
    Bridge.coarse = System.nanoTime();
    ticking = true;
    if (ticker != null) {
      // It sleeps for longer than a tick.
      LockSupport.unpark(ticker);
      return;
    }
    startThread();
    if (ticker == null) {
      // No thread is to be had: the next turn tries again. Calls are counted meanwhile.
      ticking = false;
      Bridge.coarse = 0;
    }
  }

  private void startThread() {
    if (ticker != null) {
      return;
    }
    Ticker made = next != null ? next : new Ticker();
    next = null;
    try {
      made.start();
      ticker = made;
    } catch (OutOfMemoryError e) {
      // The next turn tries again.
      next = null;
    }
  }

  @Override
  public synchronized void finish() {
    begun = false;
    forGood = false;
    watch = null;
    stop();
  }

  private void stop() {
    ticking = false;
    if (ticker != null) {
      ticker.stopped = true;
      LockSupport.unpark(ticker);
      ticker = null;
    }
  }

  /** One run of the clock. */
  private final class Ticker extends Thread {
    volatile boolean stopped;
    volatile boolean lookDue;

    Ticker() {
      super(group, null, NAME, 0);
      setDaemon(true);
      setPriority(NORM_PRIORITY);
      setContextClassLoader(null);
    }

    @Override
    public void run() {
      long last = System.nanoTime();
      long dueNanos = last;
      while (!stopped) {
        long tick = ticking ? tickNanos : 0;
        if (tick != 0) {
          Bridge.coarse = last;
        } else if (Bridge.coarse != 0) {
          Bridge.coarse = 0;
        }
        if (watch != null && (lookDue || last - dueNanos >= 0)) {
          lookDue = false;
          dueNanos = System.nanoTime() + look(watch, last);
        }
        sleep(tick, dueNanos);
        // Else the next park would return at once, and every one after it.
        interrupted();
        long now = System.nanoTime();
        if (tick != 0) {
          worstLagNanos = Math.max(worstLagNanos, now - last - tick);
        }
        last = now;
      }
      synchronized (CoarseClock.this) {
        if (ticker == null) {
          Bridge.coarse = 0;
        }
      }
    }

    private void sleep(long tick, long dueNanos) {
      if (watch == null) {
        LockSupport.parkNanos(tick != 0 ? tick : MAX_SLEEP_NANOS);
      } else if (!lookDue) {
        long left = dueNanos - System.nanoTime();
        LockSupport.parkNanos(Math.max(1, tick != 0 ? Math.min(tick, left) : left));
      }
    }

    private long look(Watch at, long nowNanos) {
      try {
        return at.look(nowNanos);
      } catch (Throwable t) {
        // Out of memory, say: the next look may find some.
        Bridge.failed(t);
        return MAX_SLEEP_NANOS;
      }
    }
  }

  /** Two to look after: whichever is due first has both looked after. */
  private static final class Both implements Watch {
    private final Watch first;
    private final Watch second;

    Both(Watch first, Watch second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public long look(long nowNanos) {
      return Math.min(first.look(nowNanos), second.look(nowNanos));
    }
  }

  /** What the thread looks after besides the clock. */
  public interface Watch {

    /**
     * Called by the thread of the clock.
     *
     * @return in how many nanoseconds to look again
     */
    long look(long nowNanos);
  }
}
