package io.weftline.agent.instrument.jdbc;

import io.weftline.bootstrap.OpenResults.Cursor;

/**
 * One execution that gets a line: what is said of it. Made when it has ended, or while it is still
 * running, by the thread that tells of it.
 */
final class Execution {
  final KnownQuery query;
  final DatabaseSession session;

  /** When it ended, as {@link System#nanoTime()}. */
  final long endNanos;

  /** Time inside the driver until it returned, in nanoseconds. */
  final long executeNanos;

  /** The same for its rows; -1 if it has none to fetch. */
  long fetchNanos = -1;

  long returnedRows;

  /** -1 if unknown. */
  long affectedRows = -1;

  int batchSize;

  /** What was borrowed of a pool for it, the first with that; else null. */
  Object lent;

  /** The line that executed it, if it had to be found earlier; else null. */
  StackTraceElement caller;

  /** That it was still running, if that was told; else null. */
  RunningStatements.Early early;

  /** Whether it ends a transaction that was idle for too long. */
  boolean endsIdle;

  /** Whether it took as long as it might by what the application has told the statement. */
  boolean timedOut;

  /** What it has thrown, or null. */
  Throwable thrown;

  /** Of the transaction that it was executed in; no statements: in none. */
  long transactionBeganNanos;

  int transactionStatements;
  long transactionIdleNanos;

  /** What was bound to it, if that had to be kept until now; else null. */
  Object bound;

  Execution(KnownQuery query, DatabaseSession session, long endNanos, long executeNanos) {
    this.query = query;
    this.session = session;
    this.endNanos = endNanos;
    this.executeNanos = executeNanos;
    Transaction transaction = session.transaction;
    if (transaction.isOpen()) {
      transactionBeganNanos = transaction.beganNanos();
      transactionStatements = transaction.statements();
      transactionIdleNanos = transaction.idleNanos();
    }
  }

  /** Takes over what was known when its result was opened; it may be long ago. */
  void of(Cursor cursor) {
    fetchNanos = cursor.fetchNanos;
    returnedRows = cursor.rows;
    lent = cursor.lent;
    early = (RunningStatements.Early) cursor.early;
    bound = cursor.bound;
    transactionBeganNanos = cursor.transactionBeganNanos;
    transactionStatements = cursor.transactionStatements;
    transactionIdleNanos = cursor.transactionIdleNanos;
  }

  /** Whether it was a transaction of its own. */
  boolean isAutoCommit() {
    return transactionStatements == 0 && session.isAutoCommit();
  }

  /** Time inside the driver in all, in nanoseconds. */
  long nanos() {
    return executeNanos + Math.max(0, fetchNanos);
  }

  boolean isSlow() {
    return nanos() >= query.slowNanos();
  }
}
