package com.acme.plain.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Many executions, and several threads. */
final class Loads {
  private static final int THREADS = 8;

  private Loads() {}

  /** Executes and reads in one thread, closes in another. */
  static String twoThreads(Connection connection) throws Exception {
    Tally tally = new Tally();
    ResultSet result =
        start(
                "orders-reader",
                () -> {
                  Statement statement = connection.createStatement();
                  ResultSet rows =
                      statement.executeQuery(
                          "SELECT o.id, o.name FROM orders o WHERE o.state = 'open' /* rows=4 */");
                  tally.readSome(rows, 4);
                  return rows;
                })
            .get();
    return start(
            "orders-closer",
            () -> {
              try (Statement statement = result.getStatement()) {
                result.close();
                return tally + ", closed " + result.isClosed() + " " + statement.isClosed();
              }
            })
        .get();
  }

  static String many(Connection connection) throws SQLException {
    return executeOften(connection, 10_000).toString();
  }

  static String threads(Callable<Connection> connections)
      throws InterruptedException, ExecutionException {
    List<FutureTask<Tally>> tasks = new ArrayList<>();
    for (int i = 1; i <= THREADS; i++) {
      tasks.add(
          start(
              "orders-" + i,
              () -> {
                try (Connection connection = connections.call()) {
                  return executeOften(connection, 1_000);
                }
              }));
    }
    Tally total = new Tally();
    for (FutureTask<Tally> task : tasks) {
      total.add(task.get());
    }
    return total.toString();
  }

  private static Tally executeOften(Connection connection, int times) throws SQLException {
    Tally tally = new Tally();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT o.id, o.name FROM orders o WHERE o.id = ? /* rows=1 */")) {
      for (int i = 0; i < times; i++) {
        statement.setInt(1, i);
        tally.readAll(statement.executeQuery());
      }
    }
    return tally;
  }

  private static <T> FutureTask<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, name).start();
    return task;
  }
}
