package com.acme.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * {@code Executing <way> <url> <user> <password> <scenario>...} executes SQL on a database server,
 * whose connections come by one of these ways: {@code direct} from the driver manager, {@code pool}
 * from HikariCP, or from a data source of the class that is named. Each scenario has a table of its
 * own and prints its executions.
 */
public final class Executing {
  private static final Map<String, Steps> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("plain", Basics::plain);
    SCENARIOS.put("prepared", Basics::prepared);
    SCENARIOS.put("large", Basics::large);
    SCENARIOS.put("keys", Basics::keys);
    SCENARIOS.put("batches", Basics::batches);
    SCENARIOS.put("transactions", Basics::transactions);
    SCENARIOS.put("failing", Basics::failing);
    SCENARIOS.put("portions", Results::portions);
    SCENARIOS.put("unread", Results::unread);
    SCENARIOS.put("results", Results::results);
    SCENARIOS.put("several", Results::several);
    SCENARIOS.put("calls", Calls::calls);
    SCENARIOS.put("beside", Results::beside);
  }

  private Executing() {}

  public static void main(String... arguments) throws Exception {
    for (int i = 4; i < arguments.length; i++) {
      run(arguments, arguments[i]);
    }
  }

  private static void run(String[] arguments, String scenario) throws Exception {
    if (arguments[0].equals("pool")) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(arguments[1]);
      config.setUsername(arguments[2]);
      config.setPassword(arguments[3]);
      config.setMaximumPoolSize(1);
      try (HikariDataSource pool = new HikariDataSource(config);
          Connection connection = pool.getConnection()) {
        run(connection, scenario);
      }
    } else {
      try (Connection connection = connect(arguments)) {
        run(connection, scenario);
      }
    }
  }

  private static Connection connect(String[] arguments) throws Exception {
    if (arguments[0].equals("direct")) {
      return DriverManager.getConnection(arguments[1], arguments[2], arguments[3]);
    }
    DataSource source = (DataSource) Class.forName(arguments[0]).getConstructor().newInstance();
    source.getClass().getMethod("setUrl", String.class).invoke(source, arguments[1]);
    return source.getConnection(arguments[2], arguments[3]);
  }

  private static void run(Connection connection, String scenario) throws SQLException {
    Journal journal = new Journal(scenario + "_books");
    boolean mariaDb = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + journal.table());
      journal.dropped();
      statement.execute(
          "create table "
              + journal.table()
              + " (id "
              + (mariaDb ? "int auto_increment" : "serial")
              + " primary key, isbn varchar(40) unique, title varchar(80))");
      journal.created();
    }
    SCENARIOS.get(scenario).run(connection, journal);
  }

  /** A scenario; its connection has an empty table. */
  private interface Steps {
    void run(Connection connection, Journal journal) throws SQLException;
  }
}
