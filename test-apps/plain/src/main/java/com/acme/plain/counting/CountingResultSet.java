package com.acme.plain.counting;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** A forward-only result: rows 1, 2, ... with the columns id INT and name VARCHAR. */
final class CountingResultSet extends UnsupportedResultSet {
  private static final int ID = 1;
  private static final int NAME = 2;

  private final CountingStatement statement;
  private final Directives directives;
  private int row;
  private volatile boolean closed;

  CountingResultSet(CountingStatement statement, Directives directives) {
    this.statement = statement;
    this.directives = directives;
  }

  @Override
  public boolean next() throws SQLException {
    Calls.count("ResultSet.next()");
    requireOpen();
    row = Math.min(row, directives.rows()) + 1;
    directives.fetch(row);
    return row <= directives.rows();
  }

  @Override
  public void close() {
    Calls.count("ResultSet.close()");
    release();
  }

  @Override
  public boolean isClosed() {
    Calls.count("ResultSet.isClosed()");
    return closed;
  }

  @Override
  public boolean wasNull() throws SQLException {
    Calls.count("ResultSet.wasNull()");
    requireOpen();
    return false;
  }

  @Override
  public int getInt(int index) throws SQLException {
    Calls.count("ResultSet.getInt(int)");
    return number(index);
  }

  @Override
  public int getInt(String label) throws SQLException {
    Calls.count("ResultSet.getInt(String)");
    return number(indexOf(label));
  }

  @Override
  public long getLong(int index) throws SQLException {
    Calls.count("ResultSet.getLong(int)");
    return number(index);
  }

  @Override
  public long getLong(String label) throws SQLException {
    Calls.count("ResultSet.getLong(String)");
    return number(indexOf(label));
  }

  @Override
  public String getString(int index) throws SQLException {
    Calls.count("ResultSet.getString(int)");
    return value(index).toString();
  }

  @Override
  public String getString(String label) throws SQLException {
    Calls.count("ResultSet.getString(String)");
    return value(indexOf(label)).toString();
  }

  @Override
  public Object getObject(int index) throws SQLException {
    Calls.count("ResultSet.getObject(int)");
    return value(index);
  }

  @Override
  public Object getObject(String label) throws SQLException {
    Calls.count("ResultSet.getObject(String)");
    return value(indexOf(label));
  }

  @Override
  public int findColumn(String label) throws SQLException {
    Calls.count("ResultSet.findColumn(String)");
    requireOpen();
    return indexOf(label);
  }

  @Override
  public int getRow() throws SQLException {
    Calls.count("ResultSet.getRow()");
    requireOpen();
    return row <= directives.rows() ? row : 0;
  }

  @Override
  public Statement getStatement() throws SQLException {
    Calls.count("ResultSet.getStatement()");
    requireOpen();
    return statement;
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    Calls.count("ResultSet.getWarnings()");
    requireOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    Calls.count("ResultSet.clearWarnings()");
    requireOpen();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    Calls.count("ResultSet.unwrap(Class)");
    return Identity.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    Calls.count("ResultSet.isWrapperFor(Class)");
    return type.isInstance(this);
  }

  @Override
  public String toString() {
    Calls.count("ResultSet.toString()");
    return Identity.textOf(this);
  }

  @Override
  public int hashCode() {
    Calls.count("ResultSet.hashCode()");
    return super.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    Calls.count("ResultSet.equals(Object)");
    return this == other;
  }

  /** Closes the result; nobody called {@code close}, so nothing counts. */
  void release() {
    closed = true;
  }

  private Object value(int index) throws SQLException {
    requireOpen();
    if (row < 1 || row > directives.rows()) {
      throw new SQLException("not on a row", "24000");
    }
    switch (index) {
      case ID:
        return row;
      case NAME:
        return "name-" + row;
      default:
        throw new SQLException("no column " + index, "07009");
    }
  }

  private int number(int index) throws SQLException {
    Object value = value(index);
    if (value instanceof Integer) {
      return (Integer) value;
    }
    throw new SQLException("not a number", "22018");
  }

  private static int indexOf(String label) throws SQLException {
    if ("id".equalsIgnoreCase(label)) {
      return ID;
    }
    if ("name".equalsIgnoreCase(label)) {
      return NAME;
    }
    throw new SQLException("no column " + label, "42703");
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("the result is closed", "24000");
    }
  }
}
