package com.acme.pools;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Makes pools of one connection or a few, by the names of their classes: whoever runs it puts the
 * one that it asks for on the class path.
 */
final class Pools {
  private static final String URL = "jdbc:h2:mem:pools";
  private static final String DRIVER = "org.h2.Driver";

  /** How long they wait until they refuse, in milliseconds; the shortest that all of them take. */
  private static final int REFUSES_MILLIS = 1_000;

  private Pools() {}

  static DataSource make(String kind) throws Exception {
    return make(kind, 1);
  }

  static DataSource make(String kind, int connections) throws Exception {
    switch (kind) {
      case "hikari":
        Object config = bean("com.zaxxer.hikari.HikariConfig");
        set(config, "setJdbcUrl", URL);
        set(config, "setMaximumPoolSize", connections);
        set(config, "setConnectionTimeout", (long) REFUSES_MILLIS);
        set(config, "setPoolName", "one-of-hikari");
        return (DataSource)
            Class.forName("com.zaxxer.hikari.HikariDataSource")
                .getConstructor(config.getClass())
                .newInstance(config);
      case "tomcat":
        Object tomcat = bean("org.apache.tomcat.jdbc.pool.DataSource");
        set(tomcat, "setUrl", URL);
        set(tomcat, "setDriverClassName", DRIVER);
        set(tomcat, "setMaxActive", connections);
        set(tomcat, "setMaxWait", REFUSES_MILLIS);
        set(tomcat, "setInitialSize", 1);
        set(tomcat, "setMinIdle", 1);
        set(tomcat, "setMaxIdle", connections);
        set(tomcat, "setName", "one-of-tomcat");
        return (DataSource) tomcat;
      case "dbcp2":
        Object dbcp2 = bean("org.apache.commons.dbcp2.BasicDataSource");
        set(dbcp2, "setUrl", URL);
        set(dbcp2, "setMaxTotal", connections);
        set(dbcp2, "setMaxWaitMillis", (long) REFUSES_MILLIS);
        return (DataSource) dbcp2;
      case "c3p0":
        // It logs names that are made by chance.
        System.setProperty("com.mchange.v2.log.MLog", "com.mchange.v2.log.FallbackMLog");
        System.setProperty("com.mchange.v2.log.FallbackMLog.DEFAULT_CUTOFF_LEVEL", "OFF");
        Object c3p0 = bean("com.mchange.v2.c3p0.ComboPooledDataSource");
        set(c3p0, "setJdbcUrl", URL);
        set(c3p0, "setMinPoolSize", 1);
        set(c3p0, "setInitialPoolSize", 1);
        set(c3p0, "setMaxPoolSize", connections);
        set(c3p0, "setCheckoutTimeout", REFUSES_MILLIS);
        set(c3p0, "setDataSourceName", "one-of-c3p0");
        return (DataSource) c3p0;
      case "agroal":
        return agroal(connections);
      case "h2":
        Object h2 =
            Class.forName("org.h2.jdbcx.JdbcConnectionPool")
                .getMethod("create", String.class, String.class, String.class)
                .invoke(null, URL, "sa", "");
        set(h2, "setMaxConnections", connections);
        set(h2, "setLoginTimeout", REFUSES_MILLIS / 1_000);
        return (DataSource) h2;
      default:
        throw new IllegalArgumentException(kind);
    }
  }

  private static DataSource agroal(int connections) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("jdbcUrl", URL);
    properties.put("maxSize", Integer.toString(connections));
    properties.put("acquisitionTimeout_ms", Integer.toString(REFUSES_MILLIS));
    Object reader = bean("io.agroal.api.configuration.supplier.AgroalPropertiesReader");
    reader.getClass().getMethod("readProperties", Map.class).invoke(reader, properties);
    Object configuration = reader.getClass().getMethod("get").invoke(reader);
    Class<?> listener = Class.forName("io.agroal.api.AgroalDataSourceListener");
    Class<?> type = Class.forName("io.agroal.api.configuration.AgroalDataSourceConfiguration");
    Object none = Array.newInstance(listener, 0);
    return (DataSource)
        Class.forName("io.agroal.api.AgroalDataSource")
            .getMethod("from", type, none.getClass())
            .invoke(null, configuration, none);
  }

  private static Object bean(String className) throws Exception {
    return Class.forName(className).getConstructor().newInstance();
  }

  private static void set(Object bean, String setter, Object value) throws Exception {
    for (Method method : bean.getClass().getMethods()) {
      if (method.getName().equals(setter) && method.getParameterCount() == 1) {
        method.invoke(bean, Collections.singletonList(value).toArray());
        return;
      }
    }
    throw new NoSuchMethodException(bean.getClass() + "." + setter);
  }
}
