package com.acme.plain.counting;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A call of a procedure; all it hands out is its update count. */
final class CountingCallableStatement extends UnsupportedCallableStatement {
  private final int updates;
  private final Set<Integer> outParameters = new HashSet<>();
  private final Map<String, Object> namedParameters = new HashMap<>();

  CountingCallableStatement(CountingConnection connection, Directives directives) {
    super(connection, directives);
    updates = directives.updates();
  }

  @Override
  public void registerOutParameter(int index, int sqlType) throws SQLException {
    Calls.count("CallableStatement.registerOutParameter(int,int)");
    requireOpen();
    outParameters.add(index);
  }

  @Override
  public boolean wasNull() throws SQLException {
    Calls.count("CallableStatement.wasNull()");
    requireOpen();
    return false;
  }

  @Override
  public String getString(int index) throws SQLException {
    Calls.count("CallableStatement.getString(int)");
    return Integer.toString(out(index));
  }

  @Override
  public int getInt(int index) throws SQLException {
    Calls.count("CallableStatement.getInt(int)");
    return out(index);
  }

  @Override
  public long getLong(int index) throws SQLException {
    Calls.count("CallableStatement.getLong(int)");
    return out(index);
  }

  @Override
  public Object getObject(int index) throws SQLException {
    Calls.count("CallableStatement.getObject(int)");
    return out(index);
  }

  @Override
  public void setInt(String name, int value) throws SQLException {
    Calls.count("CallableStatement.setInt(String,int)");
    requireOpen();
    namedParameters.put(name, value);
  }

  @Override
  public void setLong(String name, long value) throws SQLException {
    Calls.count("CallableStatement.setLong(String,long)");
    requireOpen();
    namedParameters.put(name, value);
  }

  @Override
  public void setString(String name, String value) throws SQLException {
    Calls.count("CallableStatement.setString(String,String)");
    requireOpen();
    namedParameters.put(name, value);
  }

  @Override
  public void setObject(String name, Object value) throws SQLException {
    Calls.count("CallableStatement.setObject(String,Object)");
    requireOpen();
    namedParameters.put(name, value);
  }

  private int out(int index) throws SQLException {
    requireOpen();
    if (!outParameters.contains(index)) {
      throw new SQLException("parameter " + index + " hands nothing out", "07009");
    }
    return updates;
  }
}
