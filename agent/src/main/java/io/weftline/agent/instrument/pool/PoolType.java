package io.weftline.agent.instrument.pool;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pools that are known, by the names of their classes. Immutable. */
final class PoolType {
  private static final PoolType[] ALL = {
    new PoolType(
        "com.zaxxer.hikari.HikariDataSource",
        "getPoolName",
        "getMaximumPoolSize",
        "com.zaxxer.hikari.pool.ProxyConnection"),
    new PoolType(
        "org.apache.tomcat.jdbc.pool.ConnectionPool", "getName", "getPoolProperties.getMaxActive"),
    new PoolType(
        "org.apache.commons.dbcp2.BasicDataSource",
        "getJmxName",
        "getMaxTotal",
        "org.apache.commons.dbcp2.PoolingDataSource$PoolGuardConnectionWrapper"),
    new PoolType(
        "org.apache.commons.dbcp2.PoolingDataSource",
        "",
        "",
        "org.apache.commons.dbcp2.PoolingDataSource$PoolGuardConnectionWrapper"),
    new PoolType(
        "org.apache.tomcat.dbcp.dbcp2.BasicDataSource",
        "getJmxName",
        "getMaxTotal",
        "org.apache.tomcat.dbcp.dbcp2.PoolingDataSource$PoolGuardConnectionWrapper"),
    new PoolType(
        "org.apache.tomcat.dbcp.dbcp2.PoolingDataSource",
        "",
        "",
        "org.apache.tomcat.dbcp.dbcp2.PoolingDataSource$PoolGuardConnectionWrapper"),
    new PoolType(
        "com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource",
        "getDataSourceName",
        "getMaxPoolSize",
        "com.mchange.v2.c3p0.impl.AbstractNewProxyConnection",
        "com.mchange.v2.c3p0.impl.NewProxyConnection"),
    new PoolType(
        "io.agroal.pool.DataSource",
        "",
        "getConfiguration.connectionPoolConfiguration.maxSize",
        "io.agroal.pool.wrapper.ConnectionWrapper"),
    new PoolType(
        "org.h2.jdbcx.JdbcConnectionPool",
        "",
        "getMaxConnections",
        "org.h2.jdbcx.JdbcXAConnection$PooledJdbcConnection"),
  };

  private static final Map<String, PoolType> SOURCES = new HashMap<String, PoolType>();
  private static final Set<String> HANDLES = new HashSet<String>();

  static {
    for (PoolType each : ALL) {
      SOURCES.put(each.source, each);
      HANDLES.addAll(each.handles);
    }
  }

  /** What has {@code getConnection}. */
  private final String source;

  /** Getters of the source, one of the result of the other; empty for none. */
  private final String name;

  private final String max;

  /** What the application gets and closes, by version; none where that is a generated proxy. */
  private final List<String> handles;

  private PoolType(String source, String name, String max, String... handles) {
    this.source = source;
    this.name = name;
    this.max = max;
    this.handles = Arrays.asList(handles);
  }

  /** Asked for every class that is loaded. */
  static boolean isSource(String className) {
    return SOURCES.containsKey(className);
  }

  static boolean isHandle(String className) {
    return HANDLES.contains(className);
  }

  /** That of a data source, whose class may be a subclass of the one that is known. */
  static PoolType of(Object source) {
    for (Class<?> type = source.getClass(); type != null; type = type.getSuperclass()) {
      PoolType found = SOURCES.get(type.getName());
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException(source.getClass() + " is no pool that is known");
  }

  /** Whether that is what the application closes to give a connection back. */
  boolean lends(Object connection) {
    for (Class<?> type = connection.getClass(); type != null; type = type.getSuperclass()) {
      if (handles.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }

  /** As its owner has called it, else the name of its class. */
  String nameOf(Object pool) {
    Object found = read(pool, name);
    return found == null || found.toString().isEmpty()
        ? pool.getClass().getSimpleName()
        : found.toString();
  }

  /** How many connections it may have at most; negative if it does not say. */
  int maxOf(Object pool) {
    Object found = read(pool, max);
    return found instanceof Integer ? (Integer) found : -1;
  }

  private static Object read(Object from, String getters) {
    Object value = from;
    try {
      for (String getter : getters.isEmpty() ? new String[0] : getters.split("\\.")) {
        Method method = value.getClass().getMethod(getter);
        // The class may be hidden, its method is public.
        method.setAccessible(true);
        value = method.invoke(value);
      }
    } catch (ReflectiveOperationException e) {
      return null; // Another version, which has no such getter.
    } catch (RuntimeException e) {
      return null; // A module that is closed, or a getter of the pool's that fails.
    }
    return value == from ? null : value;
  }
}
