package io.weftline.agent.instrument.jdbc;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/**
 * Follows the calls of connections that begin and end transactions. Those that the database has
 * something to do for are timed as the statements that they stand for, {@code COMMIT} and the like,
 * where there is a transaction. They have lines of their own only if they are slow or fail, or end
 * a transaction that stood idle.
 *
 * <p>Called by application threads.
 */
final class TransactionCalls {
  static final String COMMIT = "COMMIT";
  static final String ROLLBACK = "ROLLBACK";
  static final String ROLLBACK_TO = "ROLLBACK TO SAVEPOINT";
  static final String SAVEPOINT = "SAVEPOINT";
  static final String RELEASE = "RELEASE SAVEPOINT";

  private final Executions executions;
  private final Statements statements;
  private final Queries queries;
  private final RunningStatements running;
  private final long idleNanos;

  TransactionCalls(
      Executions executions,
      Statements statements,
      Queries queries,
      RunningStatements running,
      long idleNanos) {
    this.executions = executions;
    this.statements = statements;
    this.queries = queries;
    this.running = running;
    this.idleNanos = idleNanos;
  }

  /**
   * Begins a call, also one within another: the driver's is the one that knows its session.
   *
   * @param text the statement that it stands for if there is a transaction, or null
   */
  Frame begin(ThreadContext context, Object connection, String text) {
    Frame frame = executions.beginWithin(context);
    if (frame != null && text != null && context.results.executing() == 0) {
      DatabaseSession session = statements.sessionOfDriver(connection);
      if (session != null && session.transaction.isOpen()) {
        running.began(context.results, connection, text, frame.startNanos());
      }
    }
    return frame;
  }

  /**
   * Ends one that stands for a statement.
   *
   * @param text the statement
   */
  void executed(Frame frame, Object connection, String text, Throwable thrown) {
    long endNanos = System.nanoTime();
    DatabaseSession session = statements.sessionOf(frame.context, connection);
    end(frame, session, text, endNanos, thrown);
  }

  /** Ends {@code setAutoCommit}; where that is switched on, what is in hand is committed. */
  void autoCommitSet(Frame frame, Object connection, boolean on, Throwable thrown) {
    long endNanos = System.nanoTime();
    DatabaseSession session = statements.sessionOf(frame.context, connection);
    end(frame, session, on ? COMMIT : null, endNanos, thrown);
    if (thrown == null) {
      session.autoCommit(on);
    }
  }

  /** Ends {@code setTransactionIsolation}. */
  void isolationSet(Frame frame, Object connection, int level, Throwable thrown) {
    DatabaseSession session = statements.sessionOf(frame.context, connection);
    end(frame, session, null, System.nanoTime(), thrown);
    if (thrown == null) {
      session.isolation(level);
    }
  }

  /**
   * @param text the statement that it stands for if there is a transaction, or null
   */
  private void end(
      Frame frame, DatabaseSession session, String text, long endNanos, Throwable thrown) {
    ThreadContext context = frame.context;
    boolean nested = frame.isWithin(Executions.JDBC);
    context.results.executed();
    if (nested || text == null || !session.transaction.isOpen()) {
      context.exit(frame, endNanos, null, thrown);
      if (nested && !session.isUnknown()) {
        // The outermost call is a pool's, which does not know whose session it is about.
        context.note = session;
      }
    } else {
      boolean ends = text.equals(ROLLBACK) || text.equals(COMMIT) && thrown == null;
      Transaction transaction = session.transaction;
      if (ends) {
        transaction.idleUntil(context, frame.startNanos(), idleNanos);
      }
      KnownQuery query = queries.of(text, session.database.systemName());
      boolean endsIdle = ends && transaction.idleNanos() >= idleNanos;
      executions.executedFor(frame, session, query, text, endNanos, thrown, endsIdle);
      if (ends) {
        transaction.end();
      }
    }
    context.endIfOutermost(frame);
  }
}
