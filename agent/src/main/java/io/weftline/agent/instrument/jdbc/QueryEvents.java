package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.sql.DatabaseUrl;
import io.weftline.agent.sql.DriverText;
import io.weftline.agent.sql.SqlStatement;
import io.weftline.agent.trace.Borrowed;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.OpenResults.Cursor;
import io.weftline.bootstrap.ThreadContext;
import java.sql.SQLException;

/** Makes {@code db.query} events. Called by application threads. */
final class QueryEvents {
  private static final String LOGGER = "weftline.sql";
  private static final int FIELDS = 16;
  private static final int MAX_MESSAGE_CHARS = 2_048;

  private final EventSink sink;
  private final Callers callers;
  private final boolean all;
  private final boolean none;
  private final boolean callerOfAll;
  private final boolean callerOfSlow;

  /**
   * @param log the value of {@code query.log}
   * @param caller the value of {@code query.caller}
   */
  QueryEvents(EventSink sink, Callers callers, String log, String caller) {
    this.sink = sink;
    this.callers = callers;
    all = log.equals("all");
    none = log.equals("none");
    callerOfAll = caller.equals("all");
    callerOfSlow = !caller.equals("none");
  }

  /** Whether every execution gets a line. */
  boolean writesAll() {
    return all;
  }

  /** Whether an execution that succeeded gets a line. */
  boolean isWritten(KnownQuery query, long nanos) {
    return all || nanos >= query.slowNanos() && !none;
  }

  /** The line of the application that the thread is at, if it is asked for; else null. */
  StackTraceElement caller(boolean slowOrFailed) {
    return callerOfAll || callerOfSlow && slowOrFailed ? callers.caller() : null;
  }

  /** An execution that delivered rows has ended. */
  void read(ThreadContext context, KnownQuery query, KnownStatement known, Cursor cursor) {
    long duration = cursor.executeNanos() + cursor.fetchNanos;
    boolean slow = duration >= query.slowNanos();
    Event event =
        event(context, query, known.database, System.nanoTime(), duration, slow, "success")
            .put(Fields.DB_RETURNED_ROWS, (long) cursor.rows)
            .put(Fields.DB_EXECUTE, cursor.executeNanos())
            .put(Fields.DB_FETCH, cursor.fetchNanos);
    Borrowed.put(event, cursor.lent);
    StackTraceElement caller = known.caller;
    Callers.put(event, caller != null ? caller : caller(slow));
    known.caller = null;
    sink.offer(event);
  }

  /** An execution without a result has ended. */
  void updated(
      ThreadContext context,
      KnownQuery query,
      DatabaseUrl database,
      long endNanos,
      long duration,
      int batchSize,
      long affectedRows,
      Object lent) {
    boolean slow = duration >= query.slowNanos();
    Event event = event(context, query, database, endNanos, duration, slow, "success");
    event.put(Fields.DB_EXECUTE, duration);
    addBatch(event, batchSize);
    if (affectedRows >= 0) {
      event.put(Fields.DB_AFFECTED_ROWS, affectedRows);
    }
    Borrowed.put(event, lent);
    Callers.put(event, caller(slow));
    sink.offer(event);
  }

  /** An execution, or the fetching of its rows, has failed. */
  void failed(
      ThreadContext context,
      KnownQuery query,
      DatabaseUrl database,
      long endNanos,
      long executeNanos,
      Cursor result,
      int batchSize,
      Object lent,
      Throwable thrown) {
    if (none) {
      return;
    }
    boolean before = context.mute(true);
    try {
      long duration = executeNanos + (result == null ? 0 : result.fetchNanos);
      Event event =
          event(
              context,
              query,
              database,
              endNanos,
              duration,
              duration >= query.slowNanos(),
              "failure");
      event.put(Fields.DB_EXECUTE, executeNanos);
      if (result != null) {
        event.put(Fields.DB_FETCH, result.fetchNanos);
        event.put(Fields.DB_RETURNED_ROWS, (long) result.rows);
      }
      addBatch(event, batchSize);
      Borrowed.put(event, lent);
      addFailure(event, thrown);
      Callers.put(event, caller(true));
      sink.offer(event);
    } finally {
      context.mute(before);
    }
  }

  private Event event(
      ThreadContext context,
      KnownQuery query,
      DatabaseUrl database,
      long endNanos,
      long duration,
      boolean slow,
      String outcome) {
    SqlStatement statement = query.statement;
    Thread thread = Thread.currentThread();
    boolean failed = outcome.equals("failure");
    Event event =
        new Event(
                slow || failed ? Level.WARN : Level.INFO, Kinds.DB_QUERY, LOGGER, endNanos, FIELDS)
            .subject(query.label)
            .thread(thread.getName(), thread.getId(), context.isVirtual())
            .timed(duration, outcome)
            .put(Fields.DB_SYSTEM, query.system)
            .put(Fields.DB_NAMESPACE, database.namespace())
            .put(Fields.DB_QUERY_ID, query.id)
            .put(Fields.DB_QUERY_TEXT, statement.text())
            .put(Fields.DB_QUERY_SUMMARY, query.label)
            .put(Fields.DB_OPERATION, statement.operation())
            .put(Fields.DB_COLLECTION, statement.collection());
    if (slow) {
      event.slow(query.slowNanos());
    }
    if (statement.truncated()) {
      event.truncated(Fields.DB_QUERY_TEXT.path());
    }
    if (database.serverAddress() != null) {
      event.put(Fields.SERVER_ADDRESS, database.serverAddress());
      if (database.serverPort() >= 0) {
        event.put(Fields.SERVER_PORT, (long) database.serverPort());
      }
    }
    return Work.stamp(event, context);
  }

  private static void addBatch(Event event, int size) {
    if (size > 1) {
      event.put(Fields.DB_BATCH_SIZE, (long) size);
    }
  }

  /** The getters of a driver's exception are the driver's code: once each, and guarded. */
  private static void addFailure(Event event, Throwable thrown) {
    event.put(Fields.ERROR_TYPE, thrown.getClass().getName());
    try {
      if (thrown instanceof SQLException) {
        SQLException failure = (SQLException) thrown;
        event.put(Fields.DB_STATUS_CODE, failure.getSQLState());
        event.put(Fields.ERROR_CODE, (long) failure.getErrorCode());
      }
      String message = thrown.getMessage();
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
