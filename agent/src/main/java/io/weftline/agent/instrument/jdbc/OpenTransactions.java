package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Group;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import java.util.ArrayList;
import java.util.List;

/** Knows the transactions that are open in this process, for whoever may wait for one of them. */
final class OpenTransactions {
  private static final int MAX_CANDIDATES = 5;
  private final Statements statements;

  OpenTransactions(Statements statements) {
    this.statements = statements;
  }

  /**
   * The open transactions of this process that have locked what a statement may wait for: that have
   * written one of its tables. The oldest first; null if there are none. For any thread.
   */
  List<Group> candidates(DatabaseSession waiting, KnownQuery query, long nowNanos) {
    List<DatabaseSession> found = new ArrayList<DatabaseSession>();
    if (query.locks) {
      for (DatabaseSession each : statements.sessions()) {
        if (each != waiting
            && each.transaction.isOpen()
            && each.database.isSame(waiting.database)
            && each.transaction.writeOf(query) != null) {
          add(found, each);
        }
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    List<Group> candidates = new ArrayList<Group>();
    for (DatabaseSession each : found.subList(0, Math.min(MAX_CANDIDATES, found.size()))) {
      candidates.add(candidate(each, query, nowNanos));
    }
    return candidates;
  }

  /** The oldest first. */
  private static void add(List<DatabaseSession> sessions, DatabaseSession session) {
    int at = sessions.size();
    long began = session.transaction.beganNanos();
    while (at > 0 && sessions.get(at - 1).transaction.beganNanos() - began > 0) {
      at--;
    }
    sessions.add(at, session);
  }

  private static Group candidate(DatabaseSession session, KnownQuery waiting, long nowNanos) {
    Transaction transaction = session.transaction;
    KnownQuery write = transaction.writeOf(waiting);
    ThreadLabel thread = transaction.thread();
    Group candidate =
        new Group()
            .put("connection_id", session.id())
            .millis("open_ms", nowNanos - transaction.beganNanos())
            .millis("idle_ms", Math.max(0, nowNanos - transaction.idleSinceNanos()))
            .put("summary", write == null ? null : write.label)
            .put("query_id", write == null ? null : write.id);
    Object unit = transaction.unit();
    if (unit instanceof Work) {
      Work work = (Work) unit;
      candidate
          .put("name", work.label())
          .put("trace_id", work.traceId())
          .put("span_id", work.spanIdText())
          .put("request_id", work.requestId());
    }
    return candidate.put("thread", thread == null ? null : thread.name);
  }
}
