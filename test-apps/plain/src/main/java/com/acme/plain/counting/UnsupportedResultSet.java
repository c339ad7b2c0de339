package com.acme.plain.counting;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** The methods that scroll a result or read a rare type: counted, not supported. */
abstract class UnsupportedResultSet extends UnsupportedUpdates {
  @Override
  public boolean getBoolean(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getBoolean(int)");
  }

  @Override
  public byte getByte(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getByte(int)");
  }

  @Override
  public short getShort(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getShort(int)");
  }

  @Override
  public float getFloat(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getFloat(int)");
  }

  @Override
  public double getDouble(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getDouble(int)");
  }

  @Override
  @SuppressWarnings("deprecation")
  public BigDecimal getBigDecimal(int index, int scale) throws SQLException {
    throw Calls.unsupported("ResultSet.getBigDecimal(int,int)");
  }

  @Override
  public byte[] getBytes(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getBytes(int)");
  }

  @Override
  public Date getDate(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getDate(int)");
  }

  @Override
  public Time getTime(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getTime(int)");
  }

  @Override
  public Timestamp getTimestamp(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getTimestamp(int)");
  }

  @Override
  public InputStream getAsciiStream(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getAsciiStream(int)");
  }

  @Override
  @SuppressWarnings("deprecation")
  public InputStream getUnicodeStream(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getUnicodeStream(int)");
  }

  @Override
  public InputStream getBinaryStream(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getBinaryStream(int)");
  }

  @Override
  public boolean getBoolean(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getBoolean(String)");
  }

  @Override
  public byte getByte(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getByte(String)");
  }

  @Override
  public short getShort(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getShort(String)");
  }

  @Override
  public float getFloat(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getFloat(String)");
  }

  @Override
  public double getDouble(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getDouble(String)");
  }

  @Override
  @SuppressWarnings("deprecation")
  public BigDecimal getBigDecimal(String label, int scale) throws SQLException {
    throw Calls.unsupported("ResultSet.getBigDecimal(String,int)");
  }

  @Override
  public byte[] getBytes(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getBytes(String)");
  }

  @Override
  public Date getDate(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getDate(String)");
  }

  @Override
  public Time getTime(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getTime(String)");
  }

  @Override
  public Timestamp getTimestamp(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getTimestamp(String)");
  }

  @Override
  public InputStream getAsciiStream(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getAsciiStream(String)");
  }

  @Override
  @SuppressWarnings("deprecation")
  public InputStream getUnicodeStream(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getUnicodeStream(String)");
  }

  @Override
  public InputStream getBinaryStream(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getBinaryStream(String)");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw Calls.unsupported("ResultSet.getCursorName()");
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    throw Calls.unsupported("ResultSet.getMetaData()");
  }

  @Override
  public Reader getCharacterStream(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getCharacterStream(int)");
  }

  @Override
  public Reader getCharacterStream(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getCharacterStream(String)");
  }

  @Override
  public BigDecimal getBigDecimal(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getBigDecimal(int)");
  }

  @Override
  public BigDecimal getBigDecimal(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getBigDecimal(String)");
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    throw Calls.unsupported("ResultSet.isBeforeFirst()");
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    throw Calls.unsupported("ResultSet.isAfterLast()");
  }

  @Override
  public boolean isFirst() throws SQLException {
    throw Calls.unsupported("ResultSet.isFirst()");
  }

  @Override
  public boolean isLast() throws SQLException {
    throw Calls.unsupported("ResultSet.isLast()");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw Calls.unsupported("ResultSet.beforeFirst()");
  }

  @Override
  public void afterLast() throws SQLException {
    throw Calls.unsupported("ResultSet.afterLast()");
  }

  @Override
  public boolean first() throws SQLException {
    throw Calls.unsupported("ResultSet.first()");
  }

  @Override
  public boolean last() throws SQLException {
    throw Calls.unsupported("ResultSet.last()");
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw Calls.unsupported("ResultSet.absolute(int)");
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw Calls.unsupported("ResultSet.relative(int)");
  }

  @Override
  public boolean previous() throws SQLException {
    throw Calls.unsupported("ResultSet.previous()");
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    throw Calls.unsupported("ResultSet.setFetchDirection(int)");
  }

  @Override
  public int getFetchDirection() throws SQLException {
    throw Calls.unsupported("ResultSet.getFetchDirection()");
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    throw Calls.unsupported("ResultSet.setFetchSize(int)");
  }

