package com.acme.pools;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** {@code Repeating <pool>}: executes the same query again and again, for a reason each. */
public final class Repeating {
  private static final int OFTEN = 20;

  /** One less than is often enough to be told. */
  private static final int FEW = 9;

  private final DataSource pool;

  private Repeating(DataSource pool) {
    this.pool = pool;
  }

  public static void main(String[] arguments) throws Exception {
    // Kept open: the database ends with its last connection.
    try (Connection first = DriverManager.getConnection("jdbc:h2:mem:pools");
        Statement statement = first.createStatement()) {
      statement.execute(
          "CREATE TABLE orders(id INT PRIMARY KEY, name VARCHAR(20), at TIMESTAMP, price DECIMAL(9,2))");
      Repeating repeating = new Repeating(Pools.make(arguments[0]));
      repeating.each();
      repeating.same();
      repeating.literals();
      repeating.bound();
      repeating.kinds(false);
      repeating.kindsThatDiffer();
      repeating.few();
      repeating.updates();
      repeating.threads();
      repeating.many();
      repeating.interleaved();
      repeating.mixed();
      repeating.tasks();
    }
    System.out.println("done");
  }

  private static void find(Connection connection, String sql, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, id);
      read(statement);
    }
  }

  private static void read(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        throw new IllegalStateException("the table is empty");
      }
    }
  }

  void each() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      for (int i = 0; i < OFTEN; i++) {
        find(connection, "SELECT id AS each_id FROM orders WHERE id = ?", i);
      }
    }
  }

  void same() throws SQLException {
    for (int i = 0; i < OFTEN; i++) {
      try (Connection connection = pool.getConnection()) {
        find(connection, "SELECT id AS same_id FROM orders WHERE id = ?", 7);
      }
    }
  }

  void literals() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < OFTEN; i++) {
        statement.executeQuery("SELECT id AS literal_id FROM orders WHERE id = " + i).close();
      }
    }
  }

  /** What is bound once stays. */
  void bound() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT id AS bound_id FROM orders WHERE id = ?")) {
      statement.setInt(1, 7);
      for (int i = 0; i < OFTEN; i++) {
        read(statement);
      }
    }
  }

  void kinds(boolean differ) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id AS kinds_id FROM orders WHERE id IN (?, ?, ?, ?) AND name IN (?, ?, ?)"
                    + " AND at < ? AND price IN (?, ?, ?)")) {
      for (int i = 0; i < OFTEN; i++) {
        statement.setLong(1, 1);
        statement.setShort(2, (short) 2);
        statement.setByte(3, (byte) 3);
        statement.setBoolean(4, true);
        // Another object with the same content each time.
        statement.setString(5, new String("name"));
        statement.setObject(6, new String("other"));
        statement.setNull(7, Types.VARCHAR);
        statement.setTimestamp(8, new Timestamp(1_000_000));
        statement.setBigDecimal(9, new BigDecimal("1.50"));
        statement.setDouble(10, 2.5);
        statement.setFloat(11, differ ? i : 3.5f);
        read(statement);
      }
    }
  }

  void kindsThatDiffer() throws SQLException {
    kinds(true);
  }

  void few() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      for (int i = 0; i < FEW; i++) {
        find(connection, "SELECT id AS few_id FROM orders WHERE id = ?", i);
      }
    }
  }

  void updates() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("UPDATE orders SET name = NULL WHERE id = ?")) {
      for (int i = 0; i < OFTEN; i++) {
        statement.setInt(1, i);
        statement.executeUpdate();
      }
    }
  }

  /** Each of two threads executes it half as often, one after the other. */
  void threads() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      for (int half = 0; half < 2; half++) {
        int from = half * OFTEN / 2;
        threads
            .submit(
                () -> {
                  try (Connection connection = pool.getConnection()) {
                    for (int i = from; i < from + OFTEN / 2; i++) {
                      find(connection, "SELECT id AS thread_id FROM orders WHERE id = ?", i);
                    }
                  }
                  return null;
                })
            .get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** What is bound to one has nothing to do with the other. */
  void interleaved() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement fixed =
            connection.prepareStatement("SELECT id AS fixed_id FROM orders WHERE id = ?");
        PreparedStatement varying =
            connection.prepareStatement("SELECT id AS varying_id FROM orders WHERE id = ?");
        PreparedStatement update =
            connection.prepareStatement("UPDATE orders SET name = NULL WHERE id = ?")) {
      for (int i = 0; i < OFTEN; i++) {
        fixed.setInt(1, 7);
        varying.setInt(1, i);
        update.setInt(1, i);
        update.executeUpdate();
        read(fixed);
        read(varying);
      }
    }
  }

  /** A literal beside what is bound. */
  void mixed() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      for (int i = 0; i < OFTEN; i++) {
        find(
            connection,
            "SELECT id AS mixed_id FROM orders WHERE name <> '" + i + "' AND id = ?",
            7);
      }
    }
  }

  /** One each. */
  void tasks() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < OFTEN; i++) {
        int id = i;
        threads
            .submit(
                () -> {
                  try (Connection connection = pool.getConnection()) {
                    find(connection, "SELECT id AS task_id FROM orders WHERE id = ?", id);
                  }
                  return null;
                })
            .get();
      }
      // The latest is counted when its thread has done with it, which is after it is there.
      threads.submit(() -> {}).get();
    } finally {
      threads.shutdown();
    }
  }

  /** More than are told apart one by one. */
  void many() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      for (int i = 0; i < 50 * OFTEN; i++) {
        find(connection, "SELECT id AS many_id FROM orders WHERE id = ?", i);
      }
    }
  }
}
