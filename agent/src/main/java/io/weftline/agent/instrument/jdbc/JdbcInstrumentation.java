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
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.OpenResults;
import io.weftline.bootstrap.ThreadContext;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows statements through any driver, and any pool or proxy that is a class of its own. */
public final class JdbcInstrumentation extends Instrumentation {
  private static final String PACKAGE = "io.weftline.agent.instrument.jdbc.";
  private static final String OBJECT = PACKAGE + "ObjectCallAdvice";
  private static final String BOOLEAN = PACKAGE + "BooleanCallAdvice";
  private static final String INT = PACKAGE + "IntCallAdvice";
  private static final String LONG = PACKAGE + "LongCallAdvice";
  private static final String VOID = PACKAGE + "VoidCallAdvice";

  private static final Set<String> STATEMENTS =
      setOf("java.sql.Statement", "java.sql.PreparedStatement", "java.sql.CallableStatement");
  private static final Set<String> CONNECTIONS = setOf("java.sql.Connection");
  private static final Set<String> RESULTS = setOf("java.sql.ResultSet");
  private static final Set<String> DRIVERS = setOf("java.sql.Driver");

  private Callers callers;
  private int connect;
  private int prepare;
  private int query;
  private int execute;
  private int update;
  private int batch;
  private int addToBatch;
  private int clearBatch;
  private int getResult;
  private int next;
  private int closeResult;
  private int closeStatement;
  private int closeConnection;

  private static Set<String> setOf(String... names) {
    Set<String> set = new HashSet<String>();
    Collections.addAll(set, names);
    return set;
  }

  @Override
  public void install(Services services) {
    Config config = services.get(Config.class);
    callers = services.get(Callers.class);
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
    connect = Bridge.add(new JdbcHook(JdbcHook.Kind.CONNECT, statements, executions));
    prepare = Bridge.add(new JdbcHook(JdbcHook.Kind.PREPARE, statements, executions));
    query = Bridge.add(new JdbcHook(JdbcHook.Kind.QUERY, statements, executions));
    execute = Bridge.add(new JdbcHook(JdbcHook.Kind.EXECUTE, statements, executions));
    update = Bridge.add(new JdbcHook(JdbcHook.Kind.UPDATE, statements, executions));
    batch = Bridge.add(new JdbcHook(JdbcHook.Kind.BATCH, statements, executions));
    addToBatch = Bridge.add(new JdbcHook(JdbcHook.Kind.ADD_TO_BATCH, statements, executions));
    clearBatch = Bridge.add(new JdbcHook(JdbcHook.Kind.CLEAR_BATCH, statements, executions));
    getResult = Bridge.add(new JdbcHook(JdbcHook.Kind.GET_RESULT, statements, executions));
    next = Bridge.add(new JdbcHook(JdbcHook.Kind.NEXT, statements, executions));
    closeResult = Bridge.add(new JdbcHook(JdbcHook.Kind.CLOSE_RESULT, statements, executions));
    closeStatement =
        Bridge.add(new JdbcHook(JdbcHook.Kind.CLOSE_STATEMENT, statements, executions));
    closeConnection =
        Bridge.add(new JdbcHook(JdbcHook.Kind.CLOSE_CONNECTION, statements, executions));
  }

  /**
   * Whether the class declares a method of a name that only drivers, pools and proxies have. The
   * subclasses of such classes that override none of those are their business: they call them.
   */
  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.hasAny(
            "executeQuery",
            "executeUpdate",
            "executeBatch",
            "prepareStatement",
            "prepareCall",
            "wasNull",
            "acceptsURL")
        && (!"java.lang.Object".equals(file.superName()) || !file.interfaces().isEmpty());
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    int before = plan.size();
    if (supertypes.isAny(STATEMENTS)) {
      planStatement(file, plan);
    }
    if (supertypes.isAny(CONNECTIONS)) {
      planConnection(file, plan);
    }
    if (supertypes.isAny(RESULTS)) {
      planResult(file, plan);
    }
    if (supertypes.isAny(DRIVERS)) {
      planDriver(file, plan);
    }
    if (plan.size() > before) {
      callers.passOver(file.name());
    }
  }

  private static boolean hasCode(ClassFile.Method method) {
    return method.codeLength() > 0
        && !method.is(ClassFile.STATIC | ClassFile.SYNTHETIC | ClassFile.BRIDGE)
        && method.is(ClassFile.PUBLIC);
  }

  private void planStatement(ClassFile file, Plan plan) {
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      if (!hasCode(method)) {
        continue;
      }
      String name = method.name();
      String descriptor = method.descriptor();
      boolean text = descriptor.startsWith("(Ljava/lang/String;");
      boolean bare = descriptor.startsWith("()");
      if (name.equals("executeQuery") && descriptor.contains(")L") && (bare || text)) {
        plan.add(method, OBJECT, query);
      } else if (name.equals("execute") && descriptor.endsWith(")Z") && (bare || text)) {
        plan.add(method, BOOLEAN, execute);
      } else if (name.equals("executeUpdate") && descriptor.endsWith(")I") && (bare || text)) {
        plan.add(method, INT, update);
      } else if (name.equals("executeLargeUpdate") && descriptor.endsWith(")J") && (bare || text)) {
        plan.add(method, LONG, update);
      } else if (descriptor.equals("()[I") && name.equals("executeBatch")
          || descriptor.equals("()[J") && name.equals("executeLargeBatch")) {
        plan.add(method, OBJECT, batch);
      } else if (name.equals("addBatch") && descriptor.endsWith(")V") && (bare || text)) {
        plan.add(method, VOID, addToBatch);
      } else if (name.equals("clearBatch") && descriptor.equals("()V")) {
        plan.add(method, VOID, clearBatch);
      } else if (name.equals("getResultSet") && bare && descriptor.contains(")L")) {
        plan.add(method, OBJECT, getResult);
      } else if (name.equals("close") && descriptor.equals("()V")) {
        plan.add(method, VOID, closeStatement);
      }
    }
  }

  private void planConnection(ClassFile file, Plan plan) {
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      if (!hasCode(method)) {
        continue;
      }
      String name = method.name();
      String descriptor = method.descriptor();
      if ((name.equals("prepareStatement") || name.equals("prepareCall"))
          && descriptor.startsWith("(Ljava/lang/String;")
          && descriptor.contains(")L")) {
        plan.add(method, OBJECT, prepare);
      } else if (name.equals("createStatement") && descriptor.contains(")L")) {
        plan.add(method, OBJECT, prepare);
      } else if (name.equals("close") && descriptor.equals("()V")) {
        plan.add(method, VOID, closeConnection);
      }
    }
  }

  private void planResult(ClassFile file, Plan plan) {
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      if (!hasCode(method)) {
        continue;
      }
      if (method.name().equals("next") && method.descriptor().equals("()Z")) {
        plan.add(method, BOOLEAN, next);
      } else if (method.name().equals("close") && method.descriptor().equals("()V")) {
        plan.add(method, VOID, closeResult);
      }
    }
  }

  private void planDriver(ClassFile file, Plan plan) {
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      if (hasCode(method)
          && method.name().equals("connect")
          && method.descriptor().startsWith("(Ljava/lang/String;Ljava/util/Properties;)L")) {
        plan.add(method, OBJECT, connect);
      }
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
