package com.acme.plain.counting;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;

/** A prepared statement; it keeps its parameters and makes nothing of them. */
class CountingPreparedStatement extends UnsupportedPreparedStatement {
  private final Directives directives;
  private final Map<Integer, Object> parameters = new HashMap<>();

  CountingPreparedStatement(CountingConnection connection, Directives directives) {
    super(connection);
    this.directives = directives;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    Calls.count("PreparedStatement.executeQuery()");
    return query(directives);
  }

  @Override
  public int executeUpdate() throws SQLException {
    Calls.count("PreparedStatement.executeUpdate()");
    return update(directives);
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    Calls.count("PreparedStatement.setNull(int,int)");
    bind(index, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    Calls.count("PreparedStatement.setBoolean(int,boolean)");
    bind(index, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    Calls.count("PreparedStatement.setByte(int,byte)");
    bind(index, value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    Calls.count("PreparedStatement.setShort(int,short)");
    bind(index, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    Calls.count("PreparedStatement.setInt(int,int)");
    bind(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    Calls.count("PreparedStatement.setLong(int,long)");
    bind(index, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    Calls.count("PreparedStatement.setFloat(int,float)");
    bind(index, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    Calls.count("PreparedStatement.setDouble(int,double)");
    bind(index, value);
  }

  @Override
  public void setBigDecimal(int index, BigDecimal value) throws SQLException {
    Calls.count("PreparedStatement.setBigDecimal(int,BigDecimal)");
    bind(index, value);
  }

  @Override
  public void setString(int index, String value) throws SQLException {
    Calls.count("PreparedStatement.setString(int,String)");
    bind(index, value);
  }

  @Override
  public void setBytes(int index, byte[] value) throws SQLException {
    Calls.count("PreparedStatement.setBytes(int,byte[])");
    bind(index, value);
  }

  @Override
  public void setDate(int index, Date value) throws SQLException {
    Calls.count("PreparedStatement.setDate(int,Date)");
    bind(index, value);
  }

  @Override
  public void setTime(int index, Time value) throws SQLException {
    Calls.count("PreparedStatement.setTime(int,Time)");
    bind(index, value);
  }

  @Override
  public void setTimestamp(int index, Timestamp value) throws SQLException {
    Calls.count("PreparedStatement.setTimestamp(int,Timestamp)");
    bind(index, value);
  }

  @Override
  public void clearParameters() throws SQLException {
    Calls.count("PreparedStatement.clearParameters()");
    requireOpen();
    parameters.clear();
  }

  @Override
  public void setObject(int index, Object value, int targetSqlType) throws SQLException {
    Calls.count("PreparedStatement.setObject(int,Object,int)");
    bind(index, value);
  }

  @Override
  public void setObject(int index, Object value) throws SQLException {
    Calls.count("PreparedStatement.setObject(int,Object)");
    bind(index, value);
  }

  @Override
  public boolean execute() throws SQLException {
    Calls.count("PreparedStatement.execute()");
    return run(directives);
  }

  @Override
  public void addBatch() throws SQLException {
    Calls.count("PreparedStatement.addBatch()");
    addToBatch(directives);
  }

  @Override
  public void setObject(int index, Object value, SQLType targetSqlType) throws SQLException {
    Calls.count("PreparedStatement.setObject(int,Object,SQLType)");
    bind(index, value);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    Calls.count("PreparedStatement.executeLargeUpdate()");
    return update(directives);
  }

  /** A prepared statement has its text. */
  @Override
  final Directives directivesOf(String sql) throws SQLException {
    throw new SQLException("the statement was prepared with a text", "07000");
  }

  private void bind(int index, Object value) throws SQLException {
    requireOpen();
    if (index < 1) {
      throw new SQLException("no parameter " + index, "07009");
    }
    parameters.put(index, value);
  }
}
