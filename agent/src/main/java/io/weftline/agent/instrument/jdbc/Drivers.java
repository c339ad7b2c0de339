package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.DatabaseUrl;

/**
 * Which database system a driver's class belongs to, where the connection's URL was not seen:
 * connections that a driver's own data source makes, or made before the agent was there.
 */
final class Drivers {
  private static final String[][] PACKAGES = {
    {"org.postgresql.", "jdbc:postgresql:"},
    {"com.mysql.", "jdbc:mysql:"},
    {"org.mariadb.", "jdbc:mariadb:"},
    {"oracle.jdbc.", "jdbc:oracle:thin:"},
    {"com.microsoft.sqlserver.", "jdbc:sqlserver:"},
    {"com.ibm.db2.", "jdbc:db2:"},
    {"org.h2.", "jdbc:h2:"},
    {"org.hsqldb.", "jdbc:hsqldb:"},
    {"org.sqlite.", "jdbc:sqlite:"},
    {"org.apache.derby.", "jdbc:derby:"},
  };

  private static final DatabaseUrl[] SYSTEMS = systems();

  /** Nothing is known of the database. */
  static final DatabaseUrl UNKNOWN = DatabaseUrl.parse("jdbc:");

  private Drivers() {}

  private static DatabaseUrl[] systems() {
    DatabaseUrl[] systems = new DatabaseUrl[PACKAGES.length];
    for (int i = 0; i < systems.length; i++) {
      systems[i] = DatabaseUrl.parse(PACKAGES[i][1]);
    }
    return systems;
  }

  /** What the class of a connection tells. */
  static DatabaseUrl guess(String className) {
    for (int i = 0; i < SYSTEMS.length; i++) {
      if (className.startsWith(PACKAGES[i][0])) {
        return SYSTEMS[i];
      }
    }
    return UNKNOWN;
  }
}
