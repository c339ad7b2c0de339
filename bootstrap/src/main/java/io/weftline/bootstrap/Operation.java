package io.weftline.bootstrap;

import java.util.Arrays;

/**
 * What the agent keeps of one thing that is timed: a method, a query, a call to a neighbour. Its
 * names, its thresholds, its series. One instance for each distinct thing, compared by identity; a
 * node of the call tree refers to it.
 *
 * <p>The thresholds are plain fields that the agent may change while threads read them: each call
 * sees the old one or the new one.
 */
public class Operation {
  /** Values of {@link #kind}; the call tree of an event uses the same. */
  public static final byte METHOD = 0;

  public static final byte QUERY = 1;

  /** A request to another service. */
  public static final byte HTTP = 2;

  /** Waiting for something that is shared, such as a connection of a pool. */
  public static final byte WAIT = 3;

  /** In full: {@code com.acme.Order.place}, or a query's summary. */
  public final String name;

  /** As it stands in a call tree: {@code Order.place}. */
  public final String label;

  public final byte kind;

  /** The id of the query, else null. */
  public final String id;

  public final Series series;

  /** A call is slow from here on, in nanoseconds. */
  long slowNanos;

  /** A call is looked at again when it ends, from here on: it may be worth a line. */
  long logNanos;

  /** A call is a node of its unit's tree from here on. */
  long nodeNanos;

  /** Whether a failed call is worth a line. */
  boolean logFailed;

  /** False while the method is not observed. */
  boolean on = true;

  public Operation(String name, String label, byte kind, String id, Series series) {
    this.name = name;
    this.label = label;
    this.kind = kind;
    this.id = id;
    this.series = series;
  }

  /**
   * Sets from when on a call is slow, written, and a node of a tree, in nanoseconds; a threshold of
   * {@link Long#MAX_VALUE} is never reached.
   *
   * @param logFailed whether a call that throws is written whatever it took
   */
  public final void thresholds(long slowNanos, long logNanos, boolean logFailed) {
    this.slowNanos = slowNanos;
    this.logNanos = logNanos;
    this.nodeNanos = Math.min(slowNanos, logNanos) / 1000;
    this.logFailed = logFailed;
  }

  public final long slowNanos() {
    return slowNanos;
  }

  public final long logNanos() {
    return logNanos;
  }

  /** Switches observing on or off, for calls that begin from now on. */
  public final void on(boolean observed) {
    on = observed;
  }

  // ---- calls that are timed by the coarse clock

  /**
   * Ends a call of a method that is timed by the coarse clock and that met a tick, failed, or is
   * not the first thread's.
   */
  void exitCoarse(long startNanos, Throwable thrown) {
    ThreadContext context = ThreadContext.currentOrNull();
    if (thrown == null && startNanos == Bridge.coarse) {
      if (context == null && !Bridge.isVirtual(Thread.currentThread())) {
        context = ThreadContext.attach(false);
      }
      if (on && (context == null || !context.owner.muted)) {
        series.count(context);
      }
      return;
    }
    if (context == null) {
      context = ThreadContext.current();
    }
    if (on && !context.owner.muted) {
      exitRarer(context, startNanos, thrown);
    } else if (context.virtual) {
      context.releaseIfIdle();
    }
  }

  void exitRarer(ThreadContext context, long startNanos, Throwable thrown) {
    int at = context.depth;
    try {
      exitLate(context.frameFor(at), startNanos, thrown);
    } catch (Throwable t) {
      context.restore(at);
      throw t;
    }
  }

  private void exitLate(Frame frame, long startNanos, Throwable thrown) {
    ThreadContext context = frame.context;
    CallTree tree = context.tree;
    int at = frame.depth;
    long now = System.nanoTime();
    // The clock stood still when it began: then nobody knows when that was.
    long began = startNanos == 0 ? now : startNanos;
    // At most a tick, and what that came late, too long, so that no slow call is missed; the others
    // are right on average. What met no tick is not slow: that the clock came late is no fault of
    // a call that failed.
    boolean slow = startNanos != Bridge.coarse && now - began >= slowNanos;
    if (!slow) {
      long tick = Bridge.coarse;
      now = tick == 0 || tick - began < 0 ? began : tick;
    }
    long duration = now - began;
    frame.startNanos = began;
    frame.slowNanos = slowNanos;
    frame.mark = tree.size();
    frame.childNanos = 0;
    if (at > 0 && nodeNanos < context.nodeNanos) {
      context.nodeNanos = nodeNanos;
    }
    boolean node = at > 0 && duration >= context.nodeNanos;
    if (node) {
      tree.adopt(frame);
    }
    series.record(context.number, duration, thrown != null, slow);
    if (thrown != null) {
      context.left(thrown, this);
    }
    if (duration >= logNanos && !(slow && context.told.within(this, began, duration))) {
      context.logged(this, frame, now, thrown);
    }
    if (node) {
      tree.addLate(this, frame, duration, Unit.Throwables.nameOf(thrown));
    } else if (at == 0) {
      context.endUnit(thrown);
    }
  }

  @Override
  public final String toString() {
    return name;
  }

  /**
   * The latest slow calls of a thread of those that the coarse clock times, one for each of the
   * last {@value #METHODS} methods. Of them nobody knows which runs within which: without this each
   * call of a recursion would be told, also of one through several methods.
   *
   * <p>Belongs to the thread.
   */
  static final class Told {
    static final int METHODS = 8;

    private final Operation[] operations = new Operation[METHODS];
    private final long[] starts = new long[METHODS];
    private final long[] durations = new long[METHODS];
    private int next;

    /**
     * Whether a slow call has no more to tell than the latest one of the same method, which was
     * within it; if not, it is the latest now.
     */
    boolean within(Operation method, long began, long duration) {
      int at = 0;
      while (at < METHODS && operations[at] != method) {
        at++;
      }
      if (at == METHODS) {
        at = next;
        next = next + 1 & METHODS - 1;
      } else if (starts[at] - began >= 0 && duration - durations[at] < method.slowNanos) {
        return true;
      }
      operations[at] = method;
      starts[at] = began;
      durations[at] = duration;
      return false;
    }

    void forget() {
      Arrays.fill(operations, null);
    }
  }
}
