package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.trace.CoarseClock;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.OpenResults;
import io.weftline.bootstrap.OpenResults.Cursor;
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

  final Statements statements;
  final TransactionCalls transactions;
  private final Queries queries;
  private final QueryEvents events;
  private final RunningStatements running;
  private final long idleNanos;
  private final RowTiming rows;
  private final long nodeNanos;
  private final UnitUses uses;

  /**
   * @param idleNanos from how much idle time on a transaction is told of
   * @param many so often in one unit of work an execution of the same query is more than chance
   */
  Executions(
      Statements statements,
      Queries queries,
      QueryEvents events,
      RunningStatements running,
      CoarseClock clock,
      long slowNanos,
      long idleNanos,
      long many) {
    uses = new UnitUses(events, many);
    this.statements = statements;
    this.queries = queries;
    this.events = events;
    this.running = running;
    rows = new RowTiming(clock, slowNanos, events.writesAll());
    this.idleNanos = idleNanos;
    transactions = new TransactionCalls(this, statements, queries, running, idleNanos);
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
      statements.connected(connection, url);
    }
    frame.context.endIfOutermost(frame);
  }

  /** Begins a call of which those within it are to tell whose session it is; null if it is one. */
  private Frame beginAsking(ThreadContext context) {
    Frame frame = begin(context);
    if (frame != null && context.note != null) {
      context.note = null;
    }
    return frame;
  }

  /** Begins a call, also one that is within another. */
  Frame beginWithin(ThreadContext context) {
    Frame frame = beginAsking(context);
    return frame != null ? frame : context.enter(0, nodeNanos);
  }

  /** What the thread has open of a connection ends with it. */
  void connectionClosed(ThreadContext context, Object connection) {
    statements.closed(connection);
    if (context.results.count() == 0) {
      return;
    }
    int hash = System.identityHashCode(connection);
    for (int i = 0; i < OpenResults.MAX; i++) {
      Cursor cursor = context.results.slot(i);
      if (cursor != null && ((KnownStatement) cursor.statement()).connection == hash) {
        close(context, cursor, null);
      }
    }
  }

  // ---- statements

  /**
   * Begins a prepare, also one that is within another: whichever of a pool's statement and the
   * driver's turns out to be executed, it has to be known.
   */
  Frame beginPrepare(ThreadContext context) {
    Frame frame = beginAsking(context);
    if (frame == null && context.isObserved(0)) {
      // What it takes is the outermost one's to tell: no clock is read for it.
      return context.enter(0, nodeNanos, context.startNanos());
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
      // What succeeds is no node, however long it took.
      context.exitMore(frame, 0, null);
      if (statement != null) {
        statements.prepared(context, connection, sql, statement, nested);
      } else if (nested && thrown != null) {
        // The pool's call fails next, and its connection does not say which database it is.
        DatabaseSession session = statements.sessionOf(context, connection);
        context.note = session.isUnknown() ? null : session;
      }
    }
    context.endIfOutermost(frame);
  }

  private void prepareFailed(Frame frame, Object connection, String sql, Throwable thrown) {
    long endNanos = System.nanoTime();
    DatabaseSession session = statements.sessionOf(frame.context, connection);
    KnownQuery query = queries.of(sql, session.database.systemName());
    executedFor(frame, session, query, sql, endNanos, thrown, false);
  }

  /**
   * What counts as a statement without being executed as one has ended.
   *
   * @param endsIdle whether it ends a transaction that was idle for too long
   */
  void executedFor(
      Frame frame,
      DatabaseSession session,
      KnownQuery query,
      String sql,
      long endNanos,
      Throwable thrown,
      boolean endsIdle) {
    ThreadContext context = frame.context;
    long duration = context.exit(frame, endNanos, query, thrown);
    if (context.depth() > 0) {
      uses.count(context, query, duration, endNanos, null, sql, thrown);
    }
    boolean slow = duration >= query.slowNanos();
    query.series.record(context.number, duration, thrown != null, slow);
    RunningStatements.Early early = early(context, query, duration);
    // That every statement has its line is said of those that the application executes as such.
    if (thrown != null || early != null || (slow || endsIdle) && !events.writesNone()) {
      Execution execution = new Execution(query, session, endNanos, duration);
      execution.lent = lent(context);
      execution.early = early;
      execution.thrown = thrown;
      execution.endsIdle = endsIdle;
      events.ended(context, execution);
    }
  }

  /**
   * Records an execution that leaves nothing open; whether it gets a line.
   *
   * @param early that it was told of while it was running, or null: then it gets its last one too
   */
  private boolean isTold(
      ThreadContext context, KnownQuery query, long duration, Object early, Throwable thrown) {
    boolean slow = duration >= query.slowNanos();
    query.series.record(context.number, duration, thrown != null, slow);
    return thrown != null || early != null || events.isWritten(query, duration);
  }

  /**
   * What was told of the execution while it was running, or null. Of a slow one it is asked under
   * the lock that it is told under; others were told only if time was discounted.
   */
  private RunningStatements.Early early(ThreadContext context, KnownQuery query, long duration) {
    boolean perhaps = duration >= query.slowNanos() || running.hasTold();
    return perhaps ? running.take(context.results) : null;
  }

  /** What the thread has borrowed for the execution in hand, if that is the first with it. */
  private static Object lent(ThreadContext context) {
    Object lent = context.results.lent;
    if (lent != null) {
      context.results.lent = null;
    }
    return lent;
  }

  /**
   * Begins an execution; null if it is within another one.
   *
   * @param sql the text if the call has one
   */
  Frame beginExecution(ThreadContext context, Object statement, String sql) {
    Frame frame = begin(context);
    if (frame == null) {
      statements.beginNested(context, statement);
    } else {
      statements.begin(context, statement);
      running.began(context.results, statement, sql, frame.startNanos());
    }
    return frame;
  }

  void statementClosed(ThreadContext context, Object statement) {
    KnownStatement known = statements.get(statement);
    if (known != null) {
      if (known.openIn != 0) {
        finishOpen(context, known);
      }
      statements.forget(known);
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
    context.results.executed();
    KnownStatement known = (KnownStatement) context.results.latestStatement();
    if (known == null || known.get() != statement) {
      known = statements.get(statement);
      if (known == null) {
        // Another thread may have closed it meanwhile.
        known = running.toldOf(context.results);
      }
      if (known == null) {
        known = statements.found(statement, sql, thrown);
      }
    }
    statements.place(context, known);
    if (known.openIn != 0) {
      finishOpen(context, known);
    }
    if (sql != null) {
      statements.given(known, sql);
    }
    KnownQuery query = known.query;
    if (query == null) {
      // A batch to which nothing was added.
      context.exit(frame, endNanos, null, thrown);
      context.endIfOutermost(frame);
      return;
    }
    long duration = context.exit(frame, endNanos, query, thrown);
    if (context.depth() > 0) {
      uses.count(context, query, duration, endNanos, statement, sql, thrown);
    }
    DatabaseSession session = known.session;
    if (!session.isAutoCommit()) {
      session.transaction.executed(context, query, frame.startNanos(), endNanos, idleNanos);
    }
    RunningStatements.Early early = early(context, query, duration);
    Object lent = lent(context);
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
      Cursor oldest = context.results.inTheWay();
      if (oldest != null) {
        close(context, oldest, null);
      }
      Cursor cursor =
          context.results.open(result, known, frame.startNanos(), duration, context.depth() > 0);
      cursor.coarse = rows.isCoarse(context, query);
      cursor.lent = lent;
      cursor.early = early;
      cursor.bound = events.bound(statement);
      if (!session.isAutoCommit()) {
        session.transaction.putInto(cursor);
      }
      known.openIn = context.number;
    } else if (isTold(context, query, duration, early, thrown)) {
      Execution execution = new Execution(query, session, endNanos, duration);
      execution.timedOut = thrown != null && statements.isTimedOut(statement, duration);
      execution.batchSize = batchSize;
      execution.bound = events.bound(statement);
      if (batch) {
        statements.batchEnded(statement);
      }
      execution.affectedRows = thrown == null ? affectedRows : -1;
      execution.lent = lent;
      execution.early = early;
      execution.thrown = thrown;
      events.ended(context, execution);
    }
    context.endIfOutermost(frame);
  }

  /** The result of an execution that returned only that there is one. */
  void resultFetched(Frame frame, Object statement, Object result, Throwable thrown) {
    ThreadContext context = frame.context;
    context.exit(frame, null, thrown);
    KnownStatement known = result == null ? null : statements.get(statement);
    if (known != null && known.openIn == context.number) {
      Cursor pending = context.results.ofStatement(known);
      if (pending != null && pending.isPending()) {
        pending.fetched(result);
      }
    }
    context.endIfOutermost(frame);
  }

  /** Begins to ask for a row. */
  Frame beginRow(ThreadContext context, Object result) {
    if (!context.isObserved(JDBC)) {
      return null;
    }
    Cursor cursor = context.results.of(result);
    if (cursor == null) {
      cursor = takeOver(context, result);
    }
    long tick = cursor != null && cursor.coarse ? Bridge.coarse : 0;
    Frame frame = context.enter(JDBC, nodeNanos, tick);
    frame.note = cursor;
    return frame;
  }

  /** Another thread may have executed what this one reads. */
  private static Cursor takeOver(ThreadContext context, Object result) {
    Cursor cursor = context.results.takeOver(result);
    if (cursor != null) {
      ((KnownStatement) cursor.statement()).openIn = context.number;
    }
    return cursor;
  }

  /** A row was asked for. */
  void advanced(Frame frame, boolean row, Throwable thrown) {
    ThreadContext context = frame.context;
    Cursor cursor = (Cursor) frame.note;
    if (cursor == null) {
      context.exitMore(frame, 0, null);
    } else {
      long duration = rows.row(frame, cursor);
      context.exitMore(frame, duration, ((KnownStatement) cursor.statement()).query);
      if (row) {
        cursor.rows++;
      } else {
        close(context, cursor, thrown);
      }
    }
    context.endIfOutermost(frame);
  }

  void resultClosed(ThreadContext context, Object result) {
    Cursor cursor = context.results.of(result);
    if (cursor != null) {
      close(context, cursor, null);
    }
  }

  private void close(ThreadContext context, Cursor cursor, Throwable thrown) {
    if (context.results.close(cursor)) {
      end(context, cursor, thrown);
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
    if (cursor != null
        && (owner == context.results ? owner.close(cursor) : owner.closeFromOutside(cursor))) {
      end(context, cursor, null);
    }
  }

  /** Ends what another thread has left open, on the agent's thread. */
  void finishAllOf(OpenResults results) {
    ThreadContext own = ThreadContext.current();
    for (int i = 0; i < OpenResults.MAX; i++) {
      Cursor cursor = results.slot(i);
      if (cursor != null && results.closeFromOutside(cursor)) {
        end(own, cursor, null);
      }
    }
  }

  /** Ends what was opened in the unit of work that ends on the calling thread. */
  void finishUnit(ThreadContext context) {
    for (int i = 0; i < OpenResults.MAX; i++) {
      Cursor cursor = context.results.slot(i);
      if (cursor != null && cursor.isInUnit()) {
        close(context, cursor, null);
      }
    }
  }

  private void end(ThreadContext context, Cursor cursor, Throwable thrown) {
    KnownStatement known = (KnownStatement) cursor.statement();
    KnownQuery query = known.query;
    known.openIn = 0;
    rows.complete(query, cursor);
    long duration = cursor.executeNanos() + cursor.fetchNanos;
    if (cursor.isInUnit() && context.depth() > 0) {
      context.tree.fetched(query, cursor.fetchNanos, cursor.rows);
    }
    if (!known.session.isAutoCommit()) {
      known.session.transaction.fetched(cursor, System.nanoTime(), cursor.fetchNanos);
    }
    if (isTold(context, query, duration, cursor.early, thrown)) {
      Execution execution =
          new Execution(query, known.session, System.nanoTime(), cursor.executeNanos());
      execution.of(cursor);
      execution.timedOut = thrown != null && statements.isTimedOut(known.get(), duration);
      execution.caller = thrown == null ? known.caller : null;
      execution.thrown = thrown;
      known.caller = null;
      events.ended(context, execution);
    }
  }
}