  @Override
  public int getFetchSize() throws SQLException {
    throw Calls.unsupported("ResultSet.getFetchSize()");
  }

  @Override
  public int getType() throws SQLException {
    throw Calls.unsupported("ResultSet.getType()");
  }

  @Override
  public int getConcurrency() throws SQLException {
    throw Calls.unsupported("ResultSet.getConcurrency()");
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    throw Calls.unsupported("ResultSet.rowUpdated()");
  }

  @Override
  public boolean rowInserted() throws SQLException {
    throw Calls.unsupported("ResultSet.rowInserted()");
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    throw Calls.unsupported("ResultSet.rowDeleted()");
  }

  @Override
  public void insertRow() throws SQLException {
    throw Calls.unsupported("ResultSet.insertRow()");
  }

  @Override
  public void deleteRow() throws SQLException {
    throw Calls.unsupported("ResultSet.deleteRow()");
  }

  @Override
  public void refreshRow() throws SQLException {
    throw Calls.unsupported("ResultSet.refreshRow()");
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw Calls.unsupported("ResultSet.cancelRowUpdates()");
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw Calls.unsupported("ResultSet.moveToInsertRow()");
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw Calls.unsupported("ResultSet.moveToCurrentRow()");
  }

  @Override
  public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
    throw Calls.unsupported("ResultSet.getObject(int,Map)");
  }

  @Override
  public Ref getRef(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getRef(int)");
  }

  @Override
  public Blob getBlob(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getBlob(int)");
  }

  @Override
  public Clob getClob(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getClob(int)");
  }

  @Override
  public Array getArray(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getArray(int)");
  }

  @Override
  public Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
    throw Calls.unsupported("ResultSet.getObject(String,Map)");
  }

  @Override
  public Ref getRef(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getRef(String)");
  }

  @Override
  public Blob getBlob(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getBlob(String)");
  }

  @Override
  public Clob getClob(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getClob(String)");
  }

  @Override
  public Array getArray(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getArray(String)");
  }

  @Override
  public Date getDate(int index, Calendar cal) throws SQLException {
    throw Calls.unsupported("ResultSet.getDate(int,Calendar)");
  }

  @Override
  public Date getDate(String label, Calendar cal) throws SQLException {
    throw Calls.unsupported("ResultSet.getDate(String,Calendar)");
  }

  @Override
  public Time getTime(int index, Calendar cal) throws SQLException {
    throw Calls.unsupported("ResultSet.getTime(int,Calendar)");
  }

  @Override
  public Time getTime(String label, Calendar cal) throws SQLException {
    throw Calls.unsupported("ResultSet.getTime(String,Calendar)");
  }

  @Override
  public Timestamp getTimestamp(int index, Calendar cal) throws SQLException {
    throw Calls.unsupported("ResultSet.getTimestamp(int,Calendar)");
  }

  @Override
  public Timestamp getTimestamp(String label, Calendar cal) throws SQLException {
    throw Calls.unsupported("ResultSet.getTimestamp(String,Calendar)");
  }

  @Override
  public URL getURL(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getURL(int)");
  }

  @Override
  public URL getURL(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getURL(String)");
  }

  @Override
  public RowId getRowId(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getRowId(int)");
  }

  @Override
  public RowId getRowId(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getRowId(String)");
  }

  @Override
  public int getHoldability() throws SQLException {
    throw Calls.unsupported("ResultSet.getHoldability()");
  }

  @Override
  public NClob getNClob(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getNClob(int)");
  }

  @Override
  public NClob getNClob(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getNClob(String)");
  }

  @Override
  public SQLXML getSQLXML(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getSQLXML(int)");
  }

  @Override
  public SQLXML getSQLXML(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getSQLXML(String)");
  }

  @Override
  public String getNString(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getNString(int)");
  }

  @Override
  public String getNString(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getNString(String)");
  }

  @Override
  public Reader getNCharacterStream(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.getNCharacterStream(int)");
  }

  @Override
  public Reader getNCharacterStream(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.getNCharacterStream(String)");
  }

  @Override
  public <T> T getObject(int index, Class<T> type) throws SQLException {
    throw Calls.unsupported("ResultSet.getObject(int,Class)");
  }

  @Override
  public <T> T getObject(String label, Class<T> type) throws SQLException {
    throw Calls.unsupported("ResultSet.getObject(String,Class)");
  }
}
