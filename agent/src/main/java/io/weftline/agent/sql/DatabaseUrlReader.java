package io.weftline.agent.sql;

/**
 * The forms of URLs, driver by driver, behind {@link DatabaseUrl#parse}.
 *
 * <p>Stateless.
 */
final class DatabaseUrlReader {
  private static final int MAX_NAME_CHARS = 255;

  private DatabaseUrlReader() {}

  /**
   * @param subprotocol what stands after {@code jdbc:}, in lower case
   * @param rest what stands after that and its colon
   */
  static DatabaseUrl read(String subprotocol, String rest) {
    switch (subprotocol) {
      case "postgresql":
      case "pgsql":
      case "edb":
      case "yugabytedb":
        return network("postgresql", rest);
      case "cockroachdb":
        return network("cockroachdb", rest);
      case "redshift":
        return network("aws.redshift", rest);
      case "mysql":
      case "mysql+srv":
        return network("mysql", rest);
      case "mariadb":
        return network("mariadb", rest);
      case "oracle":
        return oracle(rest);
      case "sqlserver":
        return sqlServer(rest);
      case "microsoft":
      case "jtds":
        return DatabaseUrl.starts(rest, "sqlserver:")
            ? sqlServer(rest.substring("sqlserver:".length()))
            : network(DatabaseUrl.OTHER, rest);
      case "db2":
      case "as400":
      case "ibmdb":
        return networkOrName("ibm.db2", rest);
      case "h2":
        return embedded("h2database", rest);
      case "hsqldb":
        return embedded("hsqldb", rest);
      case "derby":
        return embedded("derby", rest);
      case "sqlite":
        return embedded("sqlite", rest);
      case "clickhouse":
      case "ch":
        return network("clickhouse", rest);
      case "snowflake":
        return withParameter("snowflake", rest, "db");
      case "sap":
        return withParameter("sap.hana", rest, "databaseName");
      case "trino":
        return network("trino", rest);
      case "hive2":
        return network("hive", rest);
      case "firebirdsql":
      case "firebird":
        return network("firebirdsql", rest);
      case "informix-sqli":
        return network("ibm.informix", rest);
      case "netezza":
        return network("ibm.netezza", rest);
      case "ingres":
        return network("actian.ingres", rest);
      case "teradata":
        return network("teradata", rest);
      case "cloudspanner":
        return new DatabaseUrl("gcp.spanner", null, ServerAddress.NONE);
      default:
        return network(DatabaseUrl.OTHER, rest);
    }
  }

  /** {@code //user:password@host:port,host:port/name?parameters}, whatever stands before it. */
  private static DatabaseUrl network(String system, String rest) {
    int slashes = rest.indexOf("//");
    // Behind the first parameter anything may follow, such as another URL.
    if (slashes < 0 || slashes > indexOfAny(rest, "?;")) {
      boolean plain = rest.indexOf('@') < 0 && system.equals("postgresql");
      return new DatabaseUrl(system, plain ? name(rest) : null, ServerAddress.NONE);
    }
    String location = location(rest.substring(slashes + 2));
    if (location == null) {
      return new DatabaseUrl(system, null, ServerAddress.NONE);
    }
    if (location.indexOf('(') >= 0) {
      return described(system, location);
    }
    int slash = location.indexOf('/');
    ServerAddress server = ServerAddress.first(slash < 0 ? location : location.substring(0, slash));
    if (server == null) {
      return new DatabaseUrl(system, null, ServerAddress.NONE);
    }
    return new DatabaseUrl(system, slash < 0 ? null : name(location.substring(slash)), server);
  }

  private static DatabaseUrl networkOrName(String system, String rest) {
    return rest.startsWith("//")
        ? network(system, rest)
        : new DatabaseUrl(system, rest.indexOf('@') < 0 ? name(rest) : null, ServerAddress.NONE);
  }

  private static DatabaseUrl withParameter(String system, String rest, String parameter) {
    DatabaseUrl url = network(system, rest);
    String database = UrlParameters.find(rest, parameter);
    return new DatabaseUrl(
        system,
        database == null ? url.namespace() : name(database),
        ServerAddress.of(url.serverAddress(), port(url)));
  }

  private static String port(DatabaseUrl url) {
    return url.serverPort() < 0 ? null : Integer.toString(url.serverPort());
  }

  /** {@code address=(host=db)(port=3306)(user=..)/name} and {@code (host=db,port=3306)/name}. */
  private static DatabaseUrl described(String system, String location) {
    int slash = location.indexOf('/', Math.max(location.lastIndexOf(')'), 0));
    return new DatabaseUrl(
        system,
        slash < 0 ? null : name(location.substring(slash)),
        ServerAddress.of(
            UrlParameters.findDescribed(location, "host"),
            UrlParameters.findDescribed(location, "port")));
  }

  /**
   * What stands before the parameters, without user and password; null if they may still be in it.
   */
  private static String location(String text) {
    int end = indexOfAny(text, "?;");
    String location = text.substring(0, end);
    int at = location.lastIndexOf('@');
    if (at >= 0) {
      return location.substring(at + 1);
    }
    // A password with a question mark or semicolon in it: no '=' stands before the '@'.
    int later = text.indexOf('@', end);
    int equals = text.indexOf('=', end);
    return later >= 0 && (equals < 0 || equals > later) ? null : location;
  }

