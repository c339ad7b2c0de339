package io.weftline.agent.sql;

/**
 * What a JDBC URL says about the database: its kind, its name, its first server. Of the rest, in
 * particular of users, passwords and parameters, nothing is kept; where they cannot be told from
 * the address with certainty there is no address.
 *
 * <p>Immutable.
 */
public final class DatabaseUrl {
  /** What a database is called that nobody knows. */
  public static final String OTHER = "other_sql";

  private static final DatabaseUrl NOTHING = new DatabaseUrl(OTHER, null, ServerAddress.NONE);
  private static final int MAX_CHARS = 8192;
  private static final int MAX_WRAPPERS = 4;

  /** Drivers that stand before another's URL. */
  private static final String[] WRAPPERS = {
    "p6spy:",
    "log4jdbc:",
    "aws-wrapper:",
    "tc:",
    "otel:",
    "opentracing:",
    "tracing:",
    "dsproxy:",
    "datasource-proxy:",
    "wrap-jdbc:",
    "perfino:",
    "timer:",
    "jfr:"
  };

  private static final String SECRETS_MANAGER = "jdbc-secretsmanager:";

  private final String systemName;
  private final String namespace;
  private final ServerAddress server;
  private final Dialect dialect;

  DatabaseUrl(String systemName, String namespace, ServerAddress server) {
    this.systemName = systemName;
    this.namespace = namespace;
    this.server = server;
    dialect = Dialect.of(systemName);
  }

  /**
   * Reads a URL; never throws.
   *
   * @param jdbcUrl may be null
   */
  public static DatabaseUrl parse(String jdbcUrl) {
    if (jdbcUrl == null || jdbcUrl.length() > MAX_CHARS) {
      return NOTHING;
    }
    String rest = jdbcUrl.trim();
    if (starts(rest, "jdbc:")) {
      rest = rest.substring("jdbc:".length());
    } else if (starts(rest, SECRETS_MANAGER)) {
      rest = rest.substring(SECRETS_MANAGER.length());
    } else {
      return NOTHING;
    }
    for (int i = 0; i < MAX_WRAPPERS; i++) {
      String inner = unwrap(rest);
      if (inner.length() == rest.length()) {
        break;
      }
      rest = inner;
    }
    int colon = rest.indexOf(':');
    if (colon < 0) {
      return NOTHING;
    }
    return DatabaseUrlReader.read(lower(rest.substring(0, colon)), rest.substring(colon + 1));
  }

  private static String unwrap(String rest) {
    for (String wrapper : WRAPPERS) {
      if (starts(rest, wrapper)) {
        String inner = rest.substring(wrapper.length());
        return starts(inner, "jdbc:") ? inner.substring("jdbc:".length()) : inner;
      }
    }
    return rest;
  }

  static boolean starts(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** In ASCII, whatever the locale. */
  private static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Characters.lower(chars[i]);
    }
    return new String(chars);
  }

  /**
   * {@code db.system.name}: what OpenTelemetry calls it, {@link #OTHER} if it has no name for it.
   */
  public String systemName() {
    return systemName;
  }

  /** {@code db.namespace}: the database, or null. */
  public String namespace() {
    return namespace;
  }

  /** {@code server.address}: the first server's name or address, or null. */
  public String serverAddress() {
    return server.host();
  }

  /** {@code server.port} if it is in the URL, or -1: a default port is never filled in. */
  public int serverPort() {
    return server.port();
  }

  /** How it writes SQL. */
  public Dialect dialect() {
    return dialect;
  }

  /** Whether both name the same database. */
  public boolean isSame(DatabaseUrl other) {
    return toString().equals(other.toString());
  }

  @Override
  public String toString() {
    return systemName + " " + namespace + " " + server;
  }
}
