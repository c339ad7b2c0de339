package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.DatabaseUrl;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Cursor;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.OpenResults;
import io.weftline.bootstrap.ThreadContext;

/**
 * Follows an execution from its call to the end of its result, and counts it exactly once: when the
 * result is exhausted or closed, at the latest when the statement is executed again or closed, its
 * connection returned, its unit of work or its thread ends.
 *
 * <p>Called by application threads. What is fast and successful ends in {@link #finish} with a
 * record in the query's series.
 */
final class Executions {
  /** The group of all JDBC calls: of nested ones only the outermost counts. */
  static final int JDBC = 1;

  private final WeakIdentityMap<KnownConnection> connections =
      new WeakIdentityMap<KnownConnection>();
  private final WeakIdentityMap<KnownStatement> statements = new WeakIdentityMap<KnownStatement>();
  private final Queries queries;
  private final QueryEvents events;
  private final long nodeNanos;

  /** Whether there has been a statement whose database was not known. */
  private volatile boolean unplaced;

  Executions(Queries queries, QueryEvents events, long slowNanos) {
    this.queries = queries;
    this.events = events;
    nodeNanos = slowNanos / 1000;
  }

  /** Begins a JDBC call; null if it is within another one. */
  Frame begin(ThreadContext context) {
    return context.enter(JDBC, nodeNanos);
  }

  // ---- connections

  void connected(Frame frame, Object connection, String url, Throwable thrown) {
    frame.context.exit(frame, null, thrown);
    if (connection != null && url != null) {
      connections.put(
          new KnownConnection(
              connection, connections.queueFor(connection), DatabaseUrl.parse(url)));
    }
    frame.context.endIfOutermost(frame);
  }

  private DatabaseUrl databaseOf(ThreadContext context, Object connection) {
    KnownConnection known = connections.get(connection);
    if (known != null) {
      return known.database;
    }
    Object note = context.note;
    if (note instanceof DatabaseUrl) {
      context.note = null;
      return (DatabaseUrl) note;
    }
    return Drivers.guess(connection.getClass().getName());
  }

  /** What the thread has open of a connection ends with it. */
  void connectionClosed(ThreadContext context, Object connection) {
    if (context.results.count() > 0) {
      int hash = System.identityHashCode(connection);
      for (int i = 0; i < OpenResults.MAX; i++) {
        Cursor cursor = context.results.slot(i);
        if (cursor != null && ((KnownStatement) cursor.statement).connection == hash) {
          context.results.close(cursor);
          end(context, cursor, null);
        }
      }
    }
  }

  // ---- statements

  /**
   * Begins a prepare, also one that is within another: whichever of a pool's statement and the
   * driver's turns out to be executed, it has to be known.
   */
  Frame beginPrepare(ThreadContext context) {
    Frame frame = begin(context);
    if (frame == null) {
      return context.enter(0, nodeNanos);
    }
    if (context.note != null) {
      context.note = null;
    }
    return frame;
  }

  /**
   * @param sql what was prepared, or null
   */
  void endPrepare(Frame frame, Object connection, String sql, Object statement, Throwable thrown) {
    ThreadContext context = frame.context;
    boolean nested = frame.isWithin(JDBC);
    if (thrown != null && sql != null && !nested) {
      prepareFailed(frame, connection, sql, thrown);
    } else {
      context.exit(frame, null, thrown);
      if (statement != null) {
        prepared(context, connection, sql, statement, nested);
      } else if (nested && thrown != null) {
        // The pool's call fails next, and its connection does not say which database it is.
        DatabaseUrl database = databaseOf(context, connection);
        context.note = database == Drivers.UNKNOWN ? null : database;
      }
    }
    context.endIfOutermost(frame);
  }

  private void prepared(
      ThreadContext context, Object connection, String sql, Object statement, boolean nested) {
    DatabaseUrl database = databaseOf(context, connection);
    // There already if a method called another one of the same object, or a pool keeps statements.
    KnownStatement known = statements.get(statement);
    if (known == null) {
      known = new KnownStatement(statement, statements.queueFor(statement), connection, database);
      statements.put(known);
    } else {
      known.connection = System.identityHashCode(connection);
      if (database != Drivers.UNKNOWN) {
        known.database = database;
      }
    }
    if (sql != null) {
      known.query = queries.of(sql, known.database.systemName());
      known.unplaced = known.database == Drivers.UNKNOWN ? sql : null;
    }
    if (known.database == Drivers.UNKNOWN) {
      unplaced = true;
    }
    if (nested && known.database != Drivers.UNKNOWN) {
      context.note = known.database;
    }
  }

