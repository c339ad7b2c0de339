package com.acme.drivers;

import com.acme.proxies.Proxied;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;

/**
 * {@code Library <way> <scenario>...} executes SQL on H2, whose connections come by one of these
 * ways: {@code direct} from the driver manager, {@code pool} from HikariCP, {@code source} from the
 * driver's own data source, {@code proxied} with generated proxies around. Each scenario has a
 * table of its own, prints a line, and is the same by each way.
 */
public final class Library {
  private static final Map<String, Steps> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("plain", Shelf::plain);
    SCENARIOS.put("prepared", Shelf::prepared);
    SCENARIOS.put("batches", Shelf::batches);
    SCENARIOS.put("keys", Shelf::keys);
    SCENARIOS.put("callable", Shelf::callable);
    SCENARIOS.put("results", Shelf::results);
    SCENARIOS.put("failing", Shelf::failing);
    SCENARIOS.put("fetch", Shelf::fetch);
    SCENARIOS.put("transactions", Shelf::transactions);
    SCENARIOS.put("unwrapped", Shelf::unwrapped);
    SCENARIOS.put("unwrapped-statement", Shelf::unwrappedStatement);
  }

  private Library() {}

  public static void main(String... arguments) throws Exception {
    String way = arguments[0];
    for (int i = 1; i < arguments.length; i++) {
      String scenario = arguments[i];
      System.out.println(scenario + ": " + run(way, "jdbc:h2:mem:" + scenario, scenario));
    }
  }

  private static String run(String way, String url, String scenario) throws Exception {
    if (scenario.equals("two-pools")) {
      return twoPools();
    }
    if (way.equals("pool")) {
      try (HikariDataSource pool = pool(url)) {
        if (scenario.equals("crowd")) {
          return Crowd.run(pool);
        }
        try (Connection connection = pool.getConnection()) {
          return run(connection, scenario);
        }
      }
    }
    try (Connection connection = connect(way, url)) {
      return run(connection, scenario);
    }
  }

  private static Connection connect(String way, String url) throws Exception {
    switch (way) {
      case "direct":
        return DriverManager.getConnection(url);
      case "proxied":
        return Proxied.of(DriverManager.getConnection(url));
      case "source":
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source.getConnection();
      default:
        throw new IllegalArgumentException(way);
    }
  }

  private static String run(Connection connection, String scenario) throws Exception {
    Shelf.create(connection);
    return SCENARIOS.get(scenario).run(connection);
  }

  /** 2 executions in each of two databases, whose connections are open at the same time. */
  private static String twoPools() throws Exception {
    try (HikariDataSource east = pool("jdbc:h2:mem:east");
        HikariDataSource west = pool("jdbc:h2:mem:west");
        Connection first = east.getConnection();
        Connection second = west.getConnection()) {
      Shelf.create(first);
      Shelf.create(second);
      return Shelf.count(second) + " and " + Shelf.count(first);
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  /** A scenario; its connection has an empty table. */
  private interface Steps {
    String run(Connection connection) throws Exception;
  }
}
