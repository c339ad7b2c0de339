package com.acme.proxies;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/** Puts a proxy around a connection and whatever it makes, as tools do that log SQL. */
public final class Proxied {
  private static final Class<?>[] WRAPPED = {
    CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class
  };

  private Proxied() {}

  public static Connection of(Connection connection) {
    return (Connection) wrap(Connection.class, connection);
  }

  private static Object wrap(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        Proxied.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Object result;
          try {
            result = method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          for (Class<?> wrapped : WRAPPED) {
            if (method.getReturnType() == wrapped && result != null) {
              return wrap(wrapped, result);
            }
          }
          return result;
        });
  }
}
