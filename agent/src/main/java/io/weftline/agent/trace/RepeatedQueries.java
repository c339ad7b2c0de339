package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.bootstrap.CallTree;

/**
 * Makes the event of a query that a unit has executed again and again: with other parameters each
 * time, so that one query could have asked for all, or with the same, so that once was enough.
 */
final class RepeatedQueries {
  private static final String LOGGER = "weftline.sql";
  private static final int FIELDS = 7;

  private RepeatedQueries() {}

  /** Whether a thread has executed a query so often; a look at a few counters. */
  static boolean any(CallTree tree, long many) {
    for (int i = 0; i < tree.queryGroups(); i++) {
      if (tree.queryGroup(i).count() >= many) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param route of a request, or null
   */
  static Event event(Work work, QueryUse use, String route) {
    boolean identical = use.distinct == 1;
    StringBuilder message = new StringBuilder(120);
    message.append(use.operation.label).append(' ').append(use.count).append(" times, ");
    if (identical) {
      message.append("each with the same parameters, ");
    } else {
      message.append("with ").append(use.distinct).append(" different parameters, ");
    }
    message.append("by ").append(work.label());
    if (use.caller != null) {
      message.append(" at ").append(Callers.text(use.caller));
    }
    ThreadLabel thread = work.thread();
    Event event =
        new Event(Level.WARN, Kinds.DB_N_PLUS_ONE, LOGGER, System.nanoTime(), FIELDS)
            .message(message.toString())
            .thread(thread.name, thread.id, thread.virtual)
            .put(Fields.HTTP_ROUTE, route)
            .put(Fields.DB_QUERY_ID, use.operation.id)
            .put(Fields.DB_QUERY_SUMMARY, use.operation.label);
    Callers.put(event, use.caller);
    event.object(
        Fields.N_PLUS_ONE,
        new Group()
            .put("count", use.count)
            .put("distinct_parameters", (long) use.distinct)
            .put("pattern", identical ? "repeated_identical" : "n_plus_one")
            .millis("total_ms", use.totalNanos)
            .millis("max_ms", use.maxNanos));
    work.stamp(event);
    return event;
  }
}
