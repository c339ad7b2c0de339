package com.acme.databases;

/** Prints what has been executed, a line each. Used by one thread. */
final class Journal {
  private final String table;

  /**
   * @param table what all executions are about
   */
  Journal(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }

  void created() {
    System.out.println("CREATE " + table);
  }

  void dropped() {
    System.out.println("DROP " + table);
  }

  /** The same, after the line of a result of which so many rows have been read. */
  Journal after(long rows) {
    read(rows);
    return this;
  }

  void read(long rows) {
    System.out.println("SELECT " + table + " rows=" + rows);
  }

  /** A change by a call that returns how many rows it has changed. */
  void changed(String operation, long rows) {
    System.out.println(operation + " " + table + " affected=" + rows);
  }

  /** A change by a call that does not return that. */
  void executed(String operation) {
    System.out.println(operation + " " + table);
  }

  /** A batch; counts that the driver does not know are below 0. */
  void batch(String operation, long... counts) {
    long sum = 0;
    boolean known = false;
    for (long count : counts) {
      if (count >= 0) {
        known = true;
        sum += count;
      }
    }
    System.out.println(
        operation + " " + table + " batch=" + counts.length + (known ? " affected=" + sum : ""));
  }

  void failed(String operation, java.sql.SQLException e) {
    System.out.println(operation + " " + table + " failed=" + e.getSQLState());
  }

  void failedBatch(String operation, int size, java.sql.SQLException e) {
    System.out.println(operation + " " + table + " batch=" + size + " failed=" + e.getSQLState());
  }
}
