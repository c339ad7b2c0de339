package com.acme.plain.counting;

import java.sql.SQLException;
import java.sql.Statement;

/** The rare methods of a statement: counted, not supported. */
abstract class UnsupportedStatement implements Statement {
  @Override
  public int getMaxFieldSize() throws SQLException {
    throw Calls.unsupported("Statement.getMaxFieldSize()");
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    throw Calls.unsupported("Statement.setMaxFieldSize(int)");
  }

  @Override
  public int getMaxRows() throws SQLException {
    throw Calls.unsupported("Statement.getMaxRows()");
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    throw Calls.unsupported("Statement.setMaxRows(int)");
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    throw Calls.unsupported("Statement.setEscapeProcessing(boolean)");
  }

  @Override
  public void cancel() throws SQLException {
    throw Calls.unsupported("Statement.cancel()");
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    throw Calls.unsupported("Statement.setCursorName(String)");
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    throw Calls.unsupported("Statement.setFetchDirection(int)");
  }

  @Override
  public int getFetchDirection() throws SQLException {
    throw Calls.unsupported("Statement.getFetchDirection()");
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    throw Calls.unsupported("Statement.getResultSetConcurrency()");
  }

  @Override
  public int getResultSetType() throws SQLException {
    throw Calls.unsupported("Statement.getResultSetType()");
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    throw Calls.unsupported("Statement.getMoreResults(int)");
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    throw Calls.unsupported("Statement.getResultSetHoldability()");
  }

  @Override
  public void setPoolable(boolean poolable) throws SQLException {
    throw Calls.unsupported("Statement.setPoolable(boolean)");
  }

  @Override
  public boolean isPoolable() throws SQLException {
    throw Calls.unsupported("Statement.isPoolable()");
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    throw Calls.unsupported("Statement.closeOnCompletion()");
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    throw Calls.unsupported("Statement.isCloseOnCompletion()");
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    throw Calls.unsupported("Statement.setLargeMaxRows(long)");
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    throw Calls.unsupported("Statement.getLargeMaxRows()");
  }

  // Later versions of Java have these in the interface, with a default.

  public String enquoteLiteral(String text) throws SQLException {
    throw Calls.unsupported("Statement.enquoteLiteral(String)");
  }

  public String enquoteIdentifier(String identifier, boolean always) throws SQLException {
    throw Calls.unsupported("Statement.enquoteIdentifier(String,boolean)");
  }

  public boolean isSimpleIdentifier(String identifier) throws SQLException {
    throw Calls.unsupported("Statement.isSimpleIdentifier(String)");
  }

  public String enquoteNCharLiteral(String text) throws SQLException {
    throw Calls.unsupported("Statement.enquoteNCharLiteral(String)");
  }
}
