package com.acme.plain.counting;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.StringJoiner;

/** Whatever can fail, fails; its states and codes must arrive. */
final class Failing {
  private Failing() {}

  static String run(Connection connection) {
    StringJoiner failures = new StringJoiner(", ");
    failures.add("execute " + failureOf(() -> execute(connection)));
    failures.add("prepared " + failureOf(() -> executePrepared(connection)));
    failures.add("prepare " + failureOf(() -> prepare(connection)));
    failures.add("fetch " + failureOf(() -> fetch(connection)));
    failures.add("batch " + failureOf(() -> executeBatch(connection)));
    failures.add("prepared batch " + failureOf(() -> executePreparedBatch(connection)));
    return failures.toString();
  }

  private static void execute(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(
          "SELECT o.id, o.name FROM orders o WHERE o.customer = 'eve' /* fail=42P01:1234 */");
    }
  }

  private static void executePrepared(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO customers (name, card) VALUES (?, ?) /* fail=23505:5 */")) {
      statement.setString(1, "eve");
      statement.setString(2, "4111 1111 1111 1111");
      statement.executeUpdate();
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELEKT id FROM orders WHERE id = ? /* fail-prepare=42601:7 */")) {
      statement.executeQuery();
    }
  }

  private static void fetch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT l.id, l.name FROM order_lines l WHERE l.article = 'pen'"
                    + " /* rows=3 fetch-fail=2 */")) {
      new Tally().readSome(result, 3);
    }
  }

  private static void executeBatch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("UPDATE orders SET total = 0 WHERE id = 1 /* updates=4 */");
      statement.addBatch("UPDATE orders SET total = 0 WHERE id = 2 /* fail=40001:60 */");
      statement.addBatch("UPDATE orders SET total = 0 WHERE id = 3 /* updates=6 */");
      statement.executeBatch();
    }
  }

  private static void executePreparedBatch(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM customers WHERE name = ? /* fail=23503:9 */")) {
      for (String name : Arrays.asList("ann", "bob")) {
        statement.setString(1, name);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String failureOf(Step step) {
    try {
      step.run();
      return "went well";
    } catch (BatchUpdateException e) {
      return describe(e) + " after " + Arrays.toString(e.getUpdateCounts());
    } catch (SQLException e) {
      return describe(e);
    }
  }

  private static String describe(SQLException e) {
    return e.getClass().getSimpleName() + " " + e.getSQLState() + ":" + e.getErrorCode();
  }

  /** Something that is expected to fail. */
  private interface Step {
    void run() throws SQLException;
  }
}
