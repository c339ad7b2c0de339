package io.weftline.agent.sql;

/**
 * How a database writes literals, names and comments. What no database would write otherwise
 * (backticks, {@code $tag$..$tag$}, {@code q'[..]'}) is read alike everywhere; only what two
 * databases read differently is a difference here.
 *
 * <p>Immutable.
 */
public enum Dialect {
  /** Standard SQL: {@code "names"}, {@code 'text'} without escapes. Derby, Trino, HANA, ... */
  ANSI(0),
  /** Nested comments, {@code E'\n'}, {@code $1}; {@code @} and {@code #} are operators. */
  POSTGRESQL(Dialect.NESTED_COMMENTS | Dialect.DOLLAR_PARAMETERS | Dialect.OPERATOR_SIGNS),
  /** MySQL and MariaDB: {@code "text"}, backslash escapes, {@code #} comments. */
  MYSQL(Dialect.DOUBLE_QUOTED_TEXT | Dialect.BACKSLASH_ESCAPES | Dialect.HASH_COMMENTS),
  ORACLE(Dialect.HASH_IN_NAMES),
  /** {@code [names]}, {@code #temporary} tables, {@code $12.50}, nested comments. */
  SQLSERVER(Dialect.BRACKETED_NAMES | Dialect.NESTED_COMMENTS | Dialect.HASH_IN_NAMES),
  DB2(Dialect.NESTED_COMMENTS | Dialect.HASH_IN_NAMES),
  H2(Dialect.NESTED_COMMENTS | Dialect.DOLLAR_PARAMETERS | Dialect.SLASH_COMMENTS),
  SQLITE(Dialect.BRACKETED_NAMES | Dialect.DOLLAR_PARAMETERS),
  HSQLDB(Dialect.SLASH_COMMENTS),
  SNOWFLAKE(Dialect.BACKSLASH_ESCAPES | Dialect.SLASH_COMMENTS),
  CLICKHOUSE(Dialect.BACKSLASH_ESCAPES | Dialect.NESTED_COMMENTS),
  /** Hive, Spark, BigQuery, Spanner: text in both quotes, names in backticks. */
  BACKTICK_NAMES(Dialect.DOUBLE_QUOTED_TEXT | Dialect.BACKSLASH_ESCAPES),
  /** Nobody knows: whatever is text in any dialect is taken for text. */
  UNKNOWN(Dialect.UNCERTAIN | Dialect.BRACKETED_NAMES);

  private static final int DOUBLE_QUOTED_TEXT = 1;
  private static final int BACKSLASH_ESCAPES = 1 << 1;
  private static final int HASH_COMMENTS = 1 << 2;
  private static final int NESTED_COMMENTS = 1 << 3;
  private static final int DOLLAR_PARAMETERS = 1 << 4;
  private static final int OPERATOR_SIGNS = 1 << 5;
  private static final int HASH_IN_NAMES = 1 << 6;
  private static final int BRACKETED_NAMES = 1 << 7;
  private static final int SLASH_COMMENTS = 1 << 8;
  private static final int UNCERTAIN = 1 << 9;

  private final int features;

  Dialect(int features) {
    this.features = features;
  }

  /**
   * The dialect of a database.
   *
   * @param systemName what OpenTelemetry calls it in {@code db.system.name}; may be null
   * @return {@link #UNKNOWN} for a name that is not known
   */
  public static Dialect of(String systemName) {
    if (systemName == null) {
      return UNKNOWN;
    }
    switch (systemName) {
      case "postgresql":
      case "cockroachdb":
      case "aws.redshift":
        return POSTGRESQL;
      case "mysql":
      case "mariadb":
        return MYSQL;
      case "oracle.db":
        return ORACLE;
      case "microsoft.sql_server":
        return SQLSERVER;
      case "ibm.db2":
        return DB2;
      case "h2database":
        return H2;
      case "sqlite":
        return SQLITE;
      case "hsqldb":
        return HSQLDB;
      case "snowflake":
        return SNOWFLAKE;
      case "clickhouse":
        return CLICKHOUSE;
      case "hive":
      case "gcp.spanner":
        return BACKTICK_NAMES;
      case "derby":
      case "trino":
      case "sap.hana":
      case "firebirdsql":
      case "teradata":
        return ANSI;
      default:
        return UNKNOWN;
    }
  }

  /** Whether {@code "x"} is text and never a name. */
  boolean doubleQuotedText() {
    return has(DOUBLE_QUOTED_TEXT);
  }

  /** Whether a backslash in a text escapes the quote after it. */
  boolean backslashEscapes() {
    return has(BACKSLASH_ESCAPES);
  }

  /** Whether {@code #} begins a comment, and {@code --} only before white space. */
  boolean hashComments() {
    return has(HASH_COMMENTS);
  }

  boolean nestedComments() {
    return has(NESTED_COMMENTS);
  }

  /** Whether {@code $1} is a parameter; elsewhere it may be an amount of money. */
  boolean dollarParameters() {
    return has(DOLLAR_PARAMETERS);
  }

  /** Whether {@code @} is an operator and never part of a name. */
  boolean operatorSigns() {
    return has(OPERATOR_SIGNS);
  }

  boolean hashInNames() {
    return has(HASH_IN_NAMES);
  }

  boolean bracketedNames() {
    return has(BRACKETED_NAMES);
  }

  /** Whether {@code //} begins a comment. */
  boolean slashComments() {
    return has(SLASH_COMMENTS);
  }

  /** Whether the database is not known, so that every doubt counts. */
  boolean uncertain() {
    return has(UNCERTAIN);
  }

  private boolean has(int feature) {
    return (features & feature) != 0;
  }
}
