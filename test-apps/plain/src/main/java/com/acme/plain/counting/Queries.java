package com.acme.plain.counting;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;

/** Each way to execute, once. */
final class Queries {
  private static final int FORWARD = ResultSet.TYPE_FORWARD_ONLY;
  private static final int READ_ONLY = ResultSet.CONCUR_READ_ONLY;
  private static final int KEYS = Statement.RETURN_GENERATED_KEYS;

  private Queries() {}

  static String plain(Connection connection) throws SQLException {
    Tally tally = new Tally();
    String query = "SELECT o.id, o.name FROM orders o WHERE o.customer = 'ann' /* rows=3 */";
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(30);
      statement.setFetchSize(100);
      tally.readAll(statement.executeQuery(query));
    }
    String raise = "UPDATE order_lines SET price = price * 1.1 WHERE order_id = 17 /* updates=5 */";
    String insert = "INSERT INTO orders (customer, total) VALUES ('bob', 99.50) /* updates=1 */";
    try (Statement statement = connection.createStatement(FORWARD, READ_ONLY)) {
      tally.addUpdates(statement.executeUpdate(raise));
      tally.addUpdates(statement.executeUpdate(insert, KEYS));
      tally.readAll(statement.getGeneratedKeys());
      tally.addUpdates(statement.executeUpdate(insert, new int[] {1}));
      tally.addUpdates(statement.executeUpdate(insert, new String[] {"id"}));
      tally.addUpdates(statement.executeLargeUpdate(raise));
      tally.addUpdates(statement.executeLargeUpdate(insert, KEYS));
      tally.addUpdates(statement.executeLargeUpdate(insert, new int[] {1}));
      tally.addUpdates(statement.executeLargeUpdate(insert, new String[] {"id"}));
    }
    String delete = "DELETE FROM customers WHERE email LIKE '%@example.com' /* updates=2 */";
    try (Statement statement =
        connection.createStatement(FORWARD, READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
      if (statement.execute(query)) {
        tally.readAll(statement.getResultSet());
      }
      statement.execute(delete, Statement.NO_GENERATED_KEYS);
      tally.addUpdates(statement.getUpdateCount());
      statement.execute(insert, new int[] {1});
      tally.addUpdates(statement.getUpdateCount());
      statement.execute(insert, new String[] {"id"});
      tally.addUpdates(statement.getLargeUpdateCount());
    }
    return tally.toString();
  }

  static String prepared(Connection connection) throws SQLException {
    Tally tally = new Tally();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT o.id, o.name FROM orders o WHERE o.customer = ? AND o.total > ?"
                + " AND o.state = 'open' /* rows=4 */")) {
      statement.setString(1, "ann");
      statement.setLong(2, 100);
      tally.readAll(statement.executeQuery());
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT c.id, c.name FROM customers c WHERE c.since < ? AND c.vip = ?",
            FORWARD,
            READ_ONLY,
            ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
      statement.setDate(1, Date.valueOf("2020-02-29"));
      statement.setBoolean(2, true);
      tally.readAll(statement.executeQuery());
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO orders (customer, total, note, placed) VALUES (?, ?, ?, ?)"
                + " /* updates=1 */",
            KEYS)) {
      statement.setInt(1, 4711);
      statement.setBigDecimal(2, new BigDecimal("12.50"));
      statement.setNull(3, Types.VARCHAR);
      statement.setTimestamp(4, Timestamp.valueOf("2024-05-06 07:08:09"));
      tally.addUpdates(statement.executeUpdate());
      tally.readAll(statement.getGeneratedKeys());
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE order_lines SET price = ? WHERE order_id = ? /* updates=2 */", new int[] {1})) {
      statement.setDouble(1, 9.75);
      statement.setObject(2, 17);
      tally.addUpdates(statement.executeUpdate());
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT l.id, l.name FROM order_lines l WHERE l.order_id IN (?, ?) /* rows=2 */",
            FORWARD,
            READ_ONLY)) {
      statement.setInt(1, 17);
      statement.setInt(2, 18);
      if (statement.execute()) {
        tally.readAll(statement.getResultSet());
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM customers WHERE name = ? /* updates=7 */", new String[] {"id"})) {
      statement.setString(1, "o'hara");
      tally.addUpdates(statement.executeLargeUpdate());
    }
    return tally.toString();
  }

  static String callable(Connection connection) throws SQLException {
    Tally tally = new Tally();
    try (CallableStatement call =
        connection.prepareCall("{call close_orders(?, ?)} /* updates=6 */")) {
      call.setString(1, "ann");
      call.registerOutParameter(2, Types.INTEGER);
      call.execute();
      tally.addUpdates(call.getInt(2));
    }
    try (CallableStatement call =
        connection.prepareCall("{call orders_of(?, 'open')} /* rows=3 */", FORWARD, READ_ONLY)) {
      call.setString("customer", "bob");
      tally.readAll(call.executeQuery());
    }
    try (CallableStatement call =
        connection.prepareCall(
            "{call lines_of(?)} /* rows=2 */",
            FORWARD,
            READ_ONLY,
            ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
      call.setInt(1, 17);
      if (call.execute()) {
        tally.readAll(call.getResultSet());
      }
    }
    return tally.toString();
  }

  static String batch(Connection connection) throws SQLException {
    Tally tally = new Tally();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO customers (name) VALUES ('ann') /* updates=1 */");
      statement.addBatch("UPDATE orders SET state = 'paid' WHERE id < 9 /* updates=5 */");
      statement.addBatch("DELETE FROM order_lines WHERE quantity = 0");
      for (int count : statement.executeBatch()) {
        tally.addUpdates(count);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO order_lines (order_id, article) VALUES (?, ?) /* updates=1 */")) {
      for (int i = 0; i < 1000; i++) {
        statement.setInt(1, i);
        statement.setString(2, "article " + i);
        statement.addBatch();
      }
      for (int count : statement.executeBatch()) {
        tally.addUpdates(count);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE customers SET discount = ? WHERE id = ? /* updates=3 */")) {
      for (int i = 0; i < 10; i++) {
        statement.setDouble(1, i / 100.0);
        statement.setLong(2, i);
        statement.addBatch();
      }
      for (long count : statement.executeLargeBatch()) {
        tally.addUpdates(count);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
    return tally.toString();
  }
}
