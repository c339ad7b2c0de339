package io.weftline.agent.trace;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Warnings;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Requests and jobs in hand: begins them, follows them, and tells their events what was done for
 * them and what it took.
 *
 * <p>Thread-safe.
 */
public final class Works implements Sweeps.Sweep {
  private static final long MAX_WAIT_MILLIS = 500;

  private final Ids ids = new Ids();
  private final Meter meter = Meter.make();
  private final int hook = Bridge.add((Bridge.Hook) null);
  private final List<ScopeListener> listeners = new CopyOnWriteArrayList<ScopeListener>();
  private final List<Runnable> expecting = new ArrayList<Runnable>();
  private final CoarseClock thread;
  private final Warnings warnings;
  private final EventSink sink;
  private final long many;
  private final Watchdog watchdog;
  private boolean expected;
  private volatile long collectedNanos;

  /** Null as soon as somebody has waited for it. */
  private volatile CountDownLatch preparing;

  /** Of the agent's thread. */
  private long unwatchedBefore;

  /**
   * @param sampleNanos between two stacks of a unit that is slow
   * @param many how often a unit executes a query that is told as repeated
   */
  public Works(
      EventSink sink,
      CoarseClock thread,
      Sweeps sweeps,
      Warnings warnings,
      long sampleNanos,
      long many) {
    this.thread = thread;
    this.warnings = warnings;
    this.sink = sink;
    this.many = many;
    watchdog = new Watchdog(sink, thread, sampleNanos);
    sweeps.add(this);
  }

  public Ids ids() {
    return ids;
  }

  Meter meter() {
    return meter;
  }

  /** Hears of every thread that begins to work for a unit, from now on. */
  public void listen(ScopeListener listener) {
    listeners.add(listener);
  }

  /**
   * Has something done as soon as it is known that there will be units: the first class that makes
   * some is woven. At once if that is known already.
   */
  public void whenExpected(Runnable action) {
    synchronized (this) {
      if (!expected) {
        expecting.add(action);
        return;
      }
    }
    action.run();
  }

  /** A class that makes units is woven. */
  public void expect() {
    List<Runnable> actions;
    synchronized (this) {
      if (expected) {
        return;
      }
      expected = true;
      actions = new ArrayList<Runnable>(expecting);
    }
    thread.watch(watchdog);
    for (Runnable each : actions) {
      each.run();
    }
  }

  /**
   * Has requests wait, for {@value #MAX_WAIT_MILLIS} ms at most, until something is ready that the
   * very first of them may need; before that one.
   */
  public void waitFor(CountDownLatch ready) {
    preparing = ready;
  }

