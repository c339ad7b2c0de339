package io.weftline.agent.sql;

import java.sql.SQLTimeoutException;
import java.util.Locale;

/**
 * What kind of failure a driver's exception stands for, in one word for all databases. By the
 * classes of SQLState (ISO/IEC 9075-2, subclauses of 24.1) and, where a database has codes of its
 * own that tell more, by those: appendix A of PostgreSQL's manual, the error references of MySQL,
 * MariaDB, Oracle, SQL Server and H2.
 */
public final class SqlFailure {
  /** The statement took longer than it was allowed to. */
  public static final String TIMEOUT = "timeout";

  /** Somebody has ended the statement before it was done. */
  public static final String CANCELLED = "cancelled";

  /** Two transactions waited for each other, and this one was given up. */
  public static final String DEADLOCK = "deadlock";

  /** Another transaction held a lock for too long. */
  public static final String LOCK_TIMEOUT = "lock_timeout";

  /** The transaction cannot be put in an order with others: to be tried again. */
  public static final String SERIALIZATION = "serialization";

  /** A value is not allowed: not unique, missing, without what it refers to. */
  public static final String CONSTRAINT = "constraint";

  /** The database cannot be reached any more. */
  public static final String CONNECTION = "connection";

  /** The statement is wrong, or names what does not exist. */
  public static final String SYNTAX = "syntax";

  public static final String PERMISSION = "permission";

  /** A value is too long, out of range or not of the type. */
  public static final String DATA = "data";

  /** The database has no memory, space or connections left, or is shutting down. */
  public static final String RESOURCES = "resources";

  /** The transaction does not allow it, or has failed before. */
  public static final String TRANSACTION = "transaction";

  private static final int STATE_LENGTH = 5;
  private static final String MYSQL = "mysql";
  private static final String MARIADB = "mariadb";
  private static final String ORACLE = "oracle.db";
  private static final String SQL_SERVER = "microsoft.sql_server";
  private static final String H2 = "h2database";

  /** Codes by system: what they say goes before what the state says. */
  private static final Object[][] CODES = {
    {MYSQL, 1205, LOCK_TIMEOUT},
    {MYSQL, 1213, DEADLOCK},
    {MYSQL, 1317, CANCELLED},
    {MYSQL, 3024, TIMEOUT},
    {MYSQL, 3572, LOCK_TIMEOUT},
    {MYSQL, 1142, PERMISSION},
    {MYSQL, 1044, PERMISSION},
    {MYSQL, 1114, RESOURCES},
    {MYSQL, 1040, RESOURCES},
    {MARIADB, 1205, LOCK_TIMEOUT},
    {MARIADB, 1213, DEADLOCK},
    {MARIADB, 1317, CANCELLED},
    {MARIADB, 1969, TIMEOUT},
    {MARIADB, 1142, PERMISSION},
    {MARIADB, 1044, PERMISSION},
    {MARIADB, 1114, RESOURCES},
    {MARIADB, 1040, RESOURCES},
    {ORACLE, 60, DEADLOCK},
    {ORACLE, 54, LOCK_TIMEOUT},
    {ORACLE, 30006, LOCK_TIMEOUT},
    {ORACLE, 1013, CANCELLED},
    {ORACLE, 8177, SERIALIZATION},
    {ORACLE, 1031, PERMISSION},
    {ORACLE, 942, SYNTAX},
    {ORACLE, 1653, RESOURCES},
    {ORACLE, 4031, RESOURCES},
    {SQL_SERVER, 1205, DEADLOCK},
    {SQL_SERVER, 1222, LOCK_TIMEOUT},
    {SQL_SERVER, 3960, SERIALIZATION},
    {SQL_SERVER, 229, PERMISSION},
    {SQL_SERVER, 2627, CONSTRAINT},
    {SQL_SERVER, 2601, CONSTRAINT},
    {SQL_SERVER, 547, CONSTRAINT},
    {H2, 50200, LOCK_TIMEOUT},
    {H2, 40001, DEADLOCK},
    {H2, 57014, CANCELLED},
    {H2, 90007, CONNECTION},
    {H2, 90067, CONNECTION},
    {H2, 90098, CONNECTION},
    {H2, 90121, CONNECTION},
    {H2, 90022, SYNTAX},
    {H2, 90079, SYNTAX},
  };

  /** The beginnings of states, the longer before the shorter ones. */
  private static final String[][] STATES = {
    {"40P01", DEADLOCK},
    {"40001", SERIALIZATION},
    {"40002", CONSTRAINT},
    {"55P03", LOCK_TIMEOUT},
    {"57014", CANCELLED},
    {"57P01", CONNECTION},
    {"57P02", CONNECTION},
    {"57P03", RESOURCES},
    {"57P05", CONNECTION},
    {"25P03", TIMEOUT},
    {"25P04", TIMEOUT},
    {"42501", PERMISSION},
    {"61000", DEADLOCK},
    {"70100", CANCELLED},
    {"72000", DATA},
    {"HYT00", TIMEOUT},
    {"HYT01", TIMEOUT},
    {"HY008", CANCELLED},
    {"HYC00", SYNTAX},
    {"08", CONNECTION},
    {"22", DATA},
    {"21", DATA},
    {"23", CONSTRAINT},
    {"27", CONSTRAINT},
    {"44", CONSTRAINT},
    {"25", TRANSACTION},
    {"2D", TRANSACTION},
    {"40", TRANSACTION},
    {"28", PERMISSION},
    {"42", SYNTAX},
    {"26", SYNTAX},
    {"07", SYNTAX},
    {"3F", SYNTAX},
    {"53", RESOURCES},
    {"54", RESOURCES},
    {"58", RESOURCES},
  };

  private SqlFailure() {}

  /**
   * The kind of a failure, one of the constants here; null if neither its class nor its state nor
   * its code tells.
   *
   * @param state its SQLState, or null
   * @param code the vendor's number for it
   * @param system as OpenTelemetry calls the database
   */
  public static String kind(Throwable failure, String state, int code, String system) {
    String known = ofCode(code, system);
    if (known != null && !(CANCELLED.equals(known) && system.equals(H2))) {
      return known;
    }
    if (failure instanceof SQLTimeoutException) {
      return TIMEOUT;
    }
    if (known != null) {
      return known;
    }
    if (state == null || state.length() != STATE_LENGTH) {
      return null;
    }
    String upper = state.toUpperCase(Locale.ROOT);
    for (String[] each : STATES) {
      if (upper.startsWith(each[0])) {
        return each[1];
      }
    }
    return null;
  }

  /**
   * Whether PostgreSQL says that its own limit ended a statement: the state is that of one that
   * somebody has cancelled. Where its messages are in English.
   */
  public static boolean saysTimeout(String message) {
    return message != null && message.contains("statement timeout");
  }

  private static String ofCode(int code, String system) {
    for (Object[] each : CODES) {
      if (each[0].equals(system) && (Integer) each[1] == code) {
        return (String) each[2];
      }
    }
    return null;
  }
}
