package com.acme.pools;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import javax.sql.DataSource;

/** {@code Binding <pool>}: binds parameters of each kind, some of which are nobody's business. */
public final class Binding {
  private static final String INSERT =
      "INSERT INTO customers (id, email, password, card, note, photo, created, score, active,"
          + " city, balance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private Binding() {}

  public static void main(String[] arguments) throws Exception {
    DataSource pool = Pools.make(arguments[0]);
    try (Connection connection = pool.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE customers (id BIGINT PRIMARY KEY, email VARCHAR(99), password"
                + " VARCHAR(99), card VARCHAR(99), note VARCHAR(999), photo VARBINARY(99), created"
                + " TIMESTAMP, score DOUBLE PRECISION, active BOOLEAN, city VARCHAR(99), balance"
                + " DECIMAL(9, 2))");
      }
      insert(connection);
      stream(connection);
      batch(connection);
      try {
        insert(connection);
      } catch (SQLException e) {
        System.out.println("refused: " + e.getSQLState());
      }
    }
  }

  private static void insert(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setLong(1, 42);
      statement.setString(2, "ada@example.com");
      statement.setString(3, "hunter2-of-ada");
      statement.setString(4, "4111 1111 1111 1111");
      statement.setString(5, "paid with 4111111111111111");
      statement.setBytes(6, new byte[12]);
      statement.setTimestamp(7, Timestamp.valueOf("2026-11-22 10:00:00"));
      statement.setDouble(8, 1.5);
      statement.setBoolean(9, true);
      statement.setNull(10, Types.VARCHAR);
      statement.setBigDecimal(11, new BigDecimal("12.50"));
      statement.executeUpdate();
    }
  }

  private static void stream(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE customers SET photo = ? WHERE id = ?")) {
      statement.setBinaryStream(1, new ByteArrayInputStream(new byte[5]), 5);
      statement.setObject(2, 42);
      statement.executeUpdate();
    }
  }

  private static void batch(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE customers SET city = ? WHERE id = ?")) {
      for (int i = 0; i < 3; i++) {
        statement.setString(1, "city-" + i);
        statement.setInt(2, 42 + i);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
