package io.weftline.agent.event;

/**
 * The fields that several parts of the agent know, in the order in which they are written. Fields
 * of one group (the first segment of the path, then the second) must stand together here.
 */
public final class Fields {
  public static final Field HTTP_METHOD = Field.text("http.request.method");
  public static final Field HTTP_REQUEST_BYTES = Field.integer("http.request.body.size");
  public static final Field HTTP_HEADERS = Field.object("http.request.header");
  public static final Field HTTP_STATUS = Field.integer("http.response.status_code");
  public static final Field HTTP_RESPONSE_BYTES = Field.integer("http.response.body.size");
  public static final Field HTTP_ROUTE = Field.text("http.route");
  public static final Field URL_FULL = Field.text("url.full");
  public static final Field URL_PATH = Field.text("url.path");
  public static final Field URL_QUERY = Field.text("url.query");
  public static final Field URL_SCHEME = Field.text("url.scheme");
  public static final Field DB_SYSTEM = Field.text("db.system.name");
  public static final Field DB_NAMESPACE = Field.text("db.namespace");
  public static final Field DB_QUERY_ID = Field.text("db.query.id");
  public static final Field DB_QUERY_TEXT = Field.text("db.query.text");
  public static final Field DB_QUERY_SUMMARY = Field.text("db.query.summary");
  public static final Field DB_PARAMETERS = Field.object("db.query.parameter");
  public static final Field DB_OPERATION = Field.text("db.operation.name");
  public static final Field DB_BATCH_SIZE = Field.integer("db.operation.batch.size");
  public static final Field DB_COLLECTION = Field.text("db.collection.name");
  public static final Field DB_STATUS_CODE = Field.text("db.response.status_code");
  public static final Field DB_RETURNED_ROWS = Field.integer("db.response.returned_rows");
  public static final Field DB_AFFECTED_ROWS = Field.integer("db.response.affected_rows");
  public static final Field DB_EXECUTE = Field.millis("db.execute_ms");
  public static final Field DB_FETCH = Field.millis("db.fetch_ms");
  public static final Field DB_CONNECTION_ID = Field.text("db.connection.id");
  public static final Field DB_CONNECTION_AUTOCOMMIT = Field.flag("db.connection.autocommit");
  public static final Field DB_CONNECTION_ISOLATION = Field.text("db.connection.isolation");
  public static final Field DB_CONNECTION_WAIT = Field.millis("db.connection.wait_ms");
  public static final Field DB_CONNECTION_HELD = Field.millis("db.connection.held_ms");
  public static final Field DB_CONNECTION_ACTIVE = Field.integer("db.connection.active");
  public static final Field DB_CONNECTION_MAX = Field.integer("db.connection.max");
  public static final Field DB_TRANSACTION = Field.object("db.transaction");
  public static final Field DB_LOCK_CANDIDATES = Field.object("db.lock.candidates");
  public static final Field DB_WAITS_FOR = Field.text("db.waits_for");
  public static final Field DB_FAILURE = Field.text("db.failure");
  public static final Field DB_POOL_NAME = Field.text("db.pool.name");
  public static final Field DB_POOL_HOLDERS = Field.object("db.pool.holders");
  public static final Field DB_CLIENT_CONNECTION = Field.object("db.client.connection");
  public static final Field SERVER_ADDRESS = Field.text("server.address");
  public static final Field SERVER_PORT = Field.integer("server.port");
  public static final Field CLIENT_ADDRESS = Field.text("client.address");
  public static final Field USER_AGENT = Field.text("user_agent.original");
  public static final Field CODE_FUNCTION = Field.text("code.function.name");
  public static final Field CODE_FILE = Field.text("code.file.path");
  public static final Field CODE_LINE = Field.integer("code.line.number");
  public static final Field CODE_STACK = Field.text("code.stacktrace");
  public static final Field N_PLUS_ONE = Field.object("n_plus_one");
  public static final Field CALL_SELF = Field.millis("call.self_ms");
  public static final Field BREAKDOWN_DB = Field.millis("breakdown.db_ms");
  public static final Field BREAKDOWN_DB_COUNT = Field.integer("breakdown.db_count");
  public static final Field BREAKDOWN_HTTP = Field.millis("breakdown.http_client_ms");
  public static final Field BREAKDOWN_HTTP_COUNT = Field.integer("breakdown.http_client_count");
  public static final Field BREAKDOWN_POOL_WAIT = Field.millis("breakdown.pool_wait_ms");
  public static final Field BREAKDOWN_CPU = Field.millis("breakdown.cpu_ms");
  public static final Field BREAKDOWN_BLOCKED = Field.millis("breakdown.blocked_ms");
  public static final Field BREAKDOWN_ALLOCATED = Field.integer("breakdown.alloc_bytes");
  public static final Field BREAKDOWN_GC = Field.millis("breakdown.gc_ms");
  public static final Field BREAKDOWN_UNACCOUNTED = Field.millis("breakdown.unaccounted_ms");
  public static final Field ERROR_ID = Field.text("error.id");
  public static final Field ERROR_FINGERPRINT = Field.text("error.fingerprint");
  public static final Field ERROR_TYPE = Field.text("error.type");
  public static final Field ERROR_CODE = Field.integer("error.code");
  public static final Field ERROR_MESSAGE = Field.text("error.message");
  public static final Field ERROR_STACK = Field.object("error.stack_trace");
  public static final Field ERROR_CULPRIT = Field.text("error.culprit");
  public static final Field ERROR_ROOT_TYPE = Field.text("error.root_cause.type");
  public static final Field ERROR_ROOT_MESSAGE = Field.text("error.root_cause.message");
  public static final Field ERROR_CAUSES = Field.object("error.causes");
  public static final Field ERROR_SUPPRESSED = Field.object("error.suppressed");
  public static final Field ERROR_HANDLED = Field.flag("error.handled");
  public static final Field ERROR_EXPECTED = Field.flag("error.expected");
  public static final Field ERROR_NEW = Field.flag("error.new");
  public static final Field ERROR_COUNT = Field.integer("error.count");
  public static final Field ERROR_SUPPRESSED_COUNT = Field.integer("error.suppressed_count");
  public static final Field BREADCRUMBS = Field.object("breadcrumbs");
  public static final Field CALLS = Field.object("calls");
  public static final Field CALLS_OMITTED = Field.integer("calls_omitted");
  public static final Field QUERIES = Field.object("queries");
  public static final Field SAMPLES = Field.object("samples");
  public static final Field STATS = Field.object("stats");
  public static final Field HISTOGRAM = Field.object("histogram");
  public static final Field JVM = Field.object("jvm");
  public static final Field SCHEMA = Field.text("schema");
  public static final Field WEFTLINE = Field.object("weftline");
  public static final Field RESOURCE = Field.object("resource");
  public static final Field PAD = Field.text("pad");

  private Fields() {}
}
