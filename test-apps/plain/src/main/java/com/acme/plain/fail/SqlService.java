package com.acme.plain.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements that fail. */
final class SqlService {
  private static final String INSERT =
      "INSERT INTO customers (name) VALUES ('eve') /* fail=23505:5 */";
  private static final String DELETE = "DELETE FROM customers WHERE id = 7 /* fail=23503:9 */";

  private SqlService() {}

  static String handles(Connection connection) {
    try {
      inserts(connection);
      return "done";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static void inserts(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(INSERT);
    }
  }

  static void wraps(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(DELETE);
    } catch (SQLException e) {
      throw new IllegalStateException("not deleted: " + e.getMessage(), e);
    }
  }
}
