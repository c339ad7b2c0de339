package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.sql.DriverText;
import io.weftline.agent.sql.SqlFailure;
import io.weftline.agent.sql.SqlStatement;
import io.weftline.agent.trace.Borrowed;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.Ids;
import io.weftline.agent.trace.Samples;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.sql.SQLException;

/** Makes {@code db.query} events. Called by application threads, but for what is running. */
final class QueryEvents {
  private static final String LOGGER = "weftline.sql";
  private static final int FIELDS = 18;
  private static final int MAX_MESSAGE_CHARS = 2_048;

  private final EventSink sink;
  private final Callers callers;
  private final Ids ids;

  /** Null if they are not asked for. */
  private final KeptParameters parameters;

  private final boolean all;
  private final boolean none;
  private final boolean callerOfAll;
  private final boolean callerOfSlow;

  /**
   * @param parameters what is bound, or null if that is not asked for
   * @param log the value of {@code query.log}
   * @param caller the value of {@code query.caller}
   */
  QueryEvents(
      EventSink sink,
      Callers callers,
      Ids ids,
      KeptParameters parameters,
      String log,
      String caller) {
    this.sink = sink;
    this.callers = callers;
    this.ids = ids;
    this.parameters = parameters;
    all = log.equals("all");
    none = log.equals("none");
    callerOfAll = caller.equals("all");
    callerOfSlow = !caller.equals("none");
  }

  /** Whether every execution gets a line. */
  boolean writesAll() {
    return all;
  }

  /** Whether none gets one. */
  boolean writesNone() {
    return none;
  }

  /** What is bound to a statement, for a line that comes later; null if it is not asked for. */
  Object bound(Object statement) {
    return parameters == null ? null : parameters.share(statement);
  }

  /** Whether an execution that succeeded gets a line. */
  boolean isWritten(KnownQuery query, long nanos) {
    return all || nanos >= query.slowNanos() && !none;
  }

  /** The line of the application that the thread is at, if it is asked for; else null. */
  StackTraceElement caller(boolean slowOrFailed) {
    return callerOfAll || callerOfSlow && slowOrFailed ? callers.caller() : null;
  }

  /** An execution has ended on the calling thread. */
  void ended(ThreadContext context, Execution execution) {
    boolean failed = execution.thrown != null;
    if (none && failed) {
      return;
    }
    boolean before = context.mute(true);
    try {
      Thread thread = Thread.currentThread();
      Event event =
          event(execution, failed ? "failure" : "success")
              .thread(thread.getName(), thread.getId(), context.isVirtual())
              .put(Fields.DB_EXECUTE, execution.executeNanos);
      addRows(event, execution);
      Borrowed.put(event, execution.lent);
      if (failed) {
        addFailure(event, execution);
      }
      StackTraceElement caller = execution.caller;
      Callers.put(event, caller != null ? caller : caller(failed || execution.isSlow()));
      if (execution.early == null) {
        Work.stamp(event, context);
      } else {
        execution.early.stamp(event);
      }
      sink.offer(event);
    } finally {
      context.mute(before);
    }
  }

  private static void addRows(Event event, Execution execution) {
    if (execution.fetchNanos >= 0) {
      event
          .put(Fields.DB_FETCH, execution.fetchNanos)
          .put(Fields.DB_RETURNED_ROWS, execution.returnedRows);
    }
    if (execution.affectedRows >= 0) {
      event.put(Fields.DB_AFFECTED_ROWS, execution.affectedRows);
    }
    if (execution.batchSize > 1) {
      event.put(Fields.DB_BATCH_SIZE, (long) execution.batchSize);
    }
  }

  /**
   * An execution has not ended yet.
   *
   * @param unit what the thread works for, or null
   * @param state of the thread, with its stack
   */
  Event stillRunning(
      Execution execution,
      Unit unit,
      ThreadLabel thread,
      Thread.State state,
      StackTraceElement[] stack) {
    Event event =
        event(execution, "unknown")
            .thread(thread.name, thread.id, thread.virtual)
            .put(Fields.DB_WAITS_FOR, Waits.of(state, stack))
            .stillRunning();
    addRows(event, execution);
    if (callerOfAll || callerOfSlow) {
      Callers.put(event, callers.first(stack));
    }
    event.object(Fields.SAMPLES, Samples.of(state, stack));
    if (unit instanceof Work) {
      ((Work) unit).stamp(event);
    } else {
      // Of no request or job: its last line has to be found again nevertheless.
      event.trace(ids.nextHalf(), ids.next(), ids.next(), 0);
    }
    return event;
  }

  private Event event(Execution execution, String outcome) {
    KnownQuery query = execution.query;
    SqlStatement statement = query.statement;
    boolean slow = execution.isSlow();
    Event event =
        new Event(
                slow || execution.thrown != null || execution.endsIdle ? Level.WARN : Level.INFO,
                Kinds.DB_QUERY,
                LOGGER,
                execution.endNanos,
                FIELDS)
            .subject(query.label)
            .timed(execution.nanos(), outcome);
    if (execution.endsIdle) {
      event.message(execution.session.transaction.idleText(query.label, execution.endNanos));
    }
    execution.session.put(event, execution.isAutoCommit());
    event
        .put(Fields.DB_QUERY_ID, query.id)
        .put(Fields.DB_QUERY_TEXT, statement.text())
        .put(Fields.DB_QUERY_SUMMARY, query.label)
        .put(Fields.DB_OPERATION, statement.operation())
        .put(Fields.DB_COLLECTION, statement.collection());
    if (parameters != null) {
      parameters.put(event, execution);
    }
    if (execution.transactionStatements > 0) {
      event.object(Fields.DB_TRANSACTION, Transaction.figures(execution));
    }
    if (execution.early != null) {
      event.object(Fields.DB_LOCK_CANDIDATES, execution.early.candidates);
    }
    if (slow) {
      event.slow(query.slowNanos());
    }
    if (statement.truncated()) {
      event.truncated(Fields.DB_QUERY_TEXT.path());
    }
    return event;
  }

  /** The getters of a driver's exception are the driver's code: once each, and guarded. */
  private static void addFailure(Event event, Execution execution) {
    Throwable thrown = execution.thrown;
    event.put(Fields.ERROR_TYPE, thrown.getClass().getName());
    try {
      String message = thrown.getMessage();
      if (thrown instanceof SQLException) {
        SQLException failure = (SQLException) thrown;
        String state = failure.getSQLState();
        int code = failure.getErrorCode();
        event.put(Fields.DB_STATUS_CODE, state);
        event.put(Fields.ERROR_CODE, (long) code);
        String kind = SqlFailure.kind(thrown, state, code, execution.query.system);
        boolean timedOut =
            SqlFailure.CANCELLED.equals(kind)
                && (execution.timedOut || SqlFailure.saysTimeout(message));
        event.put(Fields.DB_FAILURE, timedOut ? SqlFailure.TIMEOUT : kind);
      }
      if (message != null) {
        event.put(Fields.ERROR_MESSAGE, DriverText.clean(message, MAX_MESSAGE_CHARS));
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      event.put(Fields.ERROR_MESSAGE, "(its getters fail with " + e.getClass().getName() + ")");
    }
  }
}
