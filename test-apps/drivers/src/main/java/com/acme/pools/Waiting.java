package com.acme.pools;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * {@code Waiting <pool>}: one thread holds the only connection while another one waits for it, once
 * until it comes and once until it is refused.
 */
public final class Waiting {
  /** For how long the other one waits at least before it gets the connection. */
  private static final long HELD_MILLIS = 150;

  private final DataSource pool;

  private Waiting(DataSource pool) {
    this.pool = pool;
  }

  public static void main(String[] arguments) throws Exception {
    Waiting waiting = new Waiting(Pools.make(arguments[0]));
    waiting.free();
    waiting.withHolder(true);
    waiting.withHolder(false);
    waiting.free();
  }

  /** Nobody has it. */
  void free() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      System.out.println("free: " + use(connection));
    }
  }

  private static boolean use(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet first = statement.executeQuery("SELECT 1")) {
      if (!first.next()) {
        return false;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet second = statement.executeQuery("SELECT 1, 2")) {
      return second.next();
    }
  }

  private void withHolder(boolean comes) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    Thread holder = new Thread(() -> hold(held, enough), "holder");
    holder.start();
    held.await();
    if (comes) {
      Thread waiter = Thread.currentThread();
      Thread releaser = new Thread(() -> release(waiter, enough), "releaser");
      releaser.start();
      waitUntilItComes();
      releaser.join();
    } else {
      waitUntilRefused();
      enough.countDown();
    }
    holder.join();
  }

  void hold(CountDownLatch held, CountDownLatch enough) {
    try (Connection connection = pool.getConnection()) {
      held.countDown();
      enough.await();
      System.out.println("held: " + !connection.isClosed());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the holder go once the other one has begun to wait and has done so for a while. */
  private static void release(Thread waiter, CountDownLatch enough) {
    while (waiter.getState() == Thread.State.RUNNABLE) {
      Thread.yield();
    }
    try {
      Thread.sleep(HELD_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    enough.countDown();
  }

  void waitUntilItComes() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      System.out.println("came: " + use(connection));
    }
  }

  void waitUntilRefused() {
    try (Connection connection = pool.getConnection()) {
      System.out.println("not refused: " + connection);
    } catch (SQLException e) {
      System.out.println("refused");
    }
  }
}
