package com.acme.plain.fail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/** A database that refuses. */
final class SqlWays {
  private static final String URL = "jdbc:counting://db.acme.example:5432/orders?user=app";

  private SqlWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("statement-handled", () -> with(SqlService::handles));
    ways.put(
        "statement-wrapped",
        () ->
            with(
                connection -> {
                  SqlService.wraps(connection);
                  return "done";
                }));
  }

  private static void with(Use use) throws Exception {
    Class.forName("com.acme.plain.counting.CountingDriver");
    try (Connection connection = DriverManager.getConnection(URL)) {
      System.out.println(use.of(connection));
    }
  }

  private interface Use {
    String of(Connection connection) throws Exception;
  }
}
