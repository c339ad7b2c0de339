package com.acme.plain.counting;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** The rare methods of a prepared statement: counted, not supported. */
abstract class UnsupportedPreparedStatement extends CountingStatement implements PreparedStatement {
  UnsupportedPreparedStatement(CountingConnection connection) {
    super(connection);
  }

  @Override
  public void setAsciiStream(int index, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setAsciiStream(int,InputStream,int)");
  }

  @Override
  @SuppressWarnings("deprecation")
  public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setUnicodeStream(int,InputStream,int)");
  }

  @Override
  public void setBinaryStream(int index, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setBinaryStream(int,InputStream,int)");
  }

  @Override
  public void setCharacterStream(int index, Reader reader, int length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setCharacterStream(int,Reader,int)");
  }

  @Override
  public void setRef(int index, Ref value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setRef(int,Ref)");
  }

  @Override
  public void setBlob(int index, Blob value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setBlob(int,Blob)");
  }

  @Override
  public void setClob(int index, Clob value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setClob(int,Clob)");
  }

  @Override
  public void setArray(int index, Array value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setArray(int,Array)");
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    throw Calls.unsupported("PreparedStatement.getMetaData()");
  }

  @Override
  public void setDate(int index, Date value, Calendar cal) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setDate(int,Date,Calendar)");
  }

  @Override
  public void setTime(int index, Time value, Calendar cal) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setTime(int,Time,Calendar)");
  }

  @Override
  public void setTimestamp(int index, Timestamp value, Calendar cal) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setTimestamp(int,Timestamp,Calendar)");
  }

  @Override
  public void setNull(int index, int sqlType, String typeName) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNull(int,int,String)");
  }

  @Override
  public void setURL(int index, URL value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setURL(int,URL)");
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    throw Calls.unsupported("PreparedStatement.getParameterMetaData()");
  }

  @Override
  public void setRowId(int index, RowId value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setRowId(int,RowId)");
  }

  @Override
  public void setNString(int index, String value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNString(int,String)");
  }

  @Override
  public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNCharacterStream(int,Reader,long)");
  }

  @Override
  public void setNClob(int index, NClob value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNClob(int,NClob)");
  }

  @Override
  public void setClob(int index, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setClob(int,Reader,long)");
  }

  @Override
  public void setBlob(int index, InputStream inputStream, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setBlob(int,InputStream,long)");
  }

  @Override
  public void setNClob(int index, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNClob(int,Reader,long)");
  }

  @Override
  public void setSQLXML(int index, SQLXML xmlObject) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setSQLXML(int,SQLXML)");
  }

  @Override
  public void setObject(int index, Object value, int targetSqlType, int scaleOrLength)
      throws SQLException {
    throw Calls.unsupported("PreparedStatement.setObject(int,Object,int,int)");
  }

  @Override
  public void setAsciiStream(int index, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setAsciiStream(int,InputStream,long)");
  }

  @Override
  public void setBinaryStream(int index, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setBinaryStream(int,InputStream,long)");
  }

  @Override
  public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setCharacterStream(int,Reader,long)");
  }

  @Override
  public void setAsciiStream(int index, InputStream value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setAsciiStream(int,InputStream)");
  }

  @Override
  public void setBinaryStream(int index, InputStream value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setBinaryStream(int,InputStream)");
  }

  @Override
  public void setCharacterStream(int index, Reader reader) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setCharacterStream(int,Reader)");
  }

  @Override
  public void setNCharacterStream(int index, Reader value) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNCharacterStream(int,Reader)");
  }

  @Override
  public void setClob(int index, Reader reader) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setClob(int,Reader)");
  }

  @Override
  public void setBlob(int index, InputStream inputStream) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setBlob(int,InputStream)");
  }

  @Override
  public void setNClob(int index, Reader reader) throws SQLException {
    throw Calls.unsupported("PreparedStatement.setNClob(int,Reader)");
  }

  @Override
  public void setObject(int index, Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    throw Calls.unsupported("PreparedStatement.setObject(int,Object,SQLType,int)");
  }
}
