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

  private final EventSink sink;
  private final Callers callers;
  private final long slowNanos;

  PoolEvents(EventSink sink, Callers callers, long slowNanos) {
    this.sink = sink;
    this.callers = callers;
    this.slowNanos = slowNanos;
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
    Event event =
        new Event(Level.WARN, Kinds.DB_POOL_WAIT, LOGGER, endNanos, FIELDS)
            .subject(
                "connection of "
                    + pool.name
                    + ", "
                    + active
                    + (max < 0 ? "" : " of " + max)
                    + " in use,")
            .thread(thread.name, thread.id, thread.virtual)
            .timed(nanos, thrown == null ? "success" : "failure")
            .put(Fields.DB_CONNECTION_WAIT, nanos)
            .put(Fields.DB_CONNECTION_ACTIVE, (long) active);
    if (nanos >= slowNanos) {
      event.slow(slowNanos);
    }
    if (max >= 0) {
      event.put(Fields.DB_CONNECTION_MAX, (long) max);
    }
    event.put(Fields.DB_POOL_NAME, pool.name);
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
