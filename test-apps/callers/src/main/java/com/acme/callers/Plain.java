package com.acme.callers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** JDBC itself. */
final class Plain {
  private final DataSource source;

  Plain(DataSource source) {
    this.source = source;
  }

  String run() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return names(connection) + " " + rename(connection) + insert(connection) + fail(connection);
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM authors")) { // caller: plain-query
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static int rename(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE authors SET name = ? WHERE id = ?")) {
      update.setString(1, "Ann");
      update.setInt(2, 1);
      return update.executeUpdate(); // caller: plain-update
    }
  }

  private static int insert(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO books (title, author_id) VALUES (?, ?)")) {
      for (int i = 0; i < 3; i++) {
        insert.setString(1, "Plain " + i);
        insert.setInt(2, 1);
        insert.addBatch();
      }
      return insert.executeBatch().length; // caller: plain-batch
    }
  }

  private static String fail(Connection connection) {
    try (PreparedStatement wrong =
        connection.prepareStatement("SELECT no_column FROM books")) { // caller: plain-failing
      return "prepared " + wrong;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
