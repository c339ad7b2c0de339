package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.SqlStatement;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.util.Locale;

/** A query as the agent knows it: one for each fingerprint and database system. */
final class KnownQuery extends Operation {
  /** From this mean on rows are timed: two readings of the clock are 5 % of it. */
  private static final int CHEAP_NANOS = 1_000;

  /** One result that takes longer has those that follow timed for long enough. */
  private static final int MAX_ROW_NANOS = 1_000_000;

  final SqlStatement statement;

  /** As OpenTelemetry calls it: {@code postgresql}. */
  final String system;

  /** Whether it reads, and is worth to be looked at when it comes often. */
  final boolean isRead;

  /** Whether others may have to wait for the end of its transaction. */
  final boolean locks;

  /** Whether it has parameters or literals, which the safe text does not tell apart. */
  final boolean hasValues;

  /**
   * What asking for a row takes in the mean, in nanoseconds; not cheap as long as it is not known.
   * Threads overwrite each other's: it is a mean of many.
   */
  private int rowNanos = Integer.MAX_VALUE;

  KnownQuery(SqlStatement statement, String system, Series series) {
    super(statement.summary(), statement.summary(), QUERY, statement.id(), series);
    this.statement = statement;
    isRead = "SELECT".equals(statement.operation());
    locks = !statement.isRead() || isLocking(statement.text());
    hasValues = statement.truncated() || statement.text().indexOf('?') >= 0;
    this.system = system;
  }

  /** Of a text that only selects. */
  private static boolean isLocking(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.contains(" FOR UPDATE")
        || upper.contains(" FOR NO KEY UPDATE")
        || upper.contains(" FOR SHARE")
        || upper.contains(" LOCK IN SHARE MODE")
        || upper.contains("UPDLOCK");
  }

  static boolean isCheap(long rowNanos) {
    return rowNanos < CHEAP_NANOS;
  }

  /** Whether asking for a row is known to cost less than is worth to be timed. */
  boolean hasCheapRows() {
    return isCheap(rowNanos);
  }

  /** What asking for a row takes in the mean where it is cheap, in nanoseconds. */
  int rowNanos() {
    return Math.min(rowNanos, CHEAP_NANOS);
  }

  /**
   * Asking for each row of a result took so long in the mean: an eighth of the mean from now on. Of
   * results and not of rows, for most rows of a driver that fetches many at a time are cheap.
   */
  void rowsTook(long nanos) {
    int took = (int) Math.min(nanos, MAX_ROW_NANOS);
    int mean = rowNanos;
    rowNanos = mean == Integer.MAX_VALUE ? took : mean + (took - mean) / 8;
  }
}
