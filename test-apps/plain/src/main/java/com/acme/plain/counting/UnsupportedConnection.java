package com.acme.plain.counting;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** The rare methods of a connection: counted, not supported. */
abstract class UnsupportedConnection implements Connection {
  @Override
  public String nativeSQL(String sql) throws SQLException {
    throw Calls.unsupported("Connection.nativeSQL(String)");
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    throw Calls.unsupported("Connection.getMetaData()");
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    throw Calls.unsupported("Connection.setReadOnly(boolean)");
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    throw Calls.unsupported("Connection.isReadOnly()");
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    throw Calls.unsupported("Connection.setCatalog(String)");
  }

  @Override
  public String getCatalog() throws SQLException {
    throw Calls.unsupported("Connection.getCatalog()");
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    throw Calls.unsupported("Connection.setTransactionIsolation(int)");
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    throw Calls.unsupported("Connection.getTransactionIsolation()");
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    throw Calls.unsupported("Connection.getTypeMap()");
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    throw Calls.unsupported("Connection.setTypeMap(Map)");
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    throw Calls.unsupported("Connection.setHoldability(int)");
  }

  @Override
  public int getHoldability() throws SQLException {
    throw Calls.unsupported("Connection.getHoldability()");
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw Calls.unsupported("Connection.setSavepoint()");
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw Calls.unsupported("Connection.setSavepoint(String)");
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    throw Calls.unsupported("Connection.rollback(Savepoint)");
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw Calls.unsupported("Connection.releaseSavepoint(Savepoint)");
  }

  @Override
  public Clob createClob() throws SQLException {
    throw Calls.unsupported("Connection.createClob()");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw Calls.unsupported("Connection.createBlob()");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw Calls.unsupported("Connection.createNClob()");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw Calls.unsupported("Connection.createSQLXML()");
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    Calls.count("Connection.setClientInfo(String,String)");
    throw new SQLClientInfoException("not supported", Collections.emptyMap());
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    Calls.count("Connection.setClientInfo(Properties)");
    throw new SQLClientInfoException("not supported", Collections.emptyMap());
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    throw Calls.unsupported("Connection.getClientInfo(String)");
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    throw Calls.unsupported("Connection.getClientInfo()");
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    throw Calls.unsupported("Connection.createArrayOf(String,Object[])");
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw Calls.unsupported("Connection.createStruct(String,Object[])");
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    throw Calls.unsupported("Connection.setSchema(String)");
  }

  @Override
  public String getSchema() throws SQLException {
    throw Calls.unsupported("Connection.getSchema()");
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    throw Calls.unsupported("Connection.abort(Executor)");
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    throw Calls.unsupported("Connection.setNetworkTimeout(Executor,int)");
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    throw Calls.unsupported("Connection.getNetworkTimeout()");
  }

  // Later versions of Java have these in the interface, with a default.

  public String enquoteLiteral(String text) throws SQLException {
    throw Calls.unsupported("Connection.enquoteLiteral(String)");
  }

  public String enquoteIdentifier(String identifier, boolean always) throws SQLException {
    throw Calls.unsupported("Connection.enquoteIdentifier(String,boolean)");
  }

  public boolean isSimpleIdentifier(String identifier) throws SQLException {
    throw Calls.unsupported("Connection.isSimpleIdentifier(String)");
  }

  public String enquoteNCharLiteral(String text) throws SQLException {
    throw Calls.unsupported("Connection.enquoteNCharLiteral(String)");
  }
}
