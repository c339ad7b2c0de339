package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.config.Config;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.sql.SqlCache;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.Ends;
import io.weftline.agent.trace.ResultListener;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Marks;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.OpenResults;
import io.weftline.bootstrap.ThreadContext;

/** Follows statements through any driver, and any pool or proxy that is a class of its own. */
public final class JdbcInstrumentation extends Instrumentation {
  private static final String PACKAGE = "io.weftline.agent.instrument.jdbc.";
  private static final String OBJECT = PACKAGE + "ObjectCallAdvice";
  private static final String BOOLEAN = PACKAGE + "BooleanCallAdvice";
  private static final String INT = PACKAGE + "IntCallAdvice";
  private static final String LONG = PACKAGE + "LongCallAdvice";
  private static final String VOID = PACKAGE + "VoidCallAdvice";

  private static final String BARE = "()";
  private static final String TEXT = "(Ljava/lang/String;";

  /**
   * Names of methods that only drivers, pools and proxies have: at least one of them is in the
   * class file of each.
   */
  private static final String[] MARKS = {
    "executeQuery",
    "executeUpdate",
    "executeBatch",
    "prepareStatement",
    "prepareCall",
    "wasNull",
    "acceptsURL",
  };

  private Callers callers;
  private Marks.Mark mark;
  private JdbcCalls[] all;

  @Override
  public void install(Services services) {
    Config config = services.get(Config.class);
    callers = services.get(Callers.class);
    mark = services.get(Marks.class).any(MARKS);
    long slowNanos = config.get(JdbcOptions.SLOW);
    SeriesFamily family =
        services.get(Metrics.class).add(new SeriesFamily(Kinds.METRICS_QUERY, "weftline.metrics"));
    Queries queries =
        new Queries(new SqlCache(config.get(JdbcOptions.MAX_LENGTH).intValue()), family, slowNanos);
    QueryEvents events =
        new QueryEvents(
            services.get(EventSink.class),
            callers,
            config.get(JdbcOptions.LOG),
            config.get(JdbcOptions.CALLER));
    Statements statements = new Statements(queries, services.get(Warnings.class));
    Executions executions =
        new Executions(statements, queries, events, services.get(CoarseClock.class), slowNanos);
    LeftOpen open = new LeftOpen(executions);
    services.get(Ends.class).results(open);
    services.get(Sweeps.class).add(open);
    all =
        new JdbcCalls[] {
          statement(executions), connection(executions), result(executions), driver(executions)
        };
  }

  private static JdbcCalls statement(Executions executions) {
    int query = hook(JdbcHook.Kind.QUERY, executions);
    int execute = hook(JdbcHook.Kind.EXECUTE, executions);
    int update = hook(JdbcHook.Kind.UPDATE, executions);
    int batch = hook(JdbcHook.Kind.BATCH, executions);
    int add = hook(JdbcHook.Kind.ADD_TO_BATCH, executions);
    return new JdbcCalls(
            "java.sql.Statement", "java.sql.PreparedStatement", "java.sql.CallableStatement")
        .add("executeQuery", BARE, "L", OBJECT, query)
        .add("executeQuery", TEXT, "L", OBJECT, query)
        .add("execute", BARE, "Z", BOOLEAN, execute)
        .add("execute", TEXT, "Z", BOOLEAN, execute)
        .add("executeUpdate", BARE, "I", INT, update)
        .add("executeUpdate", TEXT, "I", INT, update)
        .add("executeLargeUpdate", BARE, "J", LONG, update)
        .add("executeLargeUpdate", TEXT, "J", LONG, update)
        .add("executeBatch", BARE, "[I", OBJECT, batch)
        .add("executeLargeBatch", BARE, "[J", OBJECT, batch)
        .add("addBatch", BARE, "V", VOID, add)
        .add("addBatch", TEXT, "V", VOID, add)
        .add("clearBatch", BARE, "V", VOID, hook(JdbcHook.Kind.CLEAR_BATCH, executions))
        .add("getResultSet", BARE, "L", OBJECT, hook(JdbcHook.Kind.GET_RESULT, executions))
        .add("close", BARE, "V", VOID, hook(JdbcHook.Kind.CLOSE_STATEMENT, executions));
  }

  private static JdbcCalls connection(Executions executions) {
    int prepare = hook(JdbcHook.Kind.PREPARE, executions);
    return new JdbcCalls("java.sql.Connection")
        .add("prepareStatement", TEXT, "L", OBJECT, prepare)
        .add("prepareCall", TEXT, "L", OBJECT, prepare)
        .add("createStatement", "(", "L", OBJECT, prepare)
        .add("close", BARE, "V", VOID, hook(JdbcHook.Kind.CLOSE_CONNECTION, executions));
  }

  private static JdbcCalls result(Executions executions) {
    return new JdbcCalls("java.sql.ResultSet")
        .add("next", BARE, "Z", BOOLEAN, hook(JdbcHook.Kind.NEXT, executions))
        .add("close", BARE, "V", VOID, hook(JdbcHook.Kind.CLOSE_RESULT, executions));
  }

  private static JdbcCalls driver(Executions executions) {
    return new JdbcCalls("java.sql.Driver")
        .add(
            "connect",
            "(Ljava/lang/String;Ljava/util/Properties;)",
            "L",
            OBJECT,
            hook(JdbcHook.Kind.CONNECT, executions));
  }

  private static int hook(JdbcHook.Kind kind, Executions executions) {
    return Bridge.add(new JdbcHook(kind, executions));
  }

  /**
   * The subclasses of drivers' classes that override none of the methods are those' business: they
   * call them.
   */
  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.has(mark)
        && (!"java.lang.Object".equals(file.superName()) || !file.interfaces().isEmpty());
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    int before = plan.size();
    for (JdbcCalls each : all) {
      each.plan(file, supertypes, plan);
    }
    if (plan.size() > before) {
      callers.passOver(file.name());
    }
  }

  /** Ends what units of work, threads and the application leave open. */
  private static final class LeftOpen implements ResultListener, Sweeps.Sweep {
    private final Executions executions;

    LeftOpen(Executions executions) {
      this.executions = executions;
    }

    @Override
    public void resultsLeftOpen(ThreadContext context) {
      executions.finishUnit(context);
    }

    @Override
    public void turn() {
      for (OpenResults orphan : OpenResults.orphans()) {
        executions.finishAllOf(orphan);
      }
    }

    @Override
    public void finish() {
      for (OpenResults results : OpenResults.registered()) {
        executions.finishAllOf(results);
      }
    }
  }
}
