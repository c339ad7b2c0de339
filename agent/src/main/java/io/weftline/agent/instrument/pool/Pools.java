package io.weftline.agent.instrument.pool;

import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/**
 * The pools of the process, and what was borrowed of them.
 *
 * <p>Thread-safe; called by the threads that borrow and give back.
 */
final class Pools {
  /** The bit of calls that wait for a connection: one within another does not count. */
  static final int GROUP = 4;

  /** A loan is remembered from this part of a slow wait on: several make others wait for long. */
  private static final int LONG_LOANS = 4;

  private final WeakIdentityMap<KnownPool> pools = new WeakIdentityMap<KnownPool>();
  private final WeakIdentityMap<Loan> loans = new WeakIdentityMap<Loan>();
  private final PoolEvents events;
  private final long slowNanos;

  /**
   * @param slowNanos from when on a wait is worth a line
   */
  Pools(PoolEvents events, long slowNanos) {
    this.events = events;
    this.slowNanos = slowNanos;
  }

  /** Begins to wait; null if the thread waits already. */
  Frame begin(ThreadContext context) {
    return context.enter(GROUP, slowNanos / 1000);
  }

  /**
   * The wait is over.
   *
   * @param connection what the application gets, or null if it was refused
   */
  void borrowed(Frame frame, Object source, Object connection, Throwable thrown) {
    ThreadContext context = frame.context;
    long endNanos = System.nanoTime();
    boolean before = context.mute(true);
    try {
      // The first connection is the pool's start: nobody is waited for.
      boolean starts = pools.get(source) == null;
      KnownPool pool = of(source);
      long duration = context.exit(frame, endNanos, pool.waiting, thrown);
      // A generated proxy is known by what is behind it, which was lent a moment ago.
      if (connection != null && pool.type.lends(connection)) {
        lend(context, pool, connection, endNanos);
      }
      if (duration >= slowNanos && !starts || thrown != null) {
        events.waited(context, pool, source, endNanos, duration, thrown);
      }
    } finally {
      context.mute(before);
    }
    context.endIfOutermost(frame);
  }

  /** A pool gives out what is behind a proxy. */
  void lent(Frame frame, Object source, Object behind) {
    ThreadContext context = frame.context;
    context.exit(frame, null, null);
    if (behind != null) {
      lend(context, of(source), behind, System.nanoTime());
    }
    context.endIfOutermost(frame);
  }

  /** What was given out is back. */
  void returned(Object handle) {
    Loan loan = loans.remove(handle);
    if (loan != null) {
      loan.pool.takeBack(loan);
    }
  }

  private void lend(ThreadContext context, KnownPool pool, Object handle, long nowNanos) {
    Loan loan =
        new Loan(
            handle,
            loans.queueFor(handle),
            pool,
            context.unit(),
            ThreadLabel.of(context),
            nowNanos);
    loans.put(loan);
    pool.lend(loan);
  }

  private KnownPool of(Object source) {
    KnownPool known = pools.get(source);
    if (known != null) {
      return known;
    }
    // Without a lock: it asks the pool for its name, and whoever holds the pool's may wait for us.
    PoolType type = PoolType.of(source);
    KnownPool made =
        new KnownPool(
            source, pools.queueFor(source), type, type.nameOf(source), slowNanos / LONG_LOANS);
    synchronized (pools) {
      known = pools.get(source);
      if (known == null) {
        pools.put(made);
        known = made;
      }
      return known;
    }
  }
}