  /** Waits for what the first requests need; mostly that is long there. */
  public void awaitReady() {
    CountDownLatch awaited = preparing;
    if (awaited == null) {
      return;
    }
    try {
      // Bounded: whoever makes it ready may need what the waiting thread holds.
      awaited.await(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    preparing = null;
  }

  /** Says that a unit has begun: it is looked after until it ends. */
  public void begin(Work work) {
    watchdog.add(work);
  }

  /**
   * The calling thread begins to work for the unit, or goes on.
   *
   * @return what {@link ThreadContext#leave} gets; null while the agent is at work on this thread
   */
  public Frame enter(Work work) {
    return ThreadContext.current().enter(work, false);
  }

  void ended(Work work) {
    watchdog.remove(work);
  }

  long collectedNanos() {
    return collectedNanos;
  }

  Part enter(Unit unit, ThreadContext context, boolean handed) {
    Object[] taken = null;
    if (!listeners.isEmpty()) {
      taken = new Object[listeners.size() * 2];
      int at = 0;
      for (ScopeListener each : listeners) {
        if (at < taken.length) {
          try {
            taken[at + 1] = each.entered(unit);
            taken[at] = each;
          } catch (Throwable t) {
            // The thread works for the unit all the same, and is to leave it.
            Bridge.failed(t, hook);
          }
          at += 2;
        }
      }
    }
    return new Part(context.tree, meter, !context.isVirtual(), handed, taken);
  }

  void leave(Part part) {
    if (part.taken != null) {
      for (int at = part.taken.length - 2; at >= 0; at -= 2) {
        ScopeListener listener = (ScopeListener) part.taken[at];
        if (listener != null) {
          try {
            listener.left(part.taken[at + 1]);
          } catch (Throwable t) {
            Bridge.failed(t, hook);
          }
        }
      }
    }
  }

  /**
   * Puts into the event of a unit that ends what was done for it.
   *
   * @param frame what the calling thread works for it with; null if it does not
   * @param detailed whether its calls, queries and samples are wanted
   */
  public void describe(Event event, Work work, Frame frame, long durationNanos, boolean detailed) {
    Part own = null;
    if (frame != null && frame.note instanceof Part) {
      own = (Part) frame.note;
      own.end(frame, meter, work.startNanos, detailed);
    }
    Usage sums = own != null ? own : new Usage();
    work.addPartsTo(sums);
    Samples samples = work.samples;
    sums.put(event, durationNanos, samples == null ? 0 : blockedNanos(samples));
    if (!detailed) {
      return;
    }
    long collected = meter.collectionNanos() - work.collectedNanos;
    if (collected > 0) {
      event.put(Fields.BREAKDOWN_GC, Math.min(collected, durationNanos));
    }
    List<Part> parts = new ArrayList<Part>();
    for (Part each = work.parts(); each != null; each = each.before) {
      parts.add(0, each);
    }
    if (own != null) {
      parts.add(own);
    }
    event.object(Fields.CALLS, calls(parts));
    if (sums.omitted > 0) {
      event.put(Fields.CALLS_OMITTED, sums.omitted);
    }
    event.object(Fields.QUERIES, Trees.queries(queries(parts)));
    if (samples != null) {
      event.object(Fields.SAMPLES, samples.groups());
    }
  }

  /**
   * Tells which queries a unit that ends has executed again and again; before {@link #describe}.
   *
   * @param frame what the calling thread works for it with; null if it does not
   * @param route of a request, or null
   */
  public void tellRepeated(Work work, Frame frame, String route) {
    boolean own = frame != null && frame.note instanceof Part && ((Part) frame.note).ownsQueries();
    CallTree tree = own ? frame.context.tree : null;
    if (work.parts() == null && (tree == null || !RepeatedQueries.any(tree, many))) {
      return;
    }
    List<Part> parts = new ArrayList<Part>();
    for (Part each = work.parts(); each != null; each = each.before) {
      parts.add(each);
    }
    List<QueryUse> uses = queries(parts, tree);
    for (QueryUse each : uses) {
      if (each.count >= many && each.distinct > 0) {
        sink.offer(RepeatedQueries.event(work, each, route));
      }
    }
  }

  private long blockedNanos(Samples samples) {
    return samples.blocked() * watchdog.intervalNanos();
  }

  private static Calls calls(List<Part> parts) {
    List<Calls> all = new ArrayList<Calls>();
    for (Part each : parts) {
      if (each.calls != null) {
        all.add(each.calls);
      }
    }
    return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : Calls.join(all, MAX_CALLS);
  }

  private static final int MAX_CALLS = CallTree.MAX_NODES;

  private static List<QueryUse> queries(List<Part> parts) {
    return queries(parts, null);
  }

  /**
   * @param tree another one's, or null
   */
  private static List<QueryUse> queries(List<Part> parts, CallTree tree) {
    Map<String, QueryUse> all = new LinkedHashMap<String, QueryUse>();
    for (Part part : parts) {
      for (QueryUse each : part.queries) {
        add(all, each.copy());
      }
    }
    if (tree != null) {
      for (QueryUse each : QueryUse.all(tree)) {
        add(all, each);
      }
    }
    return new ArrayList<QueryUse>(all.values());
  }

  private static void add(Map<String, QueryUse> all, QueryUse use) {
    QueryUse before = all.get(use.operation.id);
    if (before != null) {
      before.add(use);
    } else {
      all.put(use.operation.id, use);
    }
  }

  @Override
  public void turn() {
    if (expectsAny()) {
      collectedNanos = meter.collectionNanos();
    }
    long unwatched = watchdog.unwatched();
    if (unwatched != unwatchedBefore) {
      warnings.warn(
          "requests.unwatched",
          unwatched
              + " requests or jobs so far began while "
              + Watchdog.SLOTS
              + " others were in hand: they have their line when they end, but no line while they"
              + " are still running, and no samples. So many at once mostly wait for the same: the"
              + " samples of the others say for what.");
      unwatchedBefore = unwatched;
    }
  }

  private synchronized boolean expectsAny() {
    return expected;
  }

  @Override
  public void finish() {
    watchdog.finish();
  }
}
