package com.acme.plain.counting;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The methods that change a result: counted, not supported. */
abstract class UnsupportedUpdates implements ResultSet {
  @Override
  public void updateNull(int index) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNull(int)");
  }

  @Override
  public void updateBoolean(int index, boolean value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBoolean(int,boolean)");
  }

  @Override
  public void updateByte(int index, byte value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateByte(int,byte)");
  }

  @Override
  public void updateShort(int index, short value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateShort(int,short)");
  }

  @Override
  public void updateInt(int index, int value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateInt(int,int)");
  }

  @Override
  public void updateLong(int index, long value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateLong(int,long)");
  }

  @Override
  public void updateFloat(int index, float value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateFloat(int,float)");
  }

  @Override
  public void updateDouble(int index, double value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateDouble(int,double)");
  }

  @Override
  public void updateBigDecimal(int index, BigDecimal value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBigDecimal(int,BigDecimal)");
  }

  @Override
  public void updateString(int index, String value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateString(int,String)");
  }

  @Override
  public void updateBytes(int index, byte[] value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBytes(int,byte[])");
  }

  @Override
  public void updateDate(int index, Date value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateDate(int,Date)");
  }

  @Override
  public void updateTime(int index, Time value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateTime(int,Time)");
  }

  @Override
  public void updateTimestamp(int index, Timestamp value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateTimestamp(int,Timestamp)");
  }

  @Override
  public void updateAsciiStream(int index, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateAsciiStream(int,InputStream,int)");
  }

  @Override
  public void updateBinaryStream(int index, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBinaryStream(int,InputStream,int)");
  }

  @Override
  public void updateCharacterStream(int index, Reader value, int length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateCharacterStream(int,Reader,int)");
  }

  @Override
  public void updateObject(int index, Object value, int scaleOrLength) throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(int,Object,int)");
  }

  @Override
  public void updateObject(int index, Object value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(int,Object)");
  }

  @Override
  public void updateNull(String label) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNull(String)");
  }

  @Override
  public void updateBoolean(String label, boolean value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBoolean(String,boolean)");
  }

  @Override
  public void updateByte(String label, byte value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateByte(String,byte)");
  }

  @Override
  public void updateShort(String label, short value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateShort(String,short)");
  }

  @Override
  public void updateInt(String label, int value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateInt(String,int)");
  }

  @Override
  public void updateLong(String label, long value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateLong(String,long)");
  }

  @Override
  public void updateFloat(String label, float value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateFloat(String,float)");
  }

  @Override
  public void updateDouble(String label, double value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateDouble(String,double)");
  }

  @Override
  public void updateBigDecimal(String label, BigDecimal value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBigDecimal(String,BigDecimal)");
  }

  @Override
  public void updateString(String label, String value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateString(String,String)");
  }

  @Override
  public void updateBytes(String label, byte[] value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBytes(String,byte[])");
  }

  @Override
  public void updateDate(String label, Date value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateDate(String,Date)");
  }

  @Override
  public void updateTime(String label, Time value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateTime(String,Time)");
  }

  @Override
  public void updateTimestamp(String label, Timestamp value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateTimestamp(String,Timestamp)");
  }

  @Override
  public void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateAsciiStream(String,InputStream,int)");
  }

  @Override
  public void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBinaryStream(String,InputStream,int)");
  }

  @Override
  public void updateCharacterStream(String label, Reader reader, int length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateCharacterStream(String,Reader,int)");
  }

  @Override
  public void updateObject(String label, Object value, int scaleOrLength) throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(String,Object,int)");
  }

  @Override
  public void updateObject(String label, Object value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(String,Object)");
  }

  @Override
  public void updateRow() throws SQLException {
    throw Calls.unsupported("ResultSet.updateRow()");
  }

  @Override
  public void updateRef(int index, Ref value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateRef(int,Ref)");
  }

  @Override
  public void updateRef(String label, Ref value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateRef(String,Ref)");
  }

  @Override
  public void updateBlob(int index, Blob value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBlob(int,Blob)");
  }

  @Override
  public void updateBlob(String label, Blob value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBlob(String,Blob)");
  }

  @Override
  public void updateClob(int index, Clob value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateClob(int,Clob)");
  }

  @Override
  public void updateClob(String label, Clob value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateClob(String,Clob)");
  }

  @Override
  public void updateArray(int index, Array value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateArray(int,Array)");
  }

  @Override
  public void updateArray(String label, Array value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateArray(String,Array)");
  }

  @Override
  public void updateRowId(int index, RowId value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateRowId(int,RowId)");
  }

  @Override
  public void updateRowId(String label, RowId value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateRowId(String,RowId)");
  }

  @Override
  public void updateNString(int index, String nString) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNString(int,String)");
  }

  @Override
  public void updateNString(String label, String nString) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNString(String,String)");
  }

  @Override
  public void updateNClob(int index, NClob nClob) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNClob(int,NClob)");
  }

  @Override
  public void updateNClob(String label, NClob nClob) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNClob(String,NClob)");
  }

  @Override
  public void updateSQLXML(int index, SQLXML xmlObject) throws SQLException {
    throw Calls.unsupported("ResultSet.updateSQLXML(int,SQLXML)");
  }

  @Override
  public void updateSQLXML(String label, SQLXML xmlObject) throws SQLException {
    throw Calls.unsupported("ResultSet.updateSQLXML(String,SQLXML)");
  }

  @Override
  public void updateNCharacterStream(int index, Reader value, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNCharacterStream(int,Reader,long)");
  }

  @Override
  public void updateNCharacterStream(String label, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNCharacterStream(String,Reader,long)");
  }

  @Override
  public void updateAsciiStream(int index, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateAsciiStream(int,InputStream,long)");
  }

  @Override
  public void updateBinaryStream(int index, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBinaryStream(int,InputStream,long)");
  }

  @Override
  public void updateCharacterStream(int index, Reader value, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateCharacterStream(int,Reader,long)");
  }

  @Override
  public void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateAsciiStream(String,InputStream,long)");
  }

  @Override
  public void updateBinaryStream(String label, InputStream value, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBinaryStream(String,InputStream,long)");
  }

  @Override
  public void updateCharacterStream(String label, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateCharacterStream(String,Reader,long)");
  }

  @Override
  public void updateBlob(int index, InputStream inputStream, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBlob(int,InputStream,long)");
  }

  @Override
  public void updateBlob(String label, InputStream inputStream, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBlob(String,InputStream,long)");
  }

  @Override
  public void updateClob(int index, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateClob(int,Reader,long)");
  }

  @Override
  public void updateClob(String label, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateClob(String,Reader,long)");
  }

  @Override
  public void updateNClob(int index, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNClob(int,Reader,long)");
  }

  @Override
  public void updateNClob(String label, Reader reader, long length) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNClob(String,Reader,long)");
  }

  @Override
  public void updateNCharacterStream(int index, Reader value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNCharacterStream(int,Reader)");
  }

  @Override
  public void updateNCharacterStream(String label, Reader reader) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNCharacterStream(String,Reader)");
  }

  @Override
  public void updateAsciiStream(int index, InputStream value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateAsciiStream(int,InputStream)");
  }

  @Override
  public void updateBinaryStream(int index, InputStream value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBinaryStream(int,InputStream)");
  }

  @Override
  public void updateCharacterStream(int index, Reader value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateCharacterStream(int,Reader)");
  }

  @Override
  public void updateAsciiStream(String label, InputStream value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateAsciiStream(String,InputStream)");
  }

  @Override
  public void updateBinaryStream(String label, InputStream value) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBinaryStream(String,InputStream)");
  }

  @Override
  public void updateCharacterStream(String label, Reader reader) throws SQLException {
    throw Calls.unsupported("ResultSet.updateCharacterStream(String,Reader)");
  }

  @Override
  public void updateBlob(int index, InputStream inputStream) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBlob(int,InputStream)");
  }

  @Override
  public void updateBlob(String label, InputStream inputStream) throws SQLException {
    throw Calls.unsupported("ResultSet.updateBlob(String,InputStream)");
  }

  @Override
  public void updateClob(int index, Reader reader) throws SQLException {
    throw Calls.unsupported("ResultSet.updateClob(int,Reader)");
  }

  @Override
  public void updateClob(String label, Reader reader) throws SQLException {
    throw Calls.unsupported("ResultSet.updateClob(String,Reader)");
  }

  @Override
  public void updateNClob(int index, Reader reader) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNClob(int,Reader)");
  }

  @Override
  public void updateNClob(String label, Reader reader) throws SQLException {
    throw Calls.unsupported("ResultSet.updateNClob(String,Reader)");
  }

  @Override
  public void updateObject(int index, Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(int,Object,SQLType,int)");
  }

  @Override
  public void updateObject(String label, Object value, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(String,Object,SQLType,int)");
  }

  @Override
  public void updateObject(int index, Object value, SQLType targetSqlType) throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(int,Object,SQLType)");
  }

  @Override
  public void updateObject(String label, Object value, SQLType targetSqlType) throws SQLException {
    throw Calls.unsupported("ResultSet.updateObject(String,Object,SQLType)");
  }
}
