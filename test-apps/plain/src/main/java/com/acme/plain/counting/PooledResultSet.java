package com.acme.plain.counting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** A result of a pooled connection. */
final class PooledResultSet extends UnsupportedResultSet {
  private final PooledStatement statement;
  private final ResultSet result;

  PooledResultSet(PooledStatement statement, ResultSet result) {
    this.statement = statement;
    this.result = result;
  }

  @Override
  public boolean next() throws SQLException {
    return result.next();
  }

  @Override
  public void close() throws SQLException {
    result.close();
  }

  @Override
  public boolean wasNull() throws SQLException {
    return result.wasNull();
  }

  @Override
  public String getString(int index) throws SQLException {
    return result.getString(index);
  }

  @Override
  public int getInt(int index) throws SQLException {
    return result.getInt(index);
  }

  @Override
  public long getLong(int index) throws SQLException {
    return result.getLong(index);
  }

  @Override
  public String getString(String label) throws SQLException {
    return result.getString(label);
  }

  @Override
  public int getInt(String label) throws SQLException {
    return result.getInt(label);
  }

  @Override
  public long getLong(String label) throws SQLException {
    return result.getLong(label);
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return result.getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    result.clearWarnings();
  }

  @Override
  public Object getObject(int index) throws SQLException {
    return result.getObject(index);
  }

  @Override
  public Object getObject(String label) throws SQLException {
    return result.getObject(label);
  }

  @Override
  public int findColumn(String label) throws SQLException {
    return result.findColumn(label);
  }

  @Override
  public int getRow() throws SQLException {
    return result.getRow();
  }

  @Override
  public Statement getStatement() throws SQLException {
    return statement;
  }

  @Override
  public boolean isClosed() throws SQLException {
    return result.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : result.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || result.isWrapperFor(type);
  }
}
