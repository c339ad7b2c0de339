package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Fields;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import io.weftline.agent.sql.Dialect;
import io.weftline.agent.sql.SqlCache;
import io.weftline.agent.sql.SqlStatement;
import io.weftline.bootstrap.Series;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * From the text of a statement to the query that it is an instance of: texts that differ in
 * literals only are one query, with one series.
 *
 * <p>Thread-safe.
 */
final class Queries {
  private final SqlCache statements;
  private final SeriesFamily family;
  private final long slowNanos;

  /** By id and system. Bounded by the family: what comes when it is full is not kept. */
  private final ConcurrentMap<String, ConcurrentMap<String, KnownQuery>> bySystem =
      new ConcurrentHashMap<String, ConcurrentMap<String, KnownQuery>>();

  Queries(SqlCache statements, SeriesFamily family, long slowNanos) {
    this.statements = statements;
    this.family = family;
    this.slowNanos = slowNanos;
  }

  /** The query of a text that is sent to a database system. */
  KnownQuery of(String sql, String system) {
    SqlStatement statement = statements.get(sql, Dialect.of(system));
    ConcurrentMap<String, KnownQuery> byId = bySystem.get(system);
    if (byId == null) {
      ConcurrentMap<String, KnownQuery> made = new ConcurrentHashMap<String, KnownQuery>();
      byId = bySystem.putIfAbsent(system, made);
      if (byId == null) {
        byId = made;
      }
    }
    KnownQuery known = byId.get(statement.id());
    return known != null ? known : add(byId, statement, system);
  }

  private KnownQuery add(
      ConcurrentMap<String, KnownQuery> byId, SqlStatement statement, String system) {
    if (family.isFull()) {
      return make(statement, system, family.overflow());
    }
    KnownQuery made = make(statement, system, new Series());
    KnownQuery before = byId.putIfAbsent(statement.id(), made);
    if (before != null) {
      return before;
    }
    family.add(
        made.series,
        SeriesKey.of(Fields.DB_QUERY_ID, statement.id())
            .and(Fields.DB_QUERY_SUMMARY, statement.summary())
            .and(Fields.DB_SYSTEM, system));
    return made;
  }

  private KnownQuery make(SqlStatement statement, String system, Series series) {
    KnownQuery query = new KnownQuery(statement, system, series);
    query.thresholds(slowNanos, slowNanos, true);
    return query;
  }
}
