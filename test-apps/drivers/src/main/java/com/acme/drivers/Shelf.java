package com.acme.drivers;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** Executes SQL on one connection, in the ways that JDBC has; each says what came of it. */
final class Shelf {
  private static final int BATCH = 100;
  private static final int MANY = 20_000;

  private Shelf() {}

  /** 1 execution. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE books (id INT AUTO_INCREMENT PRIMARY KEY, isbn VARCHAR(40) UNIQUE,"
              + " title VARCHAR(80))");
    }
  }

  /** 6 executions. */
  static String plain(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int changed = 0;
      for (int i = 0; i < 4; i++) {
        changed +=
            statement.executeUpdate(
                "INSERT INTO books (isbn, title) VALUES ('hush-" + i + "', 'hush title')");
      }
      changed += statement.executeUpdate("UPDATE books SET title = 'hush' WHERE isbn > 'hush-1'");
      return changed + " changed, " + count(connection);
    }
  }

  /** 1 execution. */
  static String count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM books")) {
      rows.next();
      return rows.getInt(1) + " books";
    }
  }

  /** 10 executions of 2 statements. */
  static String prepared(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO books (isbn, title) VALUES (?, ?)")) {
      for (int i = 0; i < 5; i++) {
        insert.setString(1, "hush-" + i);
        insert.setString(2, "title " + i);
        insert.executeUpdate();
      }
    }
    StringBuilder titles = new StringBuilder();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT title FROM books WHERE isbn = ?")) {
      for (int i = 0; i < 5; i++) {
        select.setString(1, "hush-" + i);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            titles.append(rows.getString(1)).append(", ");
          }
        }
      }
    }
    return titles.toString();
  }

  /** 3 executions. */
  static String batches(Connection connection) throws SQLException {
    int changed = 0;
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < 3; i++) {
        statement.addBatch("INSERT INTO books (isbn) VALUES ('hush-" + i + "')");
      }
      for (int count : statement.executeBatch()) {
        changed += count;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO books (isbn) VALUES (?)")) {
      for (int i = 0; i < BATCH; i++) {
        insert.setString(1, "hush-more-" + i);
        insert.addBatch();
      }
      for (int count : insert.executeBatch()) {
        changed += count;
      }
    }
    return changed + " changed, " + count(connection);
  }

  /** 2 executions. */
  static String keys(Connection connection) throws SQLException {
    StringBuilder keys = new StringBuilder("keys");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO books (isbn) VALUES (?), (?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, "hush-1");
      insert.setString(2, "hush-2");
      insert.executeUpdate();
      append(keys, insert.getGeneratedKeys());
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO books (isbn) VALUES ('hush-3')", new String[] {"ID", "ISBN"});
      append(keys, statement.getGeneratedKeys());
    }
    return keys.toString();
  }

  private static void append(StringBuilder text, ResultSet rows) throws SQLException {
    try (ResultSet keys = rows) {
      while (keys.next()) {
        text.append(' ').append(keys.getInt(1));
      }
    }
  }

  /** 2 executions. */
  static String callable(Connection connection) throws SQLException {
    String text;
    try (CallableStatement call = connection.prepareCall("CALL UPPER(?)")) {
      call.setString(1, "hush");
      try (ResultSet rows = call.executeQuery()) {
        rows.next();
        text = rows.getString(1).length() + " characters";
      }
    }
    try (CallableStatement call = connection.prepareCall("CALL 7 * 6")) {
      return text + ", results: " + call.execute();
    }
  }

  /** 3 executions. */
  static String results(Connection connection) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      text.append(statement.execute("SELECT x FROM SYSTEM_RANGE(1, 7)"));
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          text.append(' ').append(rows.getInt(1));
        }
      }
      text.append(' ').append(statement.getMoreResults());
      text.append(' ').append(statement.getUpdateCount());
      text.append(' ').append(statement.execute("INSERT INTO books (isbn) VALUES ('hush-1')"));
      text.append(' ').append(statement.getUpdateCount());
      text.append(' ').append(statement.getMoreResults());
      text.append(' ').append(statement.getUpdateCount());
    }
    try (PreparedStatement statement = connection.prepareStatement("SELECT isbn FROM books")) {
      text.append(' ').append(statement.execute());
      try (ResultSet rows = statement.getResultSet()) {
        text.append(' ').append(rows.next()).append(' ').append(rows.next());
      }
    }
    return text.toString();
  }

  /** 1 execution that succeeds, 4 that do not: one of them is not even prepared. */
  static String failing(Connection connection) throws SQLException {
    StringBuilder states = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO books (isbn) VALUES ('hush-4711')");
      try {
        insertAgain(statement);
      } catch (SQLException e) {
        append(states, e);
      }
      try {
        statement.executeQuery("SELECT title FROM hidden WHERE isbn = 'hush-4711'");
      } catch (SQLException e) {
        append(states, e);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO books (isbn) VALUES (?)")) {
      insert.setString(1, "hush-4711");
      insert.executeUpdate();
    } catch (SQLException e) {
      append(states, e);
    }
    try (PreparedStatement nothing = connection.prepareStatement("SELEC 'hush-4711'")) {
      nothing.execute();
    } catch (SQLException e) {
      append(states, e);
    }
    return states.toString();
  }

  private static void insertAgain(Statement statement) throws SQLException {
    statement.executeUpdate("INSERT INTO books (isbn) VALUES ('hush-4711')");
  }

  private static void append(StringBuilder text, SQLException e) {
    text.append(e.getSQLState()).append(':').append(e.getErrorCode()).append(' ');
  }

  /** 2 executions. */
  static String fetch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO books (isbn) SELECT 'hush-' || x FROM SYSTEM_RANGE(1, " + MANY + ")");
      long sum = 0;
      try (ResultSet rows = statement.executeQuery("SELECT id, isbn FROM books")) {
        while (rows.next()) {
          sum += rows.getInt(1) + rows.getString(2).length();
        }
      }
      return "sum " + sum;
    }
  }

  /** 6 executions. */
  static String transactions(Connection connection) throws SQLException {
    String text;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO books (isbn) VALUES ('hush-1')");
      text = count(connection);
      connection.rollback();
      statement.executeUpdate("INSERT INTO books (isbn) VALUES ('hush-2')");
      Savepoint saved = connection.setSavepoint();
      statement.executeUpdate("INSERT INTO books (isbn) VALUES ('hush-3')");
      connection.rollback(saved);
      connection.commit();
      text += ", then " + count(connection);
      statement.executeUpdate("DELETE FROM books");
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    return text;
  }

  /** 2 executions on what is inside a connection. */
  static String unwrapped(Connection connection) throws SQLException {
    Connection inside = connection.unwrap(org.h2.jdbc.JdbcConnection.class);
    String text = count(inside);
    try (PreparedStatement select = inside.prepareStatement("SELECT COUNT(*) + ? FROM books")) {
      select.setInt(1, 1);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return text + ", and one more: " + rows.getInt(1);
      }
    }
  }

  /** An execution of the statement inside another one. */
  static String unwrappedStatement(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM books")) {
      PreparedStatement inside = select.unwrap(org.h2.jdbc.JdbcPreparedStatement.class);
      try (ResultSet rows = inside.executeQuery()) {
        rows.next();
        return rows.getInt(1) + " books";
      }
    }
  }
}
