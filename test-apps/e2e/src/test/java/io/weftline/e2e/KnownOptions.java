package io.weftline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of the jar under test, by what it says of them itself. Thread-safe. */
final class KnownOptions {
  private static final Set<String> NAMES = list();

  private KnownOptions() {}

  static boolean has(String key) {
    return NAMES.contains(key);
  }

  private static Set<String> list() {
    try {
      Path none = Files.createFile(AppRun.newDirectory("options").resolve("none.properties"));
      Process process =
          new ProcessBuilder(
                  Jdk.running().java().toString(),
                  "-jar",
                  Project.agentJar().toString(),
                  "check-config",
                  none.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(said);
      }
      return said.lines()
          .filter(line -> line.startsWith("  "))
          .map(line -> line.trim().split(" ")[0])
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
