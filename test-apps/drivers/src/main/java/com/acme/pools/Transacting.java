package com.acme.pools;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import javax.sql.DataSource;

/**
 * {@code Transacting <pool>}: transactions that are quick, that stand idle, that wait for each
 * other, and that are undone.
 */
public final class Transacting {
  /** For how long one stands idle, and for how long another one waits for a lock. */
  private static final long IDLE_MILLIS = 400;

  private final DataSource pool;

  private Transacting(DataSource pool) {
    this.pool = pool;
  }

  public static void main(String[] arguments) throws Exception {
    Transacting transacting = new Transacting(Pools.make(arguments[0], 3));
    transacting.create();
    transacting.single();
    transacting.quick();
    transacting.undone();
    transacting.idle();
    transacting.oneWaits();
    transacting.twoWait();
    transacting.refused();
  }

  private void create() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE stock (id INT PRIMARY KEY, reserved INT)");
      statement.execute("INSERT INTO stock VALUES (1, 0), (2, 0)");
    }
  }

  /** Each statement by itself. */
  void single() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      update(connection, 1);
    }
  }

  void quick() throws SQLException {
    try (Connection connection = begin()) {
      update(connection, 1);
      update(connection, 2);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  void undone() throws SQLException {
    try (Connection connection = begin()) {
      update(connection, 1);
      Savepoint here = connection.setSavepoint();
      update(connection, 2);
      connection.rollback(here);
      connection.releaseSavepoint(connection.setSavepoint());
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Asks a neighbour while it has a row locked. */
  void idle() throws Exception {
    try (Connection connection = begin()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      update(connection, 1);
      ask();
      update(connection, 2);
      connection.commit();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  /** A neighbour that takes its time. */
  void ask() throws InterruptedException {
    Thread.sleep(IDLE_MILLIS);
  }

  private void oneWaits() throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    Thread holder = new Thread(() -> run(() -> hold(locked)), "holder");
    holder.start();
    locked.await();
    await();
    holder.join();
  }

  void hold(CountDownLatch locked) throws Exception {
    try (Connection connection = begin()) {
      update(connection, 1);
      locked.countDown();
      Thread.sleep(IDLE_MILLIS);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  void await() throws SQLException {
    try (Connection connection = begin()) {
      update(connection, 1);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** Each has what the other one wants. */
  private void twoWait() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Thread one = new Thread(() -> run(() -> lock(both, 1, 2)), "one");
    Thread other = new Thread(() -> run(() -> lock(both, 2, 1)), "other");
    one.start();
    other.start();
    one.join();
    other.join();
  }

  void lock(CyclicBarrier both, int first, int second) throws Exception {
    try (Connection connection = begin()) {
      update(connection, first);
      both.await();
      try {
        update(connection, second);
        connection.commit();
      } catch (SQLException e) {
        System.out.println("given up: " + e.getSQLState());
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  void refused() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO stock VALUES (1, 7)");
    } catch (SQLException e) {
      System.out.println("refused: " + e.getSQLState());
    }
  }

  private Connection begin() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void update(Connection connection, int id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE stock SET reserved = reserved + 1 WHERE id = ?")) {
      statement.setInt(1, id);
      statement.executeUpdate();
    }
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Part of a thread's work. */
  private interface Step {
    void run() throws Exception;
  }
}
