package com.acme.plain.counting;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the comments of a SQL text ask the driver to do: words such as {@code rows=3}, in any number
 * of comments with any number of words. Other words mean nothing. Immutable.
 *
 * <ul>
 *   <li>{@code rows=3}: a query with 3 rows
 *   <li>{@code updates=5}: 5 rows changed
 *   <li>{@code pause=50}: executing takes 50 ms
 *   <li>{@code fetch-pause=5}: each {@code next()} takes 5 ms
 *   <li>{@code fail=42P01:1234}: executing fails with this state and code
 *   <li>{@code fail-prepare=42601:7}: preparing fails
 *   <li>{@code fetch-fail=2}: {@code next()} fails when asked for row 2
 * </ul>
 */
final class Directives {
  static final Directives NONE = of("");

  private static final String REASON =
      "relation \"secret_table\" does not exist: value 'hush-4711'";

  private final boolean returnsRows;
  private final int rows;
  private final int updates;
  private final int pauseMillis;
  private final int fetchPauseMillis;
  private final int failingRow;
  private final String failure;
  private final String failureToPrepare;

  private Directives(Map<String, String> words) {
    returnsRows = words.containsKey("rows");
    rows = number(words, "rows");
    updates = number(words, "updates");
    pauseMillis = number(words, "pause");
    fetchPauseMillis = number(words, "fetch-pause");
    failingRow = number(words, "fetch-fail");
    failure = words.get("fail");
    failureToPrepare = words.get("fail-prepare");
  }

  static Directives of(String sql) {
    Map<String, String> words = new HashMap<>();
    int start = sql.indexOf("/*");
    while (start >= 0) {
      int end = sql.indexOf("*/", start + 2);
      if (end < 0) {
        break;
      }
      for (String word : sql.substring(start + 2, end).trim().split("\\s+")) {
        int separator = word.indexOf('=');
        if (separator > 0) {
          words.put(word.substring(0, separator), word.substring(separator + 1));
        }
      }
      start = sql.indexOf("/*", end + 2);
    }
    return new Directives(words);
  }

  private static int number(Map<String, String> words, String name) {
    return Integer.parseInt(words.getOrDefault(name, "0"));
  }

  boolean returnsRows() {
    return returnsRows;
  }

  int rows() {
    return rows;
  }

  int updates() {
    return updates;
  }

  void prepare() throws SQLException {
    failWith(failureToPrepare);
  }

  void execute() throws SQLException {
    pause(pauseMillis);
    failWith(failure);
  }

  void fetch(int row) throws SQLException {
    pause(fetchPauseMillis);
    if (row == failingRow) {
      throw new SQLException("row " + row + " cannot be read: value 'hush-4711'", "58030", 99);
    }
  }

  private static void failWith(String stateAndCode) throws SQLException {
    if (stateAndCode != null) {
      int separator = stateAndCode.indexOf(':');
      throw new SQLException(
          REASON,
          stateAndCode.substring(0, separator),
          Integer.parseInt(stateAndCode.substring(separator + 1)));
    }
  }

  /** Waits at least this long, unless interrupted. */
  private static void pause(long millis) {
    long until = System.nanoTime() + millis * 1000 * 1000;
    long left = millis * 1000 * 1000;
    while (left > 0) {
      try {
        Thread.sleep(left / 1000 / 1000, (int) (left % (1000 * 1000)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      left = until - System.nanoTime();
    }
  }
}