  private void prepareFailed(Frame frame, Object connection, String sql, Throwable thrown) {
    ThreadContext context = frame.context;
    long endNanos = System.nanoTime();
    DatabaseUrl database = databaseOf(context, connection);
    KnownQuery query = queries.of(sql, database.systemName());
    long duration = context.exit(frame, endNanos, query, thrown);
    count(context, query, duration);
    query.series.record(context.number, duration, true, duration >= query.slowNanos());
    events.failed(context, query, database, endNanos, duration, 0, 0, thrown);
  }

  /**
   * Begins an execution. One within another, on a driver's statement, tells the outermost which
   * database it is if that is not known: a pool that keeps statements prepares no more.
   */
  Frame beginExecution(ThreadContext context, Object statement) {
    Frame frame = begin(context);
    if (frame == null) {
      if (context.note == this) {
        KnownStatement known = statements.get(statement);
        if (known != null && known.database != Drivers.UNKNOWN) {
          context.note = known.database;
        }
      }
    } else if (unplaced) {
      KnownStatement known = statements.get(statement);
      if (known != null && known.database == Drivers.UNKNOWN) {
        context.note = this;
      }
    }
    return frame;
  }

  private void place(ThreadContext context, KnownStatement known) {
    Object note = context.note;
    context.note = null;
    if (note instanceof DatabaseUrl) {
      known.database = (DatabaseUrl) note;
      if (known.unplaced != null) {
        known.query = queries.of(known.unplaced, known.database.systemName());
        known.unplaced = null;
      }
    }
  }

  /** Something was added to the batch, unless it failed. */
  void addedToBatch(Frame frame, Object statement, String sql, Throwable thrown) {
    frame.context.exit(frame, null, thrown);
    KnownStatement known = thrown == null ? statements.get(statement) : null;
    if (known != null) {
      known.batchSize++;
      if (sql != null && known.batchSize == 1) {
        known.query = queries.of(sql, known.database.systemName());
      }
    }
    frame.context.endIfOutermost(frame);
  }

  void batchCleared(Object statement) {
    KnownStatement known = statements.get(statement);
    if (known != null) {
      known.batchSize = 0;
    }
  }

  void statementClosed(ThreadContext context, Object statement) {
    KnownStatement known = statements.remove(statement);
    if (known != null && known.openIn != 0) {
      finishOpen(context, known);
    }
  }

  // ---- executions

  /**
   * An execution has returned.
   *
   * @param sql the text if the call had one
   * @param result the result it returned, or null
   * @param pending whether there is a result to be asked for
   * @param affectedRows -1 if unknown
   */
  void executed(
      Frame frame,
      Object statement,
      String sql,
      Object result,
      boolean pending,
      long affectedRows,
      boolean batch,
      Throwable thrown) {
    ThreadContext context = frame.context;
    // What follows may take longer than the call: it may meet its text for the first time.
    long endNanos = System.nanoTime();
    KnownStatement known = statements.get(statement);
    if (known == null) {
      // Made before its class was woven, or by a call that was not seen.
      context.exit(frame, endNanos, null, thrown);
      context.endIfOutermost(frame);
      return;
    }
    if (context.note != null && known.database == Drivers.UNKNOWN) {
      place(context, known);
    }
    if (known.openIn != 0) {
      finishOpen(context, known);
    }
    if (sql != null) {
      known.query = queries.of(sql, known.database.systemName());
    }
    KnownQuery query = known.query;
    if (query == null) {
      context.exit(frame, endNanos, null, thrown);
      context.endIfOutermost(frame);
      return;
    }
    long duration = context.exit(frame, endNanos, query, thrown);
    count(context, query, duration);
    int batchSize = 0;
    if (batch) {
      batchSize = known.batchSize;
      known.batchSize = 0;
    }
    if (thrown == null && (result != null || pending)) {
      if (known.caller != null) {
        known.caller = null;
      }
      if (events.isWritten(query, duration)) {
        // Whoever reads the result may be far from who asked for it.
        known.caller = events.caller(duration >= query.slowNanos());
      }
      open(context, new Cursor(result, known, frame.startNanos(), duration, context.depth() > 0));
    } else {
      boolean slow = duration >= query.slowNanos();
      query.series.record(context.number, duration, thrown != null, slow);
      if (thrown != null) {
        events.failed(context, query, known.database, endNanos, duration, 0, batchSize, thrown);
      } else if (events.isWritten(query, duration)) {
        events.updated(context, query, known.database, endNanos, duration, batchSize, affectedRows);
      }
    }
    context.endIfOutermost(frame);
  }

