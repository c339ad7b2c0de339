package com.acme.plain.counting;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that no class implements: a generated proxy whose handler makes the statements
 * itself.
 */
final class FacelessConnection implements InvocationHandler {
  private final CountingConnection state = new CountingConnection("jdbc:counting:");

  private FacelessConnection() {}

  static Connection open() {
    return (Connection)
        Proxy.newProxyInstance(
            FacelessConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new FacelessConnection());
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "createStatement":
        return new CountingStatement(state);
      case "prepareStatement":
        return prepare((String) arguments[0]);
      default:
        try {
          return method.invoke(state, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
    }
  }

  private CountingPreparedStatement prepare(String sql) throws SQLException {
    return new CountingPreparedStatement(state, CountingConnection.prepared(sql));
  }
}
