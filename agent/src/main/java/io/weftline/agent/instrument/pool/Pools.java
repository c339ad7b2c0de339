package io.weftline.agent.instrument.pool;

import io.weftline.agent.event.EventSink;
import io.weftline.agent.metrics.Gauges;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The pools of the process, and what was borrowed of them.
 *
 * <p>Thread-safe; called by the threads that borrow and give back.
 */
final class Pools implements Sweeps.Sweep, Gauges {
  /** The bit of calls that wait for a connection: one within another does not count. */
  static final int GROUP = 4;

  /** A loan is remembered from this part of a slow wait on: several make others wait for long. */
  private static final int LONG_LOANS = 4;

  /** What goes on beside its request for a while is nothing odd. */
  private static final long MAX_SUSPICIOUS_NANOS = 500_000_000L;

  private final WeakIdentityMap<KnownPool> pools = new WeakIdentityMap<KnownPool>();
  private final WeakIdentityMap<Loan> loans = new WeakIdentityMap<Loan>();
  private final List<KnownPool> all = new CopyOnWriteArrayList<KnownPool>();
  private final PoolEvents events;
  private final long slowNanos;
  private final long leakNanos;

  /** From when on it is a sign that a connection is out though its unit has ended. */
  private final long suspiciousNanos;

  /**
   * @param slowNanos from when on a wait is worth a line
   * @param leakNanos from when on it is worth a line that a connection is held
   */
  Pools(PoolEvents events, long slowNanos, long leakNanos) {
    this.events = events;
    this.slowNanos = slowNanos;
    this.leakNanos = leakNanos;
    suspiciousNanos = Math.min(leakNanos / 10, MAX_SUSPICIOUS_NANOS);
  }

  /** Begins to wait; null if the thread waits already. */
  Frame begin(ThreadContext context, Object source) {
    Frame frame = context.enter(GROUP, slowNanos / 1000);
    if (frame != null) {
      KnownPool pool = pools.get(source);
      frame.note = pool;
      if (pool != null) {
        pool.figures.waits();
      }
    }
    return frame;
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
    // The first connection is the pool's start: nobody is waited for.
    KnownPool pool = (KnownPool) frame.note;
    boolean starts = pool == null;
    frame.note = null;
    try {
      if (starts) {
        pool = of(source);
      } else {
        pool.figures.waitEnds();
      }
      long duration = context.exit(frame, endNanos, pool.waiting, thrown);
      // A generated proxy is known by what is behind it, which was lent a moment ago.
      if (connection != null && pool.type.lends(connection)) {
        lend(context, pool, connection, endNanos);
      }
      pool.figures.waited(duration, thrown == null);
      if (thrown == null && context.results.lent instanceof Loan) {
        ((Loan) context.results.lent).waited(duration);
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
  void returned(ThreadContext context, Object handle) {
    Loan loan = loans.remove(handle);
    if (loan == null) {
      return;
    }
    if (context.results.lent == loan) {
      context.results.lent = null;
    }
    long nowNanos = System.nanoTime();
    if (loan.pool.takeBack(loan) || loan.heldNanos(nowNanos) >= leakNanos) {
      boolean before = context.mute(true);
      try {
        events.cameBack(loan, nowNanos);
      } finally {
        context.mute(before);
      }
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
            nowNanos,
            pool.wantsStack(nowNanos) ? new Throwable().getStackTrace() : null);
    loans.put(loan);
    pool.lend(loan);
    context.results.lent = loan;
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
        all.add(made);
        known = made;
      }
      return known;
    }
  }

  /** Looks for what has been out for long, or has been lost; the agent's thread. */
  @Override
  public void turn() {
    for (KnownPool pool : all) {
      lookAt(pool, System.nanoTime());
      if (pool.get() == null && pool.active() == 0) {
        all.remove(pool);
      }
    }
  }

  private void lookAt(KnownPool pool, long nowNanos) {
    for (Loan loan : pool.out()) {
      boolean lost = loan.get() == null;
      if (lost) {
        pool.lost(loan);
      }
      if (lost || loan.outlivesItsUnit() && loan.heldNanos(nowNanos) >= suspiciousNanos) {
        pool.suspect(nowNanos);
      }
      if ((lost || loan.heldNanos(nowNanos) >= leakNanos) && (loan.tells() || lost)) {
        pool.suspect(nowNanos);
        events.held(loan, lost, nowNanos);
      }
    }
  }

  @Override
  public void finish() {
    // What is out when everything ends is no leak.
  }

  @Override
  public void write(EventSink sink, long intervalNanos, long nowNanos) {
    for (KnownPool pool : all) {
      Object source = pool.get();
      if (source != null) {
        sink.offer(PoolEvents.figures(pool, pool.type.maxOf(source), nowNanos));
      }
    }
  }
}
