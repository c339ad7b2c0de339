package io.weftline.agent.event;

/** The kinds of events, a closed list: what an event is called in its field {@code kind}. */
public final class Kinds {
  public static final String HTTP_SERVER = "http.server.request";
  public static final String HTTP_CLIENT = "http.client.request";
  public static final String JOB_RUN = "job.run";
  public static final String METHOD_CALL = "method.call";
  public static final String DB_QUERY = "db.query";
  public static final String DB_N_PLUS_ONE = "db.n_plus_one";
  public static final String DB_POOL_WAIT = "db.pool.wait";
  public static final String DB_CONNECTION_LEAK = "db.connection.leak";
  public static final String EXCEPTION = "exception";
  public static final String LOG = "log";
  public static final String METRICS_ENDPOINT = "metrics.endpoint";
  public static final String METRICS_CLIENT = "metrics.client";
  public static final String METRICS_USER = "metrics.user";
  public static final String METRICS_METHOD = "metrics.method";
  public static final String METRICS_QUERY = "metrics.query";
  public static final String METRICS_ERROR = "metrics.error";
  public static final String METRICS_JVM = "metrics.jvm";
  public static final String METRICS_POOL = "metrics.pool";
  public static final String AGENT_FILE = "agent.file";
  public static final String AGENT_START = "agent.start";
  public static final String AGENT_STATS = "agent.stats";
  public static final String AGENT_WARNING = "agent.warning";
  public static final String AGENT_STOP = "agent.stop";

  private Kinds() {}
}
