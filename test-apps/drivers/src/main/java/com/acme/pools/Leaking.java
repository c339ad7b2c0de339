package com.acme.pools;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * {@code Leaking <pool> [lose]}: keeps the only connection for longer than whoever has borrowed it
 * lasts, twice, and loses it at last if it is to.
 */
public final class Leaking {
  private final DataSource pool;
  private Connection kept;

  private Leaking(DataSource pool) {
    this.pool = pool;
  }

  public static void main(String[] arguments) throws Exception {
    Leaking leaking = new Leaking(Pools.make(arguments[0]));
    leaking.free();
    leaking.borrowFirst();
    leaking.giveBack();
    leaking.borrowSecond();
    leaking.giveBack();
    leaking.free();
    if (arguments.length > 1) {
      WeakReference<Connection> lost = new WeakReference<>(leaking.lose());
      while (lost.get() != null) {
        System.gc();
      }
      leaking.awaitRefusal();
    }
    System.out.println("done");
  }

  /** Gives back what it has borrowed. */
  void free() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      System.out.println("free: " + !connection.isClosed());
    }
  }

  void borrowFirst() throws SQLException {
    kept = pool.getConnection();
  }

  void borrowSecond() throws SQLException {
    kept = pool.getConnection();
  }

  Connection lose() throws SQLException {
    return pool.getConnection();
  }

  private void giveBack() throws SQLException {
    awaitRefusal();
    kept.close();
    kept = null;
  }

  /** Asks for another one, in vain, for as long as the pool makes it wait: a second. */
  private void awaitRefusal() {
    try (Connection connection = pool.getConnection()) {
      System.out.println("not refused: " + connection);
    } catch (SQLException e) {
      System.out.println("refused");
    }
  }
}
