package com.acme.plain.counting;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Sums up what came back, in a way that shows whether all of it did. */
final class Tally {
  private int results;
  private int rows;
  private long sumOfIds;
  private int lettersOfNames;
  private long updates;

  /** Reads a result to its end and closes it. */
  void readAll(ResultSet result) throws SQLException {
    try (ResultSet closing = result) {
      results++;
      while (closing.next()) {
        addRow(closing);
      }
    }
  }

  /** Reads at most so many rows of a result, and leaves it as it is. */
  void readSome(ResultSet result, int most) throws SQLException {
    results++;
    for (int i = 0; i < most && result.next(); i++) {
      addRow(result);
    }
  }

  void addRow(ResultSet result) throws SQLException {
    rows++;
    sumOfIds += result.getInt(1);
    lettersOfNames += result.getString("name").length();
  }

  void addUpdates(long count) {
    updates += count;
  }

  void add(Tally other) {
    results += other.results;
    rows += other.rows;
    sumOfIds += other.sumOfIds;
    lettersOfNames += other.lettersOfNames;
    updates += other.updates;
  }

  @Override
  public String toString() {
    return results
        + " results, "
        + rows
        + " rows, ids "
        + sumOfIds
        + ", letters "
        + lettersOfNames
        + ", "
        + updates
        + " updates";
  }
}
