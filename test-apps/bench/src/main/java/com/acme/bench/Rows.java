package com.acme.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A prepared query by primary key on H2 in memory, about the fastest that there is. */
public final class Rows implements AutoCloseable {
  private static final String URL = "jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1";
  private static final String SELECT = "SELECT id, name FROM items WHERE id = ?";
  private static final int ROWS = 1000;

  private final HikariDataSource pool;
  private final Connection connection;
  private final PreparedStatement query;
  private int key;

  /**
   * @param pooled true to go through HikariCP
   */
  public Rows(boolean pooled) throws SQLException {
    this(pooled ? pool() : null, source -> source);
  }

  /** Goes through HikariCP, with a wrapper in front of it. */
  public Rows(UnaryOperator<DataSource> wrapper) throws SQLException {
    this(pool(), wrapper);
  }

  private Rows(HikariDataSource pool, UnaryOperator<DataSource> wrapper) throws SQLException {
    this.pool = pool;
    fill();
    connection =
        pool == null ? DriverManager.getConnection(URL) : wrapper.apply(pool).getConnection();
    query = connection.prepareStatement(SELECT);
  }

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }

  private static void fill() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(20))");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
        for (int i = 0; i < ROWS; i++) {
          insert.setInt(1, i);
          insert.setString(2, "item " + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /** Binds, executes, goes to the one row and closes the result. */
  public boolean one() throws SQLException {
    return one(query);
  }

  private boolean one(PreparedStatement statement) throws SQLException {
    key = (key + 1) % ROWS;
    statement.setInt(1, key);
    try (ResultSet result = statement.executeQuery()) {
      return result.next();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    if (pool != null) {
      pool.close();
    }
  }
}
