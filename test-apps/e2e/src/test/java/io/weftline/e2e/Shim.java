package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Libraries in C that stand between a JVM and the system, each from a directory of {@code
 * src/test/c}: compiled when first asked for. A test that asks is skipped where there is no Linux
 * or no compiler. Thread-safe.
 */
final class Shim {
  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  private Shim() {}

  /** Skips the test where there can be none. */
  static void assumeAvailable() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "preloading is done on Linux");
    assumeTrue(isThere("gcc"), "needs gcc");
  }

  /** Whether a program is on the path. */
  static boolean isThere(String program) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  /** Has a run load a library before all others. */
  static AppRun preload(AppRun run, String name) {
    return run.environment("LD_PRELOAD", COMPILED.computeIfAbsent(name, Shim::compile).toString());
  }

  private static Path compile(String name) {
    assumeAvailable();
    Path library = AppRun.newDirectory("shim").resolve(name + ".so");
    Path sources = Project.file("test-apps/e2e/src/test/c/" + name);
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-O1", "-Wall"));
    command.addAll(List.of("-o", library.toString()));
    for (String source : Project.list(sources)) {
      if (source.endsWith(".c")) {
        command.add(sources.resolve(source).toString());
      }
    }
    command.add("-ldl");
    try {
      Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, gcc.waitFor(), () -> command + ": " + said);
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
