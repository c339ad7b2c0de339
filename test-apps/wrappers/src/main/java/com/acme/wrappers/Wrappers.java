package com.acme.wrappers;

import com.acme.plain.counting.Calls;
import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * {@code Wrappers <wrapper> [h2]}: executes through it, on the driver that counts or on H2, and
 * prints what came of it.
 */
public final class Wrappers {
  private static final String COUNTING = "jdbc:counting://db.acme.example:5432/orders";
  private static final String H2 = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";

  private final String url;

  private Wrappers(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    String wrapper = arguments[0];
    if (arguments.length == 1) {
      Class.forName("com.acme.plain.counting.CountingDriver");
      new Wrappers(COUNTING).run(wrapper);
      Calls.print(System.out);
      return;
    }
    try (Connection connection = DriverManager.getConnection(H2);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(20))");
      statement.execute("INSERT INTO orders VALUES (1, 'x'), (2, 'y'), (3, 'z')");
    }
    if (wrapper.startsWith("xa-")) {
      System.out.println(wrapper + ": " + Distributed.run(wrapper, H2));
    } else {
      new Wrappers(H2).run(wrapper);
    }
  }

  private void run(String wrapper) throws SQLException {
    DataSource source = source(wrapper);
    String result;
    try (Connection connection = source.getConnection()) {
      result = Work.run(connection, true);
    }
    // A second time, on what came back.
    try (Connection connection = source.getConnection()) {
      System.out.println(wrapper + ": " + result + "; " + Work.run(connection, true));
    }
  }

  private DataSource source(String wrapper) {
    String spied = url.replace("jdbc:", "jdbc:p6spy:");
    return switch (wrapper) {
      case "none" -> new DriverManagerDataSource(url);
      case "hikari" -> pool(url);
      case "p6spy-url" -> new DriverManagerDataSource(spied);
      case "hikari-p6spy-url" -> pool(spied);
      case "p6spy-source" -> new P6DataSource(pool(url));
      case "proxy" -> proxy(pool(url)).build();
      case "proxy-results" -> proxy(pool(url)).proxyResultSet().build();
      case "proxy-driver" -> proxy(new DriverManagerDataSource(url)).build();
      case "transaction-aware" -> new TransactionAwareDataSourceProxy(pool(url));
      case "lazy" -> new LazyConnectionDataSourceProxy(pool(url));
      case "single" -> new SingleConnectionDataSource(url, true);
      case "all" ->
          new TransactionAwareDataSourceProxy(
              new LazyConnectionDataSourceProxy(
                  proxy(new P6DataSource(pool(spied))).proxyResultSet().build()));
      default -> throw new IllegalArgumentException(wrapper);
    };
  }

  private static ProxyDataSourceBuilder proxy(DataSource source) {
    return ProxyDataSourceBuilder.create("proxy", source)
        .countQuery()
        .logSlowQueryBySlf4j(1, TimeUnit.MINUTES);
  }

  /** Of one connection, which it has before it is asked for one. */
  private static HikariDataSource pool(String url) {
    // That it asks the driver whether a connection is alive would depend on the time.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "600000");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }
}
