package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.SqlStatement;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;

/** A query as the agent knows it: one for each fingerprint and database system. */
final class KnownQuery extends Operation {
  final SqlStatement statement;

  /** As OpenTelemetry calls it: {@code postgresql}. */
  final String system;

  KnownQuery(SqlStatement statement, String system, Series series) {
    super(statement.summary(), statement.summary(), QUERY, statement.id(), series);
    this.statement = statement;
    this.system = system;
  }
}
