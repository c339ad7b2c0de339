package com.acme.databases;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** What every application does. */
final class Basics {
  private Basics() {}

  static void plain(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < 3; i++) {
        journal.changed(
            "INSERT",
            statement.executeUpdate("insert into " + table + " (isbn) values ('hush-" + i + "')"));
      }
      journal.changed("UPDATE", statement.executeUpdate("update " + table + " set title = 'hush'"));
      readAll(journal, statement.executeQuery("select * from " + table));
      statement.execute("delete from " + table + " where isbn = 'hush-0'");
      journal.executed("DELETE");
      journal.changed(
          "DELETE", statement.executeUpdate("delete from " + table + " where isbn = 'other'"));
    }
  }

  static void readAll(Journal journal, ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    rows.close();
    journal.read(count);
  }

  static void prepared(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    fill(connection, journal, 10);
    // Drivers go another way once a statement has been executed some times.
    try (PreparedStatement select =
        connection.prepareStatement("select title from " + table + " where isbn <= ?")) {
      for (int i = 0; i < 10; i++) {
        select.setString(1, "hush-" + i);
        readAll(journal, select.executeQuery());
      }
      select.setString(1, "hush-3");
      select.execute();
      readAll(journal, select.getResultSet());
    }
    try (PreparedStatement update =
        connection.prepareStatement("update " + table + " set title = ? where isbn > ?")) {
      update.setString(1, "hush title");
      update.setString(2, "hush-4");
      journal.changed("UPDATE", update.executeUpdate());
      update.execute();
      journal.executed("UPDATE");
    }
  }

  static void fill(Connection connection, Journal journal, int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into " + journal.table() + " (isbn, title) values (?, ?)")) {
      for (int i = 0; i < rows; i++) {
        insert.setString(1, "hush-" + i);
        insert.setString(2, null);
        journal.changed("INSERT", insert.executeUpdate());
      }
    }
  }

  static void large(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    try (Statement statement = connection.createStatement()) {
      journal.changed(
          "INSERT",
          statement.executeLargeUpdate("insert into " + table + " (isbn) values ('a'), ('b')"));
      statement.addBatch("insert into " + table + " (isbn) values ('c')");
      statement.addBatch("update " + table + " set title = 'hush'");
      journal.batch("INSERT", statement.executeLargeBatch());
    }
    try (PreparedStatement update =
        connection.prepareStatement("update " + table + " set title = ?")) {
      update.setString(1, "hush again");
      journal.changed("UPDATE", update.executeLargeUpdate());
      update.setString(1, "hush once");
      update.addBatch();
      update.setString(1, "hush twice");
      update.addBatch();
      journal.batch("UPDATE", update.executeLargeBatch());
    }
  }

  static void keys(Connection connection, Journal journal) throws SQLException {
    String insert = "insert into " + journal.table() + " (isbn) values ";
    try (PreparedStatement prepared =
        connection.prepareStatement(insert + "(?), (?)", Statement.RETURN_GENERATED_KEYS)) {
      prepared.setString(1, "hush-1");
      prepared.setString(2, "hush-2");
      journal.changed("INSERT", prepared.executeUpdate());
      printKeys(prepared.getGeneratedKeys());
    }
    try (Statement statement = connection.createStatement()) {
      journal.changed(
          "INSERT",
          statement.executeUpdate(insert + "('hush-3')", Statement.RETURN_GENERATED_KEYS));
      printKeys(statement.getGeneratedKeys());
      journal.changed(
          "INSERT", statement.executeUpdate(insert + "('hush-4')", new String[] {"id"}));
      printKeys(statement.getGeneratedKeys());
    }
    try (PreparedStatement prepared =
        connection.prepareStatement(insert + "(?)", Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 5; i < 8; i++) {
        prepared.setString(1, "hush-" + i);
        prepared.addBatch();
      }
      batch(journal, "INSERT", prepared.executeBatch());
      printKeys(prepared.getGeneratedKeys());
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(insert + "('hush-8') returning id, isbn")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      System.out.println("INSERT " + journal.table() + " rows=" + count);
    }
  }

  private static void printKeys(ResultSet keys) throws SQLException {
    StringBuilder text = new StringBuilder("keys:");
    while (keys.next()) {
      text.append(' ').append(keys.getInt(1));
    }
    keys.close();
    System.out.println(text);
  }

  static void batches(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < 3; i++) {
        statement.addBatch("insert into " + table + " (isbn) values ('hush-" + i + "')");
      }
      batch(journal, "INSERT", statement.executeBatch());
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + table + " (isbn, title) values (?, ?)")) {
      for (int size : new int[] {2, 7, 100, 1_000}) {
        for (int i = 0; i < size; i++) {
          insert.setString(1, size + "-hush-" + i);
          insert.setString(2, i % 2 == 0 ? "hush" : null);
          insert.addBatch();
        }
        batch(journal, "INSERT", insert.executeBatch());
      }
      insert.setString(1, "cleared");
      insert.addBatch();
      insert.clearBatch();
      for (int i = 0; i < 4; i++) {
        insert.setString(1, "after-" + i);
        insert.addBatch();
      }
      batch(journal, "INSERT", insert.executeBatch());
    }
    try (PreparedStatement update =
        connection.prepareStatement("update " + table + " set title = ? where isbn = ?")) {
      for (int i = 0; i < 5; i++) {
        update.setString(1, "hush");
        update.setString(2, "hush-" + i);
        update.addBatch();
      }
      batch(journal, "UPDATE", update.executeBatch());
    }
  }

  static void batch(Journal journal, String operation, int... counts) {
    long[] all = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      all[i] = counts[i];
    }
    journal.batch(operation, all);
  }

  static void transactions(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement()) {
      journal.changed(
          "INSERT", statement.executeUpdate("insert into " + table + " (isbn) values ('hush-1')"));
      connection.rollback();
      journal.changed(
          "INSERT", statement.executeUpdate("insert into " + table + " (isbn) values ('hush-2')"));
      Savepoint saved = connection.setSavepoint("here");
      journal.changed(
          "INSERT", statement.executeUpdate("insert into " + table + " (isbn) values ('hush-3')"));
      connection.rollback(saved);
      connection.releaseSavepoint(connection.setSavepoint());
      connection.commit();
      readAll(journal, statement.executeQuery("select * from " + table));
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static void failing(Connection connection, Journal journal) throws SQLException {
    String table = journal.table();
    String insert = "insert into " + table + " (isbn) values ";
    try (Statement statement = connection.createStatement()) {
      journal.changed("INSERT", statement.executeUpdate(insert + "('hush-4711')"));
      try {
        statement.executeUpdate(insert + "('hush-4711')");
      } catch (SQLException e) {
        journal.failed("INSERT", e);
      }
      try {
        statement.executeQuery("select isbn from " + table + " wher isbn = 'hush-4711'");
      } catch (SQLException e) {
        journal.failed("SELECT", e);
      }
      statement.addBatch(insert + "('hush-1')");
      statement.addBatch(insert + "('hush-4711')");
      try {
        statement.executeBatch();
      } catch (BatchUpdateException e) {
        journal.failedBatch("INSERT", 2, e);
      }
    }
    try (PreparedStatement prepared = connection.prepareStatement(insert + "(?)")) {
      prepared.setString(1, "hush-4711");
      try {
        prepared.executeUpdate();
      } catch (SQLException e) {
        journal.failed("INSERT", e);
      }
      for (int i = 4709; i < 4713; i++) {
        prepared.setString(1, "hush-" + i);
        prepared.addBatch();
      }
      try {
        prepared.executeBatch();
      } catch (BatchUpdateException e) {
        journal.failedBatch("INSERT", 4, e);
      }
    }
    try (PreparedStatement nothing =
        connection.prepareStatement("select isbn from " + table + " where nothing = 'hush-4711'")) {
      nothing.executeQuery();
    } catch (SQLException e) {
      journal.failed("SELECT", e);
    }
  }
}
