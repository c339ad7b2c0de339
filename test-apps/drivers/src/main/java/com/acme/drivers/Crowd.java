package com.acme.drivers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Eight threads that share the connections of a pool, half as many: 2,000 executions. */
final class Crowd {
  private static final int THREADS = 8;
  private static final int CALLS = 250;

  private Crowd() {}

  static String run(DataSource pool) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> sums = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        sums.add(threads.submit(() -> read(pool)));
      }
      int sum = 0;
      for (Future<Integer> each : sums) {
        sum += each.get();
      }
      return "sum " + sum;
    } finally {
      threads.shutdown();
    }
  }

  private static int read(DataSource pool) throws SQLException {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      try (Connection connection = pool.getConnection();
          PreparedStatement select =
              connection.prepareStatement("SELECT x FROM SYSTEM_RANGE(1, 3) WHERE x >= ?")) {
        select.setInt(1, i % 3);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            sum += rows.getInt(1);
          }
        }
      }
    }
    return sum;
  }
}
