package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;

/**
 * Counts what a unit of work executes: how often, with how many different parameters, from which
 * line.
 *
 * <p>Immutable; called by application threads.
 */
final class UnitUses {
  private final QueryEvents events;
  private final long many;

  /**
   * @param many so often in one unit of work an execution of the same query is more than chance
   */
  UnitUses(QueryEvents events, long many) {
    this.events = events;
    this.many = many;
  }

  /**
   * Counts an execution in the unit in hand, which decides what becomes of a failure; elsewhere the
   * statement's own line tells it.
   *
   * @param sql the text if the call had one
   * @param thrown or null
   */
  void count(
      ThreadContext context,
      KnownQuery query,
      long nanos,
      long endNanos,
      Object statement,
      String sql,
      Throwable thrown) {
    if (thrown != null) {
      context.left(thrown, query);
    }
    CallTree.QueryGroup group = context.tree.query(query, nanos);
    if (group == null) {
      return;
    }
    group.endNanos = endNanos;
    if (query.isRead) {
      group.parameters.add(
          sql != null
              ? Operation.Parameters.ofText(sql)
              : context.results.parameters.boundTo(statement, query.hasValues));
    }
    // Worth a look at the stack once the unit may become an event for it, or it comes often.
    if (!group.callerSought
        && (group.count() == many
            || isOneOfMany(context)
            || group.totalNanos() >= Math.min(query.slowNanos(), context.slowNanos()) / 10)) {
      group.callerSought = true;
      group.caller = events.caller(true);
    }
  }

  /** Whether others work for the same unit, and each may execute it but once. */
  private boolean isOneOfMany(ThreadContext context) {
    return context.unit() instanceof Work && ((Work) context.unit()).scopes() >= many / 2;
  }
}
