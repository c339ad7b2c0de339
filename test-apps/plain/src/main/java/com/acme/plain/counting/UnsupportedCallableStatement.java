package com.acme.plain.counting;

import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** The rare methods of a call about what it hands out: counted, not supported. */
abstract class UnsupportedCallableStatement extends UnsupportedNamedParameters {
  UnsupportedCallableStatement(CountingConnection connection, Directives directives) {
    super(connection, directives);
  }

  @Override
  public void registerOutParameter(int index, int sqlType, int scale) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(int,int,int)");
  }

  @Override
  public boolean getBoolean(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBoolean(int)");
  }

  @Override
  public byte getByte(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getByte(int)");
  }

  @Override
  public short getShort(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getShort(int)");
  }

  @Override
  public float getFloat(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getFloat(int)");
  }

  @Override
  public double getDouble(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getDouble(int)");
  }

  @Override
  @SuppressWarnings("deprecation")
  public BigDecimal getBigDecimal(int index, int scale) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBigDecimal(int,int)");
  }

  @Override
  public byte[] getBytes(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBytes(int)");
  }

  @Override
  public Date getDate(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getDate(int)");
  }

  @Override
  public Time getTime(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTime(int)");
  }

  @Override
  public Timestamp getTimestamp(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTimestamp(int)");
  }

  @Override
  public BigDecimal getBigDecimal(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBigDecimal(int)");
  }

  @Override
  public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
    throw Calls.unsupported("CallableStatement.getObject(int,Map)");
  }

  @Override
  public Ref getRef(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getRef(int)");
  }

  @Override
  public Blob getBlob(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBlob(int)");
  }

  @Override
  public Clob getClob(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getClob(int)");
  }

  @Override
  public Array getArray(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getArray(int)");
  }

  @Override
  public Date getDate(int index, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.getDate(int,Calendar)");
  }

  @Override
  public Time getTime(int index, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTime(int,Calendar)");
  }

  @Override
  public Timestamp getTimestamp(int index, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTimestamp(int,Calendar)");
  }

  @Override
  public void registerOutParameter(int index, int sqlType, String typeName) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(int,int,String)");
  }

  @Override
  public URL getURL(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getURL(int)");
  }

  @Override
  public String getString(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getString(String)");
  }

  @Override
  public boolean getBoolean(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBoolean(String)");
  }

  @Override
  public byte getByte(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getByte(String)");
  }

  @Override
  public short getShort(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getShort(String)");
  }

  @Override
  public int getInt(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getInt(String)");
  }

  @Override
  public long getLong(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getLong(String)");
  }

  @Override
  public float getFloat(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getFloat(String)");
  }

  @Override
  public double getDouble(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getDouble(String)");
  }

  @Override
  public byte[] getBytes(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBytes(String)");
  }

  @Override
  public Date getDate(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getDate(String)");
  }

  @Override
  public Time getTime(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTime(String)");
  }

  @Override
  public Timestamp getTimestamp(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTimestamp(String)");
  }

  @Override
  public Object getObject(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getObject(String)");
  }

  @Override
  public BigDecimal getBigDecimal(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBigDecimal(String)");
  }

  @Override
  public Object getObject(String name, Map<String, Class<?>> map) throws SQLException {
    throw Calls.unsupported("CallableStatement.getObject(String,Map)");
  }

  @Override
  public Ref getRef(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getRef(String)");
  }

  @Override
  public Blob getBlob(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getBlob(String)");
  }

  @Override
  public Clob getClob(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getClob(String)");
  }

  @Override
  public Array getArray(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getArray(String)");
  }

  @Override
  public Date getDate(String name, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.getDate(String,Calendar)");
  }

  @Override
  public Time getTime(String name, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTime(String,Calendar)");
  }

  @Override
  public Timestamp getTimestamp(String name, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.getTimestamp(String,Calendar)");
  }

  @Override
  public URL getURL(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getURL(String)");
  }

  @Override
  public RowId getRowId(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getRowId(int)");
  }

  @Override
  public RowId getRowId(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getRowId(String)");
  }

  @Override
  public NClob getNClob(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getNClob(int)");
  }

  @Override
  public NClob getNClob(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getNClob(String)");
  }

  @Override
  public SQLXML getSQLXML(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getSQLXML(int)");
  }

  @Override
  public SQLXML getSQLXML(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getSQLXML(String)");
  }

  @Override
  public String getNString(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getNString(int)");
  }

  @Override
  public String getNString(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getNString(String)");
  }

  @Override
  public Reader getNCharacterStream(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getNCharacterStream(int)");
  }

  @Override
  public Reader getNCharacterStream(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getNCharacterStream(String)");
  }

  @Override
  public Reader getCharacterStream(int index) throws SQLException {
    throw Calls.unsupported("CallableStatement.getCharacterStream(int)");
  }

  @Override
  public Reader getCharacterStream(String name) throws SQLException {
    throw Calls.unsupported("CallableStatement.getCharacterStream(String)");
  }

  @Override
  public <T> T getObject(int index, Class<T> type) throws SQLException {
    throw Calls.unsupported("CallableStatement.getObject(int,Class)");
  }

  @Override
  public <T> T getObject(String name, Class<T> type) throws SQLException {
    throw Calls.unsupported("CallableStatement.getObject(String,Class)");
  }

  @Override
  public void registerOutParameter(int index, SQLType sqlType) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(int,SQLType)");
  }

  @Override
  public void registerOutParameter(int index, SQLType sqlType, int scale) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(int,SQLType,int)");
  }

  @Override
  public void registerOutParameter(int index, SQLType sqlType, String typeName)
      throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(int,SQLType,String)");
  }
}
