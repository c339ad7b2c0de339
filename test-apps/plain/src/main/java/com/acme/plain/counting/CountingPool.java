package com.acme.plain.counting;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A pool of connections that grows as needed and hands out the one given back last. What it lends
 * are wrappers, which count nothing; what these do not support counts as if it had been passed on.
 * Thread-safe.
 */
public final class CountingPool implements DataSource, AutoCloseable {
  private final String url;
  private final String user;
  private final String password;
  // Guarded by this.
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  public CountingPool(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return new PooledConnection(this, borrow());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("one user for all");
  }

  /** Closes the connections that are not lent; the others are closed when given back. */
  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    while (!idle.isEmpty()) {
      idle.pop().close();
    }
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("no log");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("no login");
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no log");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Identity.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  synchronized void giveBack(Connection connection) throws SQLException {
    if (closed) {
      connection.close();
    } else {
      idle.push(connection);
    }
  }

  private Connection borrow() throws SQLException {
    synchronized (this) {
      if (closed) {
        throw new SQLException("the pool is closed", "08003");
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return DriverManager.getConnection(url, user, password);
  }
}
