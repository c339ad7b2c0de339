package io.weftline.agent.instrument.pool;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.List;

/** Writes what was waited for. Thread-safe; called by the threads that have waited. */
final class PoolEvents {
  private static final String LOGGER = "weftline.pool";
  private static final int FIELDS = 10;
  private static final int MAX_HOLDERS = 20;
  private static final int MAX_FRAMES = 100;
  private static final String AGENT = "io.weftline.";

  private final EventSink sink;
  private final Callers callers;
  private final long slowNanos;
  private final long leakNanos;

  PoolEvents(EventSink sink, Callers callers, long slowNanos, long leakNanos) {
    this.sink = sink;
    this.callers = callers;
    this.slowNanos = slowNanos;
    this.leakNanos = leakNanos;
  }

  /** A connection was long in coming, or did not come. */
  void waited(
      ThreadContext context,
      KnownPool pool,
      Object source,
      long endNanos,
      long nanos,
      Throwable thrown) {
    ThreadLabel thread = ThreadLabel.of(context);
    long beginNanos = endNanos - nanos;
    List<Group> holders = holders(pool.loansSince(beginNanos), thread, beginNanos, endNanos);
    int active = pool.active();
    int max = pool.type.maxOf(source);
    String used = ", " + active + (max < 0 ? "" : " of " + max) + " in use,";
    Event event =
        event(Kinds.DB_POOL_WAIT, "connection of " + pool.name + used, thread, endNanos)
            .timed(nanos, thrown == null ? "success" : "failure")
            .put(Fields.DB_CONNECTION_WAIT, nanos);
    if (nanos >= slowNanos) {
      event.slow(slowNanos);
    }
    putState(event, pool, active, max);
    if (holders.size() > MAX_HOLDERS) {
      event.truncated(Fields.DB_POOL_HOLDERS.path());
      holders.subList(MAX_HOLDERS, holders.size()).clear();
    }
    if (!holders.isEmpty()) {
      event.object(Fields.DB_POOL_HOLDERS, holders);
    }
    if (thrown != null) {
      event.put(Fields.ERROR_TYPE, thrown.getClass().getName());
    }
    Callers.put(event, callers.caller());
    sink.offer(Work.stamp(event, context));
  }

  /**
   * A connection has been out for long.
   *
   * @param lost whether nobody has it any more, so that it cannot come back
   */
  void held(Loan loan, boolean lost, long nowNanos) {
    Event event = leak(loan, lost ? "lost" : "held", lost ? "failure" : "unknown", nowNanos);
    sink.offer(lost ? event : event.stillRunning());
  }

  /** One of which it was said that it is out has come back. */
  void cameBack(Loan loan, long nowNanos) {
    sink.offer(leak(loan, "held", "success", nowNanos));
  }

  private Event leak(Loan loan, String how, String outcome, long nowNanos) {
    KnownPool pool = loan.pool;
    long nanos = loan.heldNanos(nowNanos);
    Work work = loan.unit instanceof Work ? (Work) loan.unit : null;
    String who = work == null ? loan.thread.name : work.label();
    Event event =
        event(
                Kinds.DB_CONNECTION_LEAK,
                "connection of " + pool.name + " " + how + " by " + who,
                loan.thread,
                nowNanos)
            .timed(nanos, outcome)
            .put(Fields.DB_CONNECTION_HELD, nanos);
    if (nanos >= leakNanos) {
      event.slow(leakNanos);
    }
    Object source = pool.get();
    putState(event, pool, pool.active(), source == null ? -1 : pool.type.maxOf(source));
    if (loan.stack != null) {
      Callers.put(event, callers.first(loan.stack));
      event.put(Fields.CODE_STACK, text(loan.stack));
    }
    if (work != null && loan.spanId == 0) {
      work.stamp(event);
      loan.spanId = event.spanId();
    } else if (work != null) {
      work.stamp(event, loan.spanId);
    }
    return event;
  }

  private static String text(StackTraceElement[] stack) {
    StringBuilder out = new StringBuilder(1_000);
    int frames = 0;
    for (StackTraceElement each : stack) {
      if (frames < MAX_FRAMES && !each.getClassName().startsWith(AGENT)) {
        out.append(frames++ == 0 ? "" : "\n").append("at ").append(each);
      }
    }
    return out.toString();
  }

  private static Event event(String kind, String subject, ThreadLabel thread, long endNanos) {
    return new Event(Level.WARN, kind, LOGGER, endNanos, FIELDS)
        .subject(subject)
        .thread(thread.name, thread.id, thread.virtual);
  }

  private static void putState(Event event, KnownPool pool, int active, int max) {
    event.put(Fields.DB_CONNECTION_ACTIVE, (long) active);
    if (max >= 0) {
      event.put(Fields.DB_CONNECTION_MAX, (long) max);
    }
    event.put(Fields.DB_POOL_NAME, pool.name);
  }

  /** How a pool is, and what has happened to it in an interval. */
  static Event figures(KnownPool pool, int max, long nowNanos) {
    int active = pool.active();
    Group connection =
        new Group().put("pool", new Group().put("name", pool.name)).put("used", (long) active);
    if (max >= 0) {
      connection.put("max", (long) max);
    }
    pool.figures.putInto(connection);
    return new Event(Level.INFO, Kinds.METRICS_POOL, "weftline.metrics", nowNanos, 1)
        .message("pool " + pool.name + ": " + active + (max < 0 ? "" : " of " + max) + " in use")
        .object(Fields.DB_CLIENT_CONNECTION, connection);
  }

  /** The loans but for what was waited for itself, which is the thread's latest. */
  private static List<Group> holders(
      List<Loan> loans, ThreadLabel waiter, long beginNanos, long endNanos) {
    List<Group> holders = new ArrayList<Group>();
    for (Loan loan : loans) {
      boolean own = loan.thread.id == waiter.id && loan.startNanos - beginNanos >= 0;
      if (own || loan.startNanos - endNanos > 0) {
        continue;
      }
      Group holder = new Group().millis("held_ms", loan.heldNanos(endNanos));
      if (loan.unit instanceof Work) {
        Work work = (Work) loan.unit;
        holder
            .put("name", work.label())
            .put("trace_id", work.traceId())
            .put("span_id", work.spanIdText())
            .put("request_id", work.requestId());
      }
      holders.add(holder.put("thread", loan.thread.name));
    }
    return holders;
  }
}
