package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.redact.RedactOptions;
import io.weftline.agent.redact.Redactor;
import io.weftline.agent.sql.SqlCache;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.Ends;
import io.weftline.agent.trace.ResultListener;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.TraceOptions;
import io.weftline.agent.trace.Works;
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
  private static final String OBJECT = CallAdvices.OBJECT;
  private static final String BOOLEAN = CallAdvices.BOOLEAN;
  private static final String INT = CallAdvices.INT;
  private static final String LONG = CallAdvices.LONG;
  private static final String VOID = CallAdvices.CALL;

  private static final String BARE = "()";
  private static final String TEXT = "(Ljava/lang/String;";

  /**
   * Names of methods that only drivers, pools and proxies have: at least one of them is in the
   * class file of each but of some subclasses.
   */
  private static final String[] MARKS = {
    "executeQuery",
    "executeUpdate",
    "executeBatch",
    "executeLargeUpdate",
    "executeLargeBatch",
    "addBatch",
    "clearBatch",
    "getResultSet",
    "prepareStatement",
    "prepareCall",
    "wasNull",
    "acceptsURL",
  };

  /** The methods that bind a parameter: name, parameters, advice. */
  private static final String[][] BINDS = {
    {"setByte", "(IB)", CallAdvices.BIND_LONG},
    {"setShort", "(IS)", CallAdvices.BIND_LONG},
    {"setInt", "(II)", CallAdvices.BIND_LONG},
    {"setLong", "(IJ)", CallAdvices.BIND_LONG},
    {"setNull", "(II", CallAdvices.BIND_LONG},
    {"setBoolean", "(IZ)", CallAdvices.BIND_BOOLEAN},
    {"setFloat", "(IF)", CallAdvices.BIND_DOUBLE},
    {"setDouble", "(ID)", CallAdvices.BIND_DOUBLE},
    {"setString", "(IL", CallAdvices.BIND_OBJECT},
    {"setNString", "(IL", CallAdvices.BIND_OBJECT},
    {"setBigDecimal", "(IL", CallAdvices.BIND_OBJECT},
    {"setBytes", "(I[B)", CallAdvices.BIND_OBJECT},
    {"setDate", "(IL", CallAdvices.BIND_OBJECT},
    {"setTime", "(IL", CallAdvices.BIND_OBJECT},
    {"setTimestamp", "(IL", CallAdvices.BIND_OBJECT},
    {"setObject", "(IL", CallAdvices.BIND_OBJECT},
    {"setArray", "(IL", CallAdvices.BIND_OBJECT},
    {"setRef", "(IL", CallAdvices.BIND_OBJECT},
    {"setURL", "(IL", CallAdvices.BIND_OBJECT},
    {"setRowId", "(IL", CallAdvices.BIND_OBJECT},
    {"setSQLXML", "(IL", CallAdvices.BIND_OBJECT},
    {"setBlob", "(IL", CallAdvices.BIND_OBJECT},
    {"setClob", "(IL", CallAdvices.BIND_OBJECT},
    {"setNClob", "(IL", CallAdvices.BIND_OBJECT},
    {"setAsciiStream", "(IL", CallAdvices.BIND_OBJECT},
    {"setBinaryStream", "(IL", CallAdvices.BIND_OBJECT},
    {"setCharacterStream", "(IL", CallAdvices.BIND_OBJECT},
    {"setNCharacterStream", "(IL", CallAdvices.BIND_OBJECT},
    {"setUnicodeStream", "(IL", CallAdvices.BIND_OBJECT},
  };

  /** Methods of connections for which drivers execute statements of their own. */
  private static final String[] OF_DRIVER = {
    "getTransactionIsolation",
    "isValid",
    "isReadOnly",
    "setReadOnly",
    "getCatalog",
    "setCatalog",
    "getSchema",
    "setSchema",
  };

  private static final int[] NO_HOOKS = {0, 0};

  private Callers callers;
  private Marks.Mark mark;
  private Marks.Mark next;
  private Marks.Mark executes;
  private JdbcCalls[] all;

  @Override
  public void install(Services services) {
    Config config = services.get(Config.class);
    callers = services.get(Callers.class);
    Marks marks = services.get(Marks.class);
    mark = marks.any(MARKS);
    next = marks.name("next");
    executes = marks.name("execute");
    long slowNanos = config.get(JdbcOptions.SLOW);
    SeriesFamily family =
        services.get(Metrics.class).add(new SeriesFamily(Kinds.METRICS_QUERY, "weftline.metrics"));
    Queries queries =
        new Queries(new SqlCache(config.get(JdbcOptions.MAX_LENGTH).intValue()), family, slowNanos);
    String written = config.get(JdbcOptions.PARAMETERS);
    KeptParameters parameters =
        written.equals("off")
            ? null
            : new KeptParameters(
                new Redactor(config.get(RedactOptions.NAMES)), written.equals("all"));
    QueryEvents events =
        new QueryEvents(
            services.get(EventSink.class),
            callers,
            services.get(Works.class).ids(),
            parameters,
            config.get(JdbcOptions.LOG),
            config.get(JdbcOptions.CALLER));
    Statements statements = new Statements(queries, services.get(Warnings.class), parameters);
    EventSink sink = services.get(EventSink.class);
    CoarseClock clock = services.get(CoarseClock.class);
    OpenTransactions transactions = new OpenTransactions(statements);
    RunningStatements running =
        new RunningStatements(
            sink, callers, clock, statements, queries, events, transactions, slowNanos);
    Executions executions =
        new Executions(
            statements,
            queries,
            events,
            running,
            clock,
            slowNanos,
            config.get(JdbcOptions.IDLE),
            config.get(TraceOptions.N_PLUS_ONE));
    LeftOpen open = new LeftOpen(executions);
    services.get(Ends.class).results(open);
    services.get(Sweeps.class).add(open);
    all =
        new JdbcCalls[] {
          statement(executions, parameters),
          connection(executions),
          result(executions),
          driver(executions)
        };
  }

  private static JdbcCalls statement(Executions executions, KeptParameters parameters) {
    int[] query = hooks(JdbcHook.Kind.QUERY, executions);
    int[] execute = hooks(JdbcHook.Kind.EXECUTE, executions);
    int[] update = hooks(JdbcHook.Kind.UPDATE, executions);
    int[] batch = hooks(JdbcHook.Kind.BATCH, executions);
    int[] add = hooks(JdbcHook.Kind.ADD_TO_BATCH, executions);
    JdbcCalls calls =
        new JdbcCalls(
            "java.sql.Statement", "java.sql.PreparedStatement", "java.sql.CallableStatement");
    if (parameters == null) {
      for (String[] each : BINDS) {
        calls.add(each[0], each[1], "V", each[2], NO_HOOKS);
      }
    } else {
      addKept(calls, parameters);
    }
    return calls
        .tell("executeQuery", "Ljava/sql/ResultSet;")
        .tell("executeUpdate", "(Ljava/lang/String;")
        .tell("executeBatch", "[I")
        .tell("executeLargeBatch", "[J")
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
        .add("clearBatch", BARE, "V", VOID, hooks(JdbcHook.Kind.CLEAR_BATCH, executions))
        .add("getResultSet", BARE, "L", OBJECT, hooks(JdbcHook.Kind.GET_RESULT, executions))
        .add(
            "setQueryTimeout",
            "(I)",
            "V",
            CallAdvices.OF_INT,
            hooks(JdbcHook.Kind.TIMEOUT, executions))
        .add("close", BARE, "V", VOID, hooks(JdbcHook.Kind.CLOSE_STATEMENT, executions));
  }

  /** Those that bind by index and by name, where what they bind is asked for. */
  private static void addKept(JdbcCalls calls, KeptParameters parameters) {
    int value = Bridge.add(new BindHook(parameters, false));
    int nothing = Bridge.add(new BindHook(parameters, true));
    for (String[] each : BINDS) {
      int hook = each[0].equals("setNull") ? nothing : value;
      int[] hooks = {hook, hook};
      calls.add(each[0], each[1], "V", CallAdvices.BIND_KEPT, hooks);
      calls.add(each[0], TEXT + each[1].substring(2), "V", CallAdvices.BIND_KEPT, hooks);
    }
    int cleared = Bridge.add(new ClearHook(parameters));
    calls.add("clearParameters", BARE, "V", CallAdvices.CALL, new int[] {cleared, cleared});
  }

  private static JdbcCalls connection(Executions executions) {
    int[] prepare = hooks(JdbcHook.Kind.PREPARE, executions);
    int[] ofDriver = hooks(JdbcHook.Kind.OF_DRIVER, executions);
    JdbcCalls calls = new JdbcCalls("java.sql.Connection");
    for (String each : OF_DRIVER) {
      calls.add(each, "(", "", VOID, ofDriver);
    }
    return calls
        .tell("prepareStatement", "Ljava/sql/PreparedStatement;")
        .tell("prepareCall", "Ljava/sql/CallableStatement;")
        .add("prepareStatement", TEXT, "L", OBJECT, prepare)
        .add("prepareCall", TEXT, "L", OBJECT, prepare)
        .add("createStatement", "(", "L", OBJECT, prepare)
        .add("commit", BARE, "V", VOID, hooks(JdbcHook.Kind.COMMIT, executions))
        .add("rollback", "(", "V", VOID, hooks(JdbcHook.Kind.ROLLBACK, executions))
        .add("setSavepoint", "(", "L", VOID, hooks(JdbcHook.Kind.SAVEPOINT, executions))
        .add("releaseSavepoint", "(L", "V", VOID, hooks(JdbcHook.Kind.RELEASE, executions))
        .add(
            "setAutoCommit",
            "(Z)",
            "V",
            CallAdvices.OF_BOOLEAN,
            hooks(JdbcHook.Kind.AUTO_COMMIT, executions))
        .add(
            "setTransactionIsolation",
            "(I)",
            "V",
            CallAdvices.OF_INT,
            hooks(JdbcHook.Kind.ISOLATION, executions))
        .add("abort", "(L", "V", VOID, hooks(JdbcHook.Kind.CLOSE_CONNECTION, executions))
        .add("close", BARE, "V", VOID, hooks(JdbcHook.Kind.CLOSE_CONNECTION, executions));
  }

  private static JdbcCalls result(Executions executions) {
    return new JdbcCalls("java.sql.ResultSet")
        .tell("wasNull", "()Z")
        .add("next", BARE, "Z", BOOLEAN, hooks(JdbcHook.Kind.NEXT, executions))
        .add("close", BARE, "V", VOID, hooks(JdbcHook.Kind.CLOSE_RESULT, executions));
  }

  private static JdbcCalls driver(Executions executions) {
    return new JdbcCalls("java.sql.Driver")
        .add(
            "connect",
            "(Ljava/lang/String;Ljava/util/Properties;)",
            "L",
            OBJECT,
            hooks(JdbcHook.Kind.CONNECT, executions));
  }

  /** The hook of a kind of call, and the one that asks first whether the object is of JDBC. */
  private static int[] hooks(JdbcHook.Kind kind, Executions executions) {
    return new int[] {
      Bridge.add(new JdbcHook(kind, executions, false)),
      Bridge.add(new JdbcHook(kind, executions, true))
    };
  }

  /**
   * A subclass of a driver's class may override nothing but {@code next} or {@code execute}, which
   * many other classes call and few declare. One that overrides {@code close} alone is left to its
   * superclass, which it calls.
   */
  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.has(mark)
        || file.declares(next, "()Z")
        || file.declares(executes, "()Z", "(Ljava/lang/String;)Z");
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    boolean any = false;
    for (JdbcCalls each : all) {
      any |= each.plan(file, supertypes, plan);
    }
    if (any) {
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
