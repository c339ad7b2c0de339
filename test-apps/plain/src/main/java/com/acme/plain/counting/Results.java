package com.acme.plain.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** What becomes of results: fetched later, dropped, left open, read slowly; and unusual texts. */
final class Results {
  private static final int MEBIBYTE = 1024 * 1024;

  private Results() {}

  static String executeThenGetResultSet(Connection connection) throws SQLException {
    Tally tally = new Tally();
    try (Statement statement = connection.createStatement()) {
      boolean rows =
          statement.execute("SELECT c.id, c.name FROM customers c ORDER BY c.name /* rows=3 */");
      while (rows) {
        tally.readAll(statement.getResultSet());
        rows = statement.getMoreResults();
      }
      if (statement.getUpdateCount() != -1) {
        throw new AssertionError("more than the query asked for");
      }
      statement.execute("UPDATE customers SET city = 'Rome' WHERE city IS NULL /* updates=5 */");
      tally.addUpdates(statement.getUpdateCount());
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT l.id, l.name FROM order_lines l WHERE l.order_id = ? /* rows=2 */")) {
      statement.setInt(1, 17);
      if (statement.execute()) {
        tally.readAll(statement.getResultSet());
      }
    }
    return tally.toString();
  }

  /** Each execution closes the result of the one before. */
  static String reuse(Connection connection) throws SQLException {
    Tally tally = new Tally();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT o.id, o.name FROM orders o WHERE o.customer = ? /* rows=3 */")) {
      for (int i = 0; i < 5; i++) {
        statement.setInt(1, i);
        tally.readSome(statement.executeQuery(), 2);
      }
    }
    return tally.toString();
  }

  /** Closes neither result nor statement, and reads only half of it. */
  static String unclosed(Connection connection) throws SQLException {
    Tally tally = new Tally();
    Statement statement = connection.createStatement();
    tally.readSome(
        statement.executeQuery("SELECT o.id, o.name FROM orders o WHERE o.total > 9 /* rows=6 */"),
        3);
    return tally.toString();
  }

  static String nested(Connection connection) throws SQLException {
    Tally orders = new Tally();
    Tally inner = new Tally();
    try (Statement outer = connection.createStatement();
        PreparedStatement lines =
            connection.prepareStatement(
                "SELECT l.id, l.name FROM order_lines l WHERE l.order_id = ? /* rows=2 */");
        ResultSet order =
            outer.executeQuery("SELECT o.id, o.name FROM orders o ORDER BY o.id /* rows=3 */")) {
      while (order.next()) {
        orders.addRow(order);
        lines.setInt(1, order.getInt("id"));
        inner.readAll(lines.executeQuery());
        try (Statement customers = connection.createStatement()) {
          inner.readAll(
              customers.executeQuery(
                  "SELECT c.id, c.name FROM customers c WHERE c.id = 7 /* rows=1 */"));
        }
      }
    }
    return orders + ", in it " + inner;
  }

  static String slow(Connection connection) throws SQLException {
    Tally tally = new Tally();
    try (Statement statement = connection.createStatement()) {
      tally.readAll(
          statement.executeQuery(
              "SELECT o.id, o.name FROM orders o WHERE o.note LIKE '%late%' /* rows=2 pause=80"
                  + " */"));
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE orders SET state = ? WHERE state = 'open' /* updates=5 pause=80 */")) {
      statement.setString(1, "late");
      tally.addUpdates(statement.executeUpdate());
    }
    return tally.toString();
  }

  static String slowFetch(Connection connection) throws SQLException {
    Tally tally = new Tally();
    try (Statement statement = connection.createStatement()) {
      tally.readAll(
          statement.executeQuery(
              "SELECT l.id, l.name FROM order_lines l WHERE l.price > 10"
                  + " /* rows=20 fetch-pause=5 */"));
    }
    return tally.toString();
  }

  static String huge(Connection connection) throws SQLException {
    Tally tally = new Tally();
    String large =
        around("SELECT o.id, o.name FROM orders o WHERE o.note = 'dear ann", "' /* rows=1 */");
    String odd =
        "SELECT o.id,\r\n\to.name \u0007FROM orders o\0 WHERE o.note = 'a\u0001\u001b[31m\ud83d'"
            + " AND \udc00 = \"\u2028\" /* rows=1 */";
    try (Statement statement = connection.createStatement()) {
      tally.readAll(statement.executeQuery(large));
      tally.readAll(statement.executeQuery(odd));
    }
    for (String sql : Arrays.asList(large, odd)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        tally.readAll(statement.executeQuery());
      }
    }
    return tally + " of texts of " + large.length() + " and " + odd.length();
  }

  /** A text of one MiB that begins and ends so, with words between. */
  private static String around(String begin, String end) {
    StringBuilder text = new StringBuilder(begin);
    while (text.length() < MEBIBYTE - end.length()) {
      text.append(" and all the others");
    }
    text.setLength(MEBIBYTE - end.length());
    return text.append(end).toString();
  }
}
