package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the product in a process of its own, {@code java -jar weftline.jar}, and what came
 * of it. Used by one thread.
 */
final class Command {
  private static final long TIMEOUT_SECONDS = 60;

  private final int exitCode;
  private final String out;
  private final String err;

  private Command(int exitCode, String out, String err) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
  }

  static Command run(Jdk jdk, Path directory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    // As AppRun has it, and so little memory that it is noticed if it grows with the files.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"));
    command.addAll(List.of("-jar", Project.agentJar().toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
      Capture out = new Capture("stdout of " + process.pid(), process.getInputStream());
      Capture err = new Capture("stderr of " + process.pid(), process.getErrorStream());
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail("still ran after " + TIMEOUT_SECONDS + " s: " + command);
      }
      out.awaitEnd();
      err.awaitEnd();
      return new Command(process.exitValue(), out.soFar(), err.soFar());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Command assertExit(int code) {
    assertEquals(code, exitCode, this::toString);
    assertEquals("", err, this::toString);
    return this;
  }

  String out() {
    return out;
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\nstdout: " + out + "\nstderr: " + err;
  }
}
