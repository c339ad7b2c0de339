package com.acme.wrappers;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Executes by each way that JDBC has. The comments in the texts tell the counting driver what to
 * do, which is what H2 does of itself.
 */
final class Work {
  private static final String ALL = "SELECT id, name FROM orders WHERE id > 0 /* rows=3 */";
  private static final String ABOVE = "SELECT id, name FROM orders WHERE id > ? /* rows=3 */";
  private static final String ONE = "UPDATE orders SET name = 'a' WHERE id = 1 /* updates=1 */";
  private static final String TWO = "UPDATE orders SET name = 'b' WHERE id < 3 /* updates=2 */";
  private static final String NAME = "UPDATE orders SET name = ? WHERE id = ? /* updates=1 */";
  private static final String AGAIN = "INSERT INTO orders VALUES (1, 'a') /* fail=23505:23505 */";
  private static final String WRONG = "SELECT nothing FROM orders /* fail-prepare=42S22:42122 */";

  private final Connection connection;
  private int rows;
  private long changed;

  private Work(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param transactions whether the connection may be told when a transaction ends
   */
  static String run(Connection connection, boolean transactions) throws SQLException {
    Work work = new Work(connection);
    work.plain();
    work.prepared();
    work.callable();
    work.partly();
    work.nested();
    String states = work.failing();
    if (transactions) {
      work.committed();
    }
    return work.rows + " rows, " + work.changed + " changed, failed with " + states;
  }

  private void plain() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      read(statement.executeQuery(ALL));
      changed += statement.executeUpdate(ONE);
      if (statement.execute(ALL)) {
        read(statement.getResultSet());
      }
      if (!statement.execute(TWO)) {
        changed += statement.getUpdateCount();
      }
      changed += statement.executeUpdate(TWO);
      statement.addBatch(ONE);
      statement.addBatch(TWO);
      for (int each : statement.executeBatch()) {
        changed += each;
      }
    }
  }

  private void prepared() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ABOVE)) {
      query.setInt(1, 0);
      read(query.executeQuery());
      query.setInt(1, -1);
      if (query.execute()) {
        read(query.getResultSet());
      }
    }
    try (PreparedStatement update = connection.prepareStatement(NAME)) {
      for (int id = 1; id <= 3; id++) {
        update.setString(1, "c");
        update.setInt(2, id);
        update.addBatch();
      }
      for (int each : update.executeBatch()) {
        changed += each;
      }
      changed += update.executeUpdate();
    }
  }

  private void callable() throws SQLException {
    try (CallableStatement call = connection.prepareCall(ALL)) {
      read(call.executeQuery());
    }
  }

  private void partly() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet result = statement.executeQuery(ALL);
      rows += result.next() ? 1 : 0;
    }
  }

  private void nested() throws SQLException {
    try (Statement outer = connection.createStatement();
        ResultSet result = outer.executeQuery(ALL);
        PreparedStatement inner = connection.prepareStatement(NAME)) {
      while (result.next()) {
        rows++;
        inner.setString(1, "d");
        inner.setInt(2, result.getInt("id"));
        changed += inner.executeUpdate();
      }
    }
  }

  private String failing() throws SQLException {
    String states;
    try (Statement statement = connection.createStatement()) {
      states = "" + statement.executeUpdate(AGAIN);
    } catch (SQLException e) {
      states = e.getSQLState();
    }
    try (PreparedStatement wrong = connection.prepareStatement(WRONG)) {
      return states + " and " + wrong.isClosed();
    } catch (SQLException e) {
      return states + " and " + e.getSQLState();
    }
  }

  private void committed() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      changed += statement.executeUpdate(TWO);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void read(ResultSet result) throws SQLException {
    try (result) {
      while (result.next()) {
        rows++;
      }
    }
  }
}
