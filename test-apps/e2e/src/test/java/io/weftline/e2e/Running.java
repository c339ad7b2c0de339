package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A JVM that a test has started. It does not outlive {@link #close()}. Used by one thread. */
final class Running implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  private final AppRun run;
  private final Process process;
  private final Capture out;
  private final Capture err;
  private final long startNanos = System.nanoTime();

  Running(AppRun run, Process process) {
    this.run = run;
    this.process = process;
    out = new Capture("stdout of " + process.pid(), process.getInputStream());
    err = new Capture("stderr of " + process.pid(), process.getErrorStream());
  }

  /** Waits until the program has printed this. */
  void awaitOutput(String text) {
    try {
      if (!out.await(text, run.timeoutSeconds())) {
        fail("did not print \"" + text + "\"" + whatItDid());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it has printed so far. */
  String printed() {
    return out.soFar();
  }

  /** Waits for what another process does, of which nobody can notify us. */
  void awaitUntil(String what, long seconds, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - until > 0) {
          fail("not within " + seconds + " s: " + what + whatItDid());
        }
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && !condition.getAsBoolean()) {
          fail("ended before: " + what + whatItDid());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets it run for a time that nothing marks; returns at once when it ends. */
  void runFor(long millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the program something to read. */
  void type(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the program that its input has ended. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the JVM to end, as a container does. */
  void terminate() {
    // The process itself would close its streams too, and what is printed last would be lost.
    process.toHandle().destroy();
  }

  /** Sends it a signal by its name: {@code STOP}. */
  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      if (kill.waitFor() != 0) {
        fail("kill -" + name + " " + process.pid() + " exited with " + kill.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the JVM as a lack of memory does: nothing of it runs any more. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  Result await() {
    try {
      if (!process.waitFor(run.timeoutSeconds(), TimeUnit.SECONDS)) {
        dumpThreads();
        kill();
        process.waitFor();
        out.awaitEnd();
        fail("still ran after " + run.timeoutSeconds() + " s" + whatItDid());
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      out.awaitEnd();
      err.awaitEnd();
      return new Result(run, process.exitValue(), out.soFar(), err.soFar(), seconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JVM prints what its threads do, so that a failure shows the deadlock. */
  private void dumpThreads() throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      out.await("Heap", 5);
    } catch (IOException e) {
      // No such command here: the failure comes without the threads.
    }
  }

  private String whatItDid() {
    return "\n" + run.describe() + "\nstdout: " + out.soFar() + "\nstderr: " + err.soFar();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
