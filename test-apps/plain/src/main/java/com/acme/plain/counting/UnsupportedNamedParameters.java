package com.acme.plain.counting;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** The rare methods of a call that name a parameter: counted, not supported. */
abstract class UnsupportedNamedParameters extends CountingPreparedStatement
    implements CallableStatement {
  UnsupportedNamedParameters(CountingConnection connection, Directives directives) {
    super(connection, directives);
  }

  @Override
  public void registerOutParameter(String name, int sqlType) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(String,int)");
  }

  @Override
  public void registerOutParameter(String name, int sqlType, int scale) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(String,int,int)");
  }

  @Override
  public void registerOutParameter(String name, int sqlType, String typeName) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(String,int,String)");
  }

  @Override
  public void setURL(String name, URL val) throws SQLException {
    throw Calls.unsupported("CallableStatement.setURL(String,URL)");
  }

  @Override
  public void setNull(String name, int sqlType) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNull(String,int)");
  }

  @Override
  public void setBoolean(String name, boolean value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBoolean(String,boolean)");
  }

  @Override
  public void setByte(String name, byte value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setByte(String,byte)");
  }

  @Override
  public void setShort(String name, short value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setShort(String,short)");
  }

  @Override
  public void setFloat(String name, float value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setFloat(String,float)");
  }

  @Override
  public void setDouble(String name, double value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setDouble(String,double)");
  }

  @Override
  public void setBigDecimal(String name, BigDecimal value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBigDecimal(String,BigDecimal)");
  }

  @Override
  public void setBytes(String name, byte[] value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBytes(String,byte[])");
  }

  @Override
  public void setDate(String name, Date value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setDate(String,Date)");
  }

  @Override
  public void setTime(String name, Time value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setTime(String,Time)");
  }

  @Override
  public void setTimestamp(String name, Timestamp value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setTimestamp(String,Timestamp)");
  }

  @Override
  public void setAsciiStream(String name, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setAsciiStream(String,InputStream,int)");
  }

  @Override
  public void setBinaryStream(String name, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBinaryStream(String,InputStream,int)");
  }

  @Override
  public void setObject(String name, Object value, int targetSqlType, int scale)
      throws SQLException {
    throw Calls.unsupported("CallableStatement.setObject(String,Object,int,int)");
  }

  @Override
  public void setObject(String name, Object value, int targetSqlType) throws SQLException {
    throw Calls.unsupported("CallableStatement.setObject(String,Object,int)");
  }

  @Override
  public void setCharacterStream(String name, Reader reader, int length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setCharacterStream(String,Reader,int)");
  }

  @Override
  public void setDate(String name, Date value, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.setDate(String,Date,Calendar)");
  }

  @Override
  public void setTime(String name, Time value, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.setTime(String,Time,Calendar)");
  }

  @Override
  public void setTimestamp(String name, Timestamp value, Calendar cal) throws SQLException {
    throw Calls.unsupported("CallableStatement.setTimestamp(String,Timestamp,Calendar)");
  }

  @Override
  public void setNull(String name, int sqlType, String typeName) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNull(String,int,String)");
  }

  @Override
  public void setRowId(String name, RowId value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setRowId(String,RowId)");
  }

  @Override
  public void setNString(String name, String value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNString(String,String)");
  }

  @Override
  public void setNCharacterStream(String name, Reader value, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNCharacterStream(String,Reader,long)");
  }

  @Override
  public void setNClob(String name, NClob value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNClob(String,NClob)");
  }

  @Override
  public void setClob(String name, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setClob(String,Reader,long)");
  }

  @Override
  public void setBlob(String name, InputStream inputStream, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBlob(String,InputStream,long)");
  }

  @Override
  public void setNClob(String name, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNClob(String,Reader,long)");
  }

  @Override
  public void setSQLXML(String name, SQLXML xmlObject) throws SQLException {
    throw Calls.unsupported("CallableStatement.setSQLXML(String,SQLXML)");
  }

  @Override
  public void setBlob(String name, Blob value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBlob(String,Blob)");
  }

  @Override
  public void setClob(String name, Clob value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setClob(String,Clob)");
  }

  @Override
  public void setAsciiStream(String name, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setAsciiStream(String,InputStream,long)");
  }

  @Override
  public void setBinaryStream(String name, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBinaryStream(String,InputStream,long)");
  }

  @Override
  public void setCharacterStream(String name, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("CallableStatement.setCharacterStream(String,Reader,long)");
  }

  @Override
  public void setAsciiStream(String name, InputStream value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setAsciiStream(String,InputStream)");
  }

  @Override
  public void setBinaryStream(String name, InputStream value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBinaryStream(String,InputStream)");
  }

  @Override
  public void setCharacterStream(String name, Reader reader) throws SQLException {
    throw Calls.unsupported("CallableStatement.setCharacterStream(String,Reader)");
  }

  @Override
  public void setNCharacterStream(String name, Reader value) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNCharacterStream(String,Reader)");
  }

  @Override
  public void setClob(String name, Reader reader) throws SQLException {
    throw Calls.unsupported("CallableStatement.setClob(String,Reader)");
  }

  @Override
  public void setBlob(String name, InputStream inputStream) throws SQLException {
    throw Calls.unsupported("CallableStatement.setBlob(String,InputStream)");
  }

  @Override
  public void setNClob(String name, Reader reader) throws SQLException {
    throw Calls.unsupported("CallableStatement.setNClob(String,Reader)");
  }

  @Override
  public void setObject(String name, Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    throw Calls.unsupported("CallableStatement.setObject(String,Object,SQLType,int)");
  }

  @Override
  public void setObject(String name, Object value, SQLType targetSqlType) throws SQLException {
    throw Calls.unsupported("CallableStatement.setObject(String,Object,SQLType)");
  }

  @Override
  public void registerOutParameter(String name, SQLType sqlType) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(String,SQLType)");
  }

  @Override
  public void registerOutParameter(String name, SQLType sqlType, int scale) throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(String,SQLType,int)");
  }

  @Override
  public void registerOutParameter(String name, SQLType sqlType, String typeName)
      throws SQLException {
    throw Calls.unsupported("CallableStatement.registerOutParameter(String,SQLType,String)");
  }
}
