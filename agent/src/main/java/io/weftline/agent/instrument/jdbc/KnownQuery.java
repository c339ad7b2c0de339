package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.SqlStatement;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;

/** A query as the agent knows it: one for each fingerprint and database system. */
final class KnownQuery extends Operation {
  /** One that takes longer makes all that follow be timed for long enough. */
  private static final int MAX_ROW_NANOS = 1_000_000;

  final SqlStatement statement;

  /** As OpenTelemetry calls it: {@code postgresql}. */
  final String system;

  /**
   * What asking for a row takes in the mean, in nanoseconds; not cheap as long as it is not known.
   * Threads overwrite each other's: it is a mean of many.
   */
  int rowNanos = Integer.MAX_VALUE;

  KnownQuery(SqlStatement statement, String system, Series series) {
    super(statement.summary(), statement.summary(), QUERY, statement.id(), series);
    this.statement = statement;
    this.system = system;
  }

  /** Asking for a row took so long: an eighth of the mean from now on. */
  void rowTook(long nanos) {
    int took = (int) Math.min(nanos, MAX_ROW_NANOS);
    int mean = rowNanos;
    rowNanos = mean == Integer.MAX_VALUE ? took : mean + (took - mean) / 8;
  }
}
