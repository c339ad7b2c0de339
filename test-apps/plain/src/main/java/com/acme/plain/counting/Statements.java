package com.acme.plain.counting;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Executes SQL in all the ways JDBC has. The arguments name scenarios, none means all; each prints
 * a line, and at the end comes how often each method of the driver was called.
 */
public final class Statements {
  static final String URL = "jdbc:counting://db.acme.example:5432/orders";
  static final String USER = "clerk";
  static final String PASSWORD = "hush-0815";

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("plain", connected(Queries::plain));
    SCENARIOS.put("prepared", connected(Queries::prepared));
    SCENARIOS.put("callable", connected(Queries::callable));
    SCENARIOS.put("batch", connected(Queries::batch));
    SCENARIOS.put("execute-then-getResultSet", connected(Results::executeThenGetResultSet));
    SCENARIOS.put("reuse", connected(Results::reuse));
    SCENARIOS.put("unclosed", connected(Results::unclosed));
    SCENARIOS.put("nested", connected(Results::nested));
    SCENARIOS.put("pooled", Statements::pooled);
    SCENARIOS.put("faceless", Statements::faceless);
    SCENARIOS.put("failing", connected(Failing::run));
    SCENARIOS.put("slow", connected(Results::slow));
    SCENARIOS.put("slow-fetch", connected(Results::slowFetch));
    SCENARIOS.put("two-threads", connected(Loads::twoThreads));
    SCENARIOS.put("many", connected(Loads::many));
    SCENARIOS.put("threads", () -> Loads.threads(Statements::connect));
    SCENARIOS.put("huge", connected(Results::huge));
  }

  private Statements() {}

  public static void main(String... names) throws Exception {
    Class.forName("com.acme.plain.counting.CountingDriver");
    Collection<String> chosen = names.length == 0 ? SCENARIOS.keySet() : Arrays.asList(names);
    for (String name : chosen) {
      Scenario scenario = SCENARIOS.get(name);
      if (scenario == null) {
        throw new IllegalArgumentException("no scenario " + name + ", only " + SCENARIOS.keySet());
      }
      System.out.println(name + ": " + scenario.run());
    }
    Calls.print(System.out);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(URL + "?user=" + USER + "&password=" + PASSWORD);
  }

  private static Scenario connected(Steps steps) {
    return () -> {
      try (Connection connection = connect()) {
        return steps.run(connection);
      }
    };
  }

  private static String pooled() throws Exception {
    try (CountingPool pool = new CountingPool(URL, USER, PASSWORD)) {
      String prepared;
      try (Connection connection = pool.getConnection()) {
        prepared = Queries.prepared(connection);
      }
      try (Connection connection = pool.getConnection()) {
        return prepared + ", then " + Queries.plain(connection);
      }
    }
  }

  private static String faceless() throws Exception {
    try (Connection connection = FacelessConnection.open()) {
      return Queries.prepared(connection) + ", then " + Queries.plain(connection);
    }
  }

  /** What an argument of the program names. */
  private interface Scenario {
    String run() throws Exception;
  }

  /** A scenario that needs one connection. */
  private interface Steps {
    String run(Connection connection) throws Exception;
  }
}
