package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.sql.SqlCache;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.Ids;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.OpenResults;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import java.util.Map;

/**
 * Calls of JDBC without a driver: plain objects stand for connections, statements and results, and
 * the hooks are called as woven code calls them.
 */
final class FakeJdbc {
  static final String URL = "jdbc:postgresql://db-1:5432/shop";
  static final String SYSTEM = "postgresql";

  /** A transaction is told of from here on. */
  static final long IDLE_NANOS = 50_000_000;

  final TestServices services = new TestServices(Config.of(Map.of(), List.of()), "com.acme.");
  final Queries queries;
  final Statements statements;
  final Executions executions;
  final RunningStatements running;
  private final JdbcHook[] hooks = new JdbcHook[JdbcHook.Kind.values().length];

  FakeJdbc(long slowNanos, String log) {
    this(slowNanos, log, null);
  }

  FakeJdbc(long slowNanos, String log, KeptParameters parameters) {
    SeriesFamily family = new SeriesFamily(Kinds.METRICS_QUERY, "weftline.metrics");
    queries = new Queries(new SqlCache(4_000), family, slowNanos);
    statements = new Statements(queries, services, parameters);
    Callers callers = services.get(Callers.class);
    QueryEvents events = new QueryEvents(services, callers, new Ids(), parameters, log, "all");
    OpenTransactions transactions = new OpenTransactions(statements);
    running =
        new RunningStatements(
            services,
            callers,
            services.clock,
            statements,
            queries,
            events,
            transactions,
            slowNanos);
    executions =
        new Executions(
            statements, queries, events, running, services.clock, slowNanos, IDLE_NANOS, 10);
    for (JdbcHook.Kind kind : JdbcHook.Kind.values()) {
      hooks[kind.ordinal()] = new JdbcHook(kind, executions, false);
    }
    services.ends.results(executions::finishUnit);
  }

  private ThreadContext context() {
    return ThreadContext.current();
  }

  Frame enter(JdbcHook.Kind kind, Object self, Object argument) {
    return hooks[kind.ordinal()].enter(context(), self, argument);
  }

  void exit(
      JdbcHook.Kind kind,
      Frame frame,
      Object self,
      Object argument,
      Object result,
      long number,
      Throwable thrown) {
    if (frame != null) {
      hooks[kind.ordinal()].exit(frame, self, argument, result, number, thrown);
    }
  }

  Object call(
      JdbcHook.Kind kind,
      Object self,
      Object argument,
      Object result,
      long number,
      Throwable thrown) {
    exit(kind, enter(kind, self, argument), self, argument, result, number, thrown);
    return result;
  }

  Object connect() {
    return call(JdbcHook.Kind.CONNECT, "driver", URL, new Object(), 0, null);
  }

  Object prepare(Object connection, String sql) {
    return prepare(connection, sql, new Object());
  }

  Object prepare(Object connection, String sql, Object statement) {
    return call(JdbcHook.Kind.PREPARE, connection, sql, statement, 0, null);
  }

  Object query(Object statement) {
    return call(JdbcHook.Kind.QUERY, statement, null, new Object(), 0, null);
  }

  void next(Object result, boolean row) {
    call(JdbcHook.Kind.NEXT, result, null, null, row ? 1 : 0, null);
  }

  void close(JdbcHook.Kind kind, Object self) {
    call(kind, self, null, null, 0, null);
  }

  void closeResult(Object result) {
    close(JdbcHook.Kind.CLOSE_RESULT, result);
  }

  void closeStatement(Object statement) {
    close(JdbcHook.Kind.CLOSE_STATEMENT, statement);
  }

  /** Ends what other threads have left, as the agent's thread does. */
  void sweep() {
    for (OpenResults each : OpenResults.orphans()) {
      executions.finishAllOf(each);
    }
  }

  /** Counted executions of a text so far. */
  Counted counted(String sql) {
    return counted(sql, SYSTEM);
  }

  Counted counted(String sql, String system) {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    queries.of(sql, system).series.collect(into);
    return new Counted(into[Series.COUNT], into[Series.ERRORS]);
  }

  /** What was counted since the last look. */
  record Counted(long calls, long errors) {}

  /** A unit of work around some calls. */
  static void inUnit(Operation method, Runnable calls) {
    Frame frame = io.weftline.bootstrap.Bridge.methodEnter(0);
    calls.run();
    io.weftline.bootstrap.Bridge.methodExit(0, frame, null);
  }

  /** A method that is never slow, the bridge's first. */
  static Operation method() {
    Operation method = new Operation("com.acme.A.b", "A.b", Operation.METHOD, null, new Series());
    method.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    io.weftline.bootstrap.Bridge.add(method, 0);
    return method;
  }
}
