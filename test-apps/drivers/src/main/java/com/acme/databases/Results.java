package com.acme.databases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is read in other ways than from the first row to the last, at once. */
final class Results {
  private static final int MANY = 1_000;
  private static final int PORTION = 50;

  private Results() {}

  private static void fillAtOnce(Connection connection, Journal journal, int rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + journal.table() + " (isbn) values (?)")) {
      for (int i = 0; i < rows; i++) {
        insert.setString(1, "hush-" + i);
        insert.addBatch();
      }
      Basics.batch(journal, "INSERT", insert.executeBatch());
    }
  }

  /** The server keeps what has not been read yet. */
  static void portions(Connection connection, Journal journal) throws SQLException {
    String select = "select id, isbn from " + journal.table();
    fillAtOnce(connection, journal, MANY);
    connection.setAutoCommit(false);
    try (PreparedStatement prepared = connection.prepareStatement(select + " where id > ?")) {
      prepared.setFetchSize(PORTION);
      prepared.setInt(1, 0);
      Basics.readAll(journal, prepared.executeQuery());
      try (ResultSet rows = prepared.executeQuery()) {
        for (int i = 0; i < 3 * PORTION; i++) {
          rows.next();
        }
      }
      journal.read(3 * PORTION);
    }
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(PORTION);
      Basics.readAll(journal, statement.executeQuery(select));
      statement.execute(select);
      Basics.readAll(journal, statement.getResultSet());
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      Basics.readAll(journal, statement.executeQuery(select));
    }
  }

  /** Closed early, or not at all but with what it belongs to. */
  static void unread(Connection connection, Journal journal) throws SQLException {
    String select = "select id, isbn from " + journal.table();
    Basics.fill(connection, journal, 5);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(select).close();
      journal.read(0);
      statement.executeQuery(select).next();
    }
    journal.read(1);
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery(select);
      rows.next();
      rows.next();
      // The next execution ends this one.
      Basics.readAll(journal.after(2), statement.executeQuery(select));
    }
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(3);
      statement.closeOnCompletion();
      Basics.readAll(journal, statement.executeQuery(select));
    }
    try (Statement outer = connection.createStatement();
        Statement inner = connection.createStatement();
        ResultSet rows = outer.executeQuery(select)) {
      int count = 0;
      while (rows.next()) {
        Basics.readAll(journal, inner.executeQuery(select + " where id < " + rows.getInt(1)));
        count++;
      }
      journal.read(count);
    }
  }

  /** Asked for what kind of result there is. */
  static void results(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    try (Statement statement = connection.createStatement()) {
      boolean hasRows = statement.execute("insert into " + table + " (isbn) values ('a'), ('b')");
      int count = statement.getUpdateCount();
      boolean more = statement.getMoreResults();
      System.out.println(hasRows + " " + count + " " + more + " " + statement.getUpdateCount());
      journal.executed("INSERT");
      hasRows = statement.execute("select isbn from " + table);
      System.out.println(hasRows + " " + statement.getUpdateCount());
      Basics.readAll(journal, statement.getResultSet());
      System.out.println(statement.getMoreResults() + " " + statement.getUpdateCount());
    }
  }

  /** Several statements in one text are one execution; its rows are those of its first result. */
  static void several(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    Basics.fill(connection, journal, 5);
    try (Statement statement = connection.createStatement()) {
      boolean hasRows =
          statement.execute(
              "select isbn from " + table + "; select id from " + table + " where id < 3");
      int first = count(statement.getResultSet());
      System.out.println(hasRows + " " + statement.getMoreResults());
      System.out.println(count(statement.getResultSet()) + " in the second");
      System.out.println(statement.getMoreResults() + " " + statement.getUpdateCount());
      journal.read(first);
    }
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  /** What a driver executes for itself. */
  static void beside(Connection connection, Journal journal) throws SQLException {
    System.out.println("valid: " + connection.isValid(5));
    connection.setReadOnly(true);
    connection.setReadOnly(false);
    connection.clearWarnings();
    Basics.fill(connection, journal, 1);
    System.out.println("valid: " + connection.isValid(5));
  }
}
