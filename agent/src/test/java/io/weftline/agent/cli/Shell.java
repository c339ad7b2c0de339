package io.weftline.agent.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands in a directory and keeps what they print. */
final class Shell {
  private static final long MAX_WAIT_MILLIS = 20_000;

  final Map<String, String> environment = new HashMap<>();
  final Properties properties = new Properties();
  ClassLoader resources = Shell.class.getClassLoader();
  byte[] input = {};
  boolean terminal;

  private final Path directory;
  private final Captured out = new Captured();
  private final Captured err = new Captured();
  private volatile int code = Integer.MIN_VALUE;
  private Thread running;

  Shell(Path directory) {
    this.directory = directory;
  }

  int run(String... arguments) {
    out.reset();
    err.reset();
    return main().run(arguments, print(out), print(err));
  }

  /** Starts a command that does not end by itself. */
  void start(String... arguments) {
    running = new Thread(() -> code = main().run(arguments, print(out), print(err)), "tail");
    running.start();
  }

  /** Ends what was started, as Ctrl-C does, and returns its exit code. */
  int stop() throws Exception {
    running.interrupt();
    return join();
  }

  int join() throws Exception {
    running.join(MAX_WAIT_MILLIS);
    if (running.isAlive()) {
      throw new TimeoutException("the command goes on; it has printed: " + out + err);
    }
    return code;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  void awaitOut(String text) throws Exception {
    out.await(text);
  }

  void awaitErr(String text) throws Exception {
    err.await(text);
  }

  private Main main() {
    return new Main(
        new Surroundings(
            directory.toFile(),
            new File(directory.toFile(), "weftline.jar"),
            environment,
            properties,
            resources,
            new ByteArrayInputStream(input),
            terminal,
            ZoneId.of("Asia/Kolkata"),
            1));
  }

  private static PrintStream print(ByteArrayOutputStream into) {
    return new PrintStream(into, false, StandardCharsets.UTF_8);
  }

  /** Output that can be waited for. */
  private static final class Captured extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }

    synchronized void await(String text) throws Exception {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MILLIS);
      while (!toString(StandardCharsets.UTF_8).contains(text)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new TimeoutException(text + " is not in: " + toString(StandardCharsets.UTF_8));
        }
        wait(left);
      }
    }
  }
}
