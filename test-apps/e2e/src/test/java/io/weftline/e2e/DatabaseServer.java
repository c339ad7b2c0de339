package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A database server in a process of its own, for the tests only: it listens on the loopback
 * address, its data lies below {@code target} and goes with it. Where its binaries do not run the
 * tests that ask for it are skipped.
 *
 * <p>It does not outlive the JVM that has started it, however that ends: a shell between them reads
 * a pipe that nobody writes to, and ends the server when that ends.
 *
 * <p>Started by one thread; then any may use it.
 */
abstract class DatabaseServer implements Database, AutoCloseable {
  static final String USER = "shop";
  static final String PASSWORD = "shop";

  private static final Path HOME = Path.of("target", "databases").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 60;

  /** Somebody else may take a port between its choice and its use. */
  private static final int ATTEMPTS = 3;

  /** Arguments: the signal that ends the server, and the server's command. */
  private static final String TETHER =
      "signal=$1; shift; exec 3<&0; \"$@\" 3<&- </dev/null & server=$!; "
          + "(read -r end <&3; kill -s \"$signal\" $server) >/dev/null 2>&1 & reader=$!; "
          + "wait $server; code=$?; kill $reader 2>/dev/null; exit $code";

  private final Path data;
  private Process process;
  private Capture log;
  private int port;

  DatabaseServer(String name) {
    data = HOME.resolve("data-" + name + "-" + ProcessHandle.current().pid());
  }

  /** The files of the jar that is called so; where the build has none the test is skipped. */
  static Archive archive(String jar) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Path.of(entry).getFileName().toString().startsWith(jar)) {
        return new Archive(Path.of(entry), HOME);
      }
    }
    return abort(jar + "* is only there on Linux, amd64");
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** What the data is written to; made anew. */
  final Path newData() {
    try {
      Archive.delete(data);
      return Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void start(String signal, String ready, String portTaken) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of " + this));
    for (int attempt = 1; !start(signal, ready); attempt++) {
      String said = log.soFar();
      close();
      if (attempt == ATTEMPTS || !said.contains(portTaken)) {
        fail(this + " does not start: " + said);
      }
    }
  }

  private boolean start(String signal, String ready) {
    try {
      port = freePort();
      List<String> command = new ArrayList<>(List.of("sh", "-c", TETHER, "tether", signal));
      command.addAll(command(data, port));
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      log = new Capture("log of " + this, process.getInputStream());
      return log.await(ready, TIMEOUT_SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The command of the server. */
  abstract List<String> command(Path data, int port);

  /** The database that is there from the beginning. */
  abstract String firstDatabase();

  /** What makes the server drop a database that is in use. */
  abstract String forced();

  /** Runs a program to its end and returns what it has printed; null if it has failed. */
  static String call(Path input, List<String> command) {
    try {
      Process called =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(input == null ? new File("/dev/null") : input.toFile())
              .start();
      Capture out = new Capture("output of " + called.pid(), called.getInputStream());
      if (!called.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        called.destroyForcibly();
        fail("still ran after " + TIMEOUT_SECONDS + " s: " + command);
      }
      out.awaitEnd();
      return called.exitValue() == 0 ? out.soFar() : null;
    } catch (IOException e) {
      // There is no such program.
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The binary is for this machine and finds its libraries. */
  static void assumeRuns(List<String> command) {
    assumeTrue(call(null, command) != null, () -> "does not run here: " + command);
  }

  @Override
  public final int port() {
    return port;
  }

  @Override
  public final String user() {
    return USER;
  }

  @Override
  public final String password() {
    return PASSWORD;
  }

  @Override
  public final void create(String name) {
    try (Connection connection = connect(firstDatabase());
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + forced());
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(log.soFar(), e);
    }
  }

  final Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, PASSWORD);
  }

  final ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the pipe that its shell reads, as the end of this JVM does. */
  final void letGo() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it and deletes its data. May be called twice. */
  @Override
  public final synchronized void close() {
    if (process != null) {
      List<ProcessHandle> server = process.descendants().toList();
      try {
        letGo();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          server.forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      process = null;
      Archive.delete(data);
    }
  }
}
