package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The servers that other tests ask for are what they say, and end. */
class DatabaseServersIT {
  @Test
  void startsPostgres() throws SQLException {
    PostgresServer server = PostgresServer.get();

    String version = version(server);

    assertTrue(version.startsWith("PostgreSQL 18."), version);
    server.create("made");
    assertEquals("made", ask(server, "made", "select current_database()"));
    assertEquals("127.0.0.1", ask(server, "made", "show listen_addresses"));
  }

  @Test
  void startsMariaDb() throws SQLException {
    MariaDbServer server = MariaDbServer.get();

    String version = version(server);

    assertTrue(version.matches("11\\.4\\..*-MariaDB.*"), version);
    server.create("made");
    assertEquals("made", ask(server, "made", "select database()"));
    assertEquals("127.0.0.1", ask(server, "made", "select @@bind_address"));
  }

  @Test
  void endsWithThePipeOfItsJvm() throws Exception {
    try (PostgresServer server = new PostgresServer("another")) {
      ProcessHandle shell = server.handle();
      assertTrue(version(server).startsWith("PostgreSQL"));

      server.letGo();

      shell.onExit().get(30, TimeUnit.SECONDS);
      assertThrows(SQLException.class, () -> version(server));
      assertFalse(shell.isAlive());
    }
  }

  private static String version(DatabaseServer server) throws SQLException {
    return ask(server, server.firstDatabase(), "select version()");
  }

  private static String ask(DatabaseServer server, String database, String sql)
      throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
