package com.acme.plain.handover;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands work over in every way within a unit ({@link #unit}), then again outside of any: {@code
 * Handovers [<way> ...]}. What is done is a query of a table that is called after the way.
 */
public final class Handovers {
  private static Connection connection;

  private Handovers() {}

  public static void main(String[] args) throws Exception {
    connect();
    Outside.start();
    Map<String, Way> ways = new LinkedHashMap<>(new Ways().all());
    Warmup.awaitAgent(ways);
    Set<String> unclean = new TreeSet<>();
    for (Map.Entry<String, Way> each : ways.entrySet()) {
      unit(each.getKey(), each.getValue());
      outside(each.getKey(), each.getValue(), unclean);
    }
    System.out.println(ways.keySet());
    System.out.println("not clean afterwards: " + unclean);
    connection.close();
  }

  static void connect() throws Exception {
    Class.forName("com.acme.plain.counting.CountingDriver");
    connection = DriverManager.getConnection("jdbc:counting://db.acme.example:5432/orders");
  }

  /** Something that somebody asked for. */
  static void unit(String name, Way way) throws Exception {
    query(name + "_submit");
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    way.handOver(
        () -> {
          if (first.compareAndSet(true, false)) {
            task(name);
            done.countDown();
          }
        });
    await(done);
  }

  private static void outside(String name, Way way, Set<String> unclean) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    way.handOver(
        () -> {
          if (first.compareAndSet(true, false)) {
            if (!Seen.isClean() && !Ways.isJob(name)) {
              unclean.add(name);
            }
            query(name + "_outside");
            done.countDown();
          }
        });
    await(done);
  }

  static void task(String name) {
    query(name + "_task");
  }

  static void await(CountDownLatch done) throws InterruptedException {
    if (!done.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it was never run");
    }
  }

  static void query(String table) {
    synchronized (connection) {
      try (PreparedStatement select =
              connection.prepareStatement("SELECT id FROM " + table + " /* rows=1 */");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          rows.getLong(1);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
