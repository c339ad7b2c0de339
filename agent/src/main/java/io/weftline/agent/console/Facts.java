package io.weftline.agent.console;

import java.util.HashMap;
import java.util.Map;

/** Which facts are shown for which kind of event. Immutable; any thread. */
final class Facts {
  private static final int MAX_METRICS = 6;

  private static final Fact CALLER = Fact.place("caller", "code.function.name", "code.line.number");
  private static final Fact ERROR = Fact.type("error", "error.type");
  private static final Fact ERROR_ID = Fact.text("id", "error.id");
  private static final Fact CLIENT = Fact.text("client", "client.address");
  private static final Fact QUERY = Fact.text("query", "db.query.id");
  private static final Fact USER = Fact.text("user", "user_id");
  private static final Fact REQUEST = Fact.text("request", "request_id");
  private static final Fact POOL = Fact.text("pool", "db.pool.name");
  private static final Fact ACTIVE = Fact.number("active", "db.connection.active", 0);
  private static final Fact MAX = Fact.number("max", "db.connection.max", 0);
  private static final Fact DB = Fact.millis("db", "breakdown.db_ms", "breakdown.db_count", 0.001);
  private static final Fact HTTP =
      Fact.millis("http", "breakdown.http_client_ms", "breakdown.http_client_count", 0.001);
  private static final Fact POOL_WAIT = Fact.millis("pool wait", "breakdown.pool_wait_ms", 1);
  private static final Fact GC = Fact.millis("gc", "breakdown.gc_ms", 1);

  private static final Map<String, Fact[]> BY_KIND = new HashMap<String, Fact[]>();

  private static final Fact[] NONE = {};

  static {
    kind("http.server.request", DB, HTTP, POOL_WAIT, GC, ERROR, ERROR_ID, USER, REQUEST);
    kind("job.run", DB, HTTP, POOL_WAIT, GC, ERROR, ERROR_ID);
    kind("method.call", Fact.millis("self", "call.self_ms", 0), DB, HTTP, GC, ERROR, ERROR_ID);
    kind(
        "db.query",
        Fact.number("rows", "db.response.returned_rows", 0),
        Fact.number("affected", "db.response.affected_rows", 0),
        Fact.number("batch", "db.operation.batch.size", 2),
        Fact.millis("waited", "db.connection.wait_ms", 1),
        Fact.text("waits for", "db.waits_for"),
        Fact.millis("transaction", "db.transaction.open_ms", 1),
        Fact.millis("idle", "db.transaction.idle_ms", 1),
        Fact.text("failure", "db.failure"),
        ERROR,
        Fact.text("sqlstate", "db.response.status_code"),
        Fact.text("code", "error.code"),
        CALLER,
        QUERY);
    kind(
        "db.n_plus_one",
        Fact.number("count", "n_plus_one.count", 0),
        Fact.number("distinct", "n_plus_one.distinct_parameters", 0),
        CALLER,
        Fact.text("route", "http.route"),
        QUERY);
    kind(
        "db.pool.wait",
        Fact.millis("waited", "db.connection.wait_ms", 0),
        ACTIVE,
        MAX,
        POOL,
        CALLER);
    kind(
        "db.connection.leak",
        Fact.millis("held", "db.connection.held_ms", 0),
        ACTIVE,
        MAX,
        POOL,
        CALLER);
    kind(
        "http.client.request",
        Fact.text("status", "http.response.status_code"),
        Fact.text("server", "server.address"),
        ERROR,
        CALLER);
    kind(
        "exception",
        Fact.type("type", "error.type"),
        Fact.place("culprit", "error.culprit", null),
        Fact.type("root", "error.root_cause.type"),
        Fact.number("count", "error.count", 2),
        Fact.number("suppressed", "error.suppressed_count", 1),
        Fact.text("handled", "error.handled"),
        Fact.text("route", "http.route"),
        ERROR_ID);
    kind("log", Fact.type("logger", "logger"), ERROR, ERROR_ID);
    kind(
        "websocket",
        Fact.text("connection", "websocket.connection_id"),
        Fact.text("path", "url.path"),
        Fact.number("bytes", "websocket.size", 0),
        Fact.text("close", "websocket.close_code"),
        Fact.text("reason", "websocket.close_reason"),
        ERROR,
        CLIENT);
    kind(
        "security",
        Fact.text("user", "user.name"),
        Fact.text("reason", "security.reason"),
        Fact.number("failures", "security.failures", 1),
        CLIENT);
    kind(
        "metrics",
        Fact.number("count", "stats.count", 0),
        Fact.number("errors", "stats.errors", 1),
        Fact.number("slow", "stats.slow", 1),
        Fact.millis("p50", "stats.p50_ms", 0),
        Fact.millis("p95", "stats.p95_ms", 0),
        Fact.millis("p99", "stats.p99_ms", 0),
        Fact.millis("max", "stats.max_ms", 0));
    kind(
        "alert",
        Fact.text("status", "alert.status"),
        Fact.text("severity", "alert.severity"),
        Fact.text("value", "alert.value"),
        Fact.text("threshold", "alert.threshold"));
    kind("agent");
    account("agent.stats");
    account("agent.stop");
    account("agent.detach");
  }

  private Facts() {}

  private static void kind(String kind, Fact... facts) {
    BY_KIND.put(kind, facts);
  }

  private static void account(String kind) {
    kind(
        kind,
        Fact.number("made", "weftline.events.made", 0),
        Fact.number("written", "weftline.events.written", 0),
        Fact.number("dropped", "weftline.events.dropped", 1));
  }

  /** The facts of a kind, or else of the group that it is of. */
  private static Fact[] of(String kind) {
    String name = kind;
    while (true) {
      Fact[] facts = BY_KIND.get(name);
      if (facts != null) {
        return facts;
      }
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return NONE;
      }
      name = name.substring(0, dot);
    }
  }

  static void append(
      StringBuilder into, String kind, EventLine line, String message, Palette palette) {
    for (Fact fact : of(kind)) {
      fact.appendTo(into, line, message, palette);
    }
    if (kind.equals("metrics.jvm")) {
      appendNumbers(into, line, "jvm.", palette);
    } else if (kind.equals("metrics.pool")) {
      appendNumbers(into, line, "db.client.connection.", palette);
    }
  }

  /** These have names of OpenTelemetry that grow with the JVM: the first few are shown. */
  private static void appendNumbers(
      StringBuilder into, EventLine line, String prefix, Palette palette) {
    int shown = 0;
    for (Map.Entry<String, String> entry : line.values().entrySet()) {
      double number = entry.getKey().startsWith(prefix) ? line.number(entry.getKey()) : Double.NaN;
      if (!Double.isNaN(number) && shown < MAX_METRICS) {
        String label = SafeText.of(entry.getKey().substring(prefix.length()), 40);
        Fact.append(into, label, Amounts.number(number), palette);
        shown++;
      }
    }
  }
}
