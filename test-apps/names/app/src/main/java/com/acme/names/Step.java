package com.acme.names;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a task does: waits until it may, writes to the log, asks the database. */
public final class Step implements Runnable, Callable<String> {
  static final String DATABASE = "jdbc:h2:mem:steps;DB_CLOSE_DELAY=-1";

  private static final Logger LOG = LoggerFactory.getLogger(Step.class);
  private static final int TIMEOUT_SECONDS = 20;

  private final String table;
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile String requestId;

  Step(String table) {
    this.table = table;
  }

  @Override
  public void run() {
    await(released);
    requestId = MDC.get("request_id");
    LOG.info("does {}", table);
    try (Connection connection = DriverManager.getConnection(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM " + table)) {
      rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    done.countDown();
  }

  @Override
  public String call() {
    run();
    return table;
  }

  void release() {
    released.countDown();
  }

  void awaitDone() {
    await(done);
  }

  /** What the log says of the request, or null; known when it is done. */
  String requestId() {
    return requestId;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