  private static DatabaseUrl sqlServer(String rest) {
    String system = "microsoft.sql_server";
    int start = rest.startsWith("//") ? 2 : 0;
    int end = indexOfAny(rest, ";?");
    String location = end > start ? rest.substring(start, end) : "";
    int slash = location.indexOf('/');
    String authority = slash < 0 ? location : location.substring(0, slash);
    String instance = UrlParameters.find(rest, "instanceName", "instance");
    int backslash = authority.indexOf('\\');
    if (backslash >= 0) {
      int colon = authority.indexOf(':', backslash);
      instance = authority.substring(backslash + 1, colon < 0 ? authority.length() : colon);
      authority = authority.substring(0, backslash) + (colon < 0 ? "" : authority.substring(colon));
    }
    ServerAddress server = ServerAddress.first(authority);
    if (server == null || rest.indexOf('@') >= 0 && rest.indexOf('@') < end) {
      return new DatabaseUrl(system, null, ServerAddress.NONE);
    }
    if (server.host() == null) {
      server =
          ServerAddress.of(
              UrlParameters.find(rest, "serverName", "server"),
              UrlParameters.find(rest, "portNumber", "port"));
    }
    String database = UrlParameters.find(rest, "databaseName", "database");
    if (database == null && slash >= 0) {
      database = location.substring(slash);
    }
    database = database == null ? null : name(database);
    instance = instance == null ? null : name(instance);
    String namespace = instance == null || database == null ? database : instance + '|' + database;
    return new DatabaseUrl(system, namespace, server);
  }

  /** {@code thin:user/password@//host:port/service}, {@code @host:port:sid}, {@code @(..)}. */
  private static DatabaseUrl oracle(String rest) {
    String system = "oracle.db";
    int bracket = rest.indexOf('(');
    int end = bracket >= 0 ? bracket : indexOfAny(rest, "?");
    int at = rest.lastIndexOf('@', end - 1);
    if (at < 0 || rest.indexOf('@', end) >= 0 && bracket < 0) {
      return new DatabaseUrl(system, null, ServerAddress.NONE);
    }
    if (bracket >= 0) {
      String service = UrlParameters.findDescribed(rest, "service_name");
      return new DatabaseUrl(
          system,
          name(service != null ? service : orEmpty(UrlParameters.findDescribed(rest, "sid"))),
          ServerAddress.of(
              UrlParameters.findDescribed(rest, "host"),
              UrlParameters.findDescribed(rest, "port")));
    }
    String location = rest.substring(at + 1, end);
    int slashes = location.indexOf("//");
    if (slashes >= 0) {
      location = location.substring(slashes + 2);
    }
    int slash = location.indexOf('/');
    if (slash >= 0) {
      ServerAddress server = ServerAddress.first(location.substring(0, slash));
      return server == null
          ? new DatabaseUrl(system, null, ServerAddress.NONE)
          : new DatabaseUrl(system, name(location.substring(slash)), server);
    }
    int sid = location.lastIndexOf(':');
    if (sid < 0) {
      // The alias of a description that is in a file.
      return slashes >= 0
          ? new DatabaseUrl(system, null, ServerAddress.of(location, null))
          : new DatabaseUrl(system, name(location), ServerAddress.NONE);
    }
    int port = location.indexOf(':');
    boolean portOnly = port == sid;
    ServerAddress server = ServerAddress.first(portOnly ? location : location.substring(0, sid));
    if (server == null) {
      return new DatabaseUrl(system, null, ServerAddress.NONE);
    }
    return new DatabaseUrl(system, portOnly ? null : name(location.substring(sid + 1)), server);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** {@code mem:name}, {@code file:/path/name}, {@code tcp://host:port/path/name}, {@code path}. */
  private static DatabaseUrl embedded(String system, String rest) {
    int end = indexOfAny(rest, ";?");
    int slashes = rest.indexOf("//");
    boolean file = DatabaseUrl.starts(rest, "file:") || DatabaseUrl.starts(rest, "zip:");
    ServerAddress server = ServerAddress.NONE;
    String path = rest.substring(0, end);
    if (slashes >= 0 && slashes < end && !file) {
      path = location(rest.substring(slashes + 2));
      int slash = path == null ? -1 : path.indexOf('/');
      server = slash < 0 ? null : ServerAddress.first(path.substring(0, slash));
      if (server == null) {
        return new DatabaseUrl(system, null, ServerAddress.NONE);
      }
      path = path.substring(slash);
    }
    return new DatabaseUrl(system, path.indexOf('@') >= 0 ? null : name(lastSegment(path)), server);
  }

  /** Without directories and without the prefix that says where it is kept. */
  private static String lastSegment(String path) {
    int start = path.length();
    while (start > 0 && "/\\:".indexOf(path.charAt(start - 1)) < 0) {
      start--;
    }
    String last = path.substring(start);
    return last.isEmpty() && path.endsWith(":memory:") ? "memory" : last;
  }

  /** The name of a database, or null if there is none or it looks like something else. */
  private static String name(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '/') {
      start++;
    }
    int end = start;
    while (end < text.length() && "?;&:#".indexOf(text.charAt(end)) < 0) {
      char c = text.charAt(end);
      if (c == '@' || c == '=' || c == '(' || c == ',' || c < ' ' || c == 0x7f) {
        return null;
      }
      end++;
    }
    return end == start || end - start > MAX_NAME_CHARS ? null : text.substring(start, end);
  }

  /** The first place of any of the characters, or the end. */
  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