  private void count(ThreadContext context, KnownQuery query, long nanos) {
    if (context.depth() > 0) {
      CallTree.QueryGroup group = context.tree.query(query, nanos);
      // Worth a look at the stack once the unit may become an event for it.
      if (group != null
          && !group.callerSought
          && group.totalNanos() >= Math.min(query.slowNanos(), context.slowNanos()) / 10) {
        group.callerSought = true;
        group.caller = events.callerText();
      }
    }
  }

  private void open(ThreadContext context, Cursor cursor) {
    ((KnownStatement) cursor.statement).openIn = context.number;
    Cursor oldest = context.results.open(cursor);
    if (oldest != null) {
      end(context, oldest, null);
    }
  }

  /** The result of an execution that returned only that there is one. */
  void resultFetched(Frame frame, Object statement, Object result, Throwable thrown) {
    ThreadContext context = frame.context;
    context.exit(frame, null, thrown);
    KnownStatement known = result == null ? null : statements.get(statement);
    if (known != null && known.openIn == context.number) {
      Cursor pending = context.results.ofStatement(known);
      if (pending != null && pending.get() == null) {
        context.results.replace(
            pending,
            new Cursor(result, known, pending.startNanos, pending.executeNanos, pending.inUnit));
      }
    }
    context.endIfOutermost(frame);
  }

  /** A row was asked for. */
  void advanced(Frame frame, Object result, boolean row, Throwable thrown) {
    ThreadContext context = frame.context;
    Cursor cursor = context.results.of(result);
    if (cursor == null) {
      context.exitMore(frame, null);
    } else {
      long duration = context.exitMore(frame, ((KnownStatement) cursor.statement).query);
      cursor.fetchNanos += duration;
      if (row) {
        cursor.rows++;
      } else {
        context.results.close(cursor);
        end(context, cursor, thrown);
      }
    }
    context.endIfOutermost(frame);
  }

  void resultClosed(ThreadContext context, Object result) {
    Cursor cursor = context.results.of(result);
    if (cursor != null) {
      context.results.close(cursor);
      end(context, cursor, null);
    }
  }

  /** Ends what a statement has open, in whichever thread it was opened. */
  private void finishOpen(ThreadContext context, KnownStatement known) {
    if (known.openIn == context.number) {
      finishIn(context, context.results, known);
      return;
    }
    for (OpenResults other : OpenResults.registered()) {
      if (other.context().number == known.openIn) {
        finishIn(context, other, known);
        return;
      }
    }
  }

  private void finishIn(ThreadContext context, OpenResults owner, KnownStatement known) {
    Cursor cursor = owner.ofStatement(known);
    if (cursor != null) {
      if (owner == context.results) {
        owner.close(cursor);
      } else {
        owner.closeFromOutside(cursor);
      }
      end(context, cursor, null);
    }
  }

  /** Ends what another thread has left open, on the agent's thread. */
  void finishAllOf(OpenResults results) {
    ThreadContext own = ThreadContext.current();
    for (int i = 0; i < OpenResults.MAX; i++) {
      Cursor cursor = results.slot(i);
      if (cursor != null) {
        results.closeFromOutside(cursor);
        end(own, cursor, null);
      }
    }
  }

  /** Ends what was opened in the unit of work that ends on the calling thread. */
  void finishUnit(ThreadContext context) {
    for (int i = 0; i < OpenResults.MAX; i++) {
      Cursor cursor = context.results.slot(i);
      if (cursor != null && cursor.inUnit) {
        context.results.close(cursor);
        end(context, cursor, null);
      }
    }
  }

  private void end(ThreadContext context, Cursor cursor, Throwable thrown) {
    if (!cursor.finish()) {
      return;
    }
    KnownStatement known = (KnownStatement) cursor.statement;
    KnownQuery query = known.query;
    known.openIn = 0;
    long duration = cursor.executeNanos + cursor.fetchNanos;
    boolean slow = duration >= query.slowNanos();
    query.series.record(context.number, duration, thrown != null, slow);
    if (cursor.inUnit && context.depth() > 0) {
      context.tree.fetched(query, cursor.fetchNanos, cursor.rows);
    }
    if (thrown != null) {
      events.failed(
          context,
          query,
          known.database,
          System.nanoTime(),
          cursor.executeNanos,
          cursor.fetchNanos,
          0,
          thrown);
    } else if (events.isWritten(query, duration)) {
      events.read(context, query, known, cursor);
    }
  }

  /** How many statements are known, for the test of leaks. */
  int knownStatements() {
    return statements.size();
  }
}
