package com.acme.plain.counting;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * A driver without a database: {@code jdbc:counting://host:port/database?user=...&password=...}.
 * Nothing is opened; what a statement does is said by the comments in its text, see {@link
 * Directives}. Every method called on the driver and on what comes from it is counted in {@link
 * Calls}.
 */
public final class CountingDriver implements Driver {
  private static final String PREFIX = "jdbc:counting:";
  private static final Pattern URL =
      Pattern.compile(Pattern.quote(PREFIX) + "//[^:/?]+:[0-9]{1,5}/[^/?]+([?].*)?");

  static {
    try {
      DriverManager.registerDriver(new CountingDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Calls.count("Driver.connect(String,Properties)");
    if (!url.startsWith(PREFIX)) {
      return null;
    }
    if (!URL.matcher(url).matches()) {
      throw new SQLException("not jdbc:counting://host:port/database", "08001");
    }
    return new CountingConnection(url);
  }

  @Override
  public boolean acceptsURL(String url) {
    Calls.count("Driver.acceptsURL(String)");
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    Calls.count("Driver.getPropertyInfo(String,Properties)");
    return new DriverPropertyInfo[] {
      new DriverPropertyInfo("user", null), new DriverPropertyInfo("password", null)
    };
  }

  @Override
  public int getMajorVersion() {
    Calls.count("Driver.getMajorVersion()");
    return 1;
  }

  @Override
  public int getMinorVersion() {
    Calls.count("Driver.getMinorVersion()");
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    Calls.count("Driver.jdbcCompliant()");
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw Calls.unsupported("Driver.getParentLogger()");
  }

  @Override
  public String toString() {
    Calls.count("Driver.toString()");
    return Identity.textOf(this);
  }

  @Override
  public int hashCode() {
    Calls.count("Driver.hashCode()");
    return super.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    Calls.count("Driver.equals(Object)");
    return this == other;
  }
}
