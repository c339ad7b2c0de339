package io.weftline.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK to run applications on.
 *
 * @param release the number by which everybody calls it: 8, 17
 */
record Jdk(Path home, int release) {
  /** {@code "1.8.0_452"}, {@code "17.0.15"}, {@code "28-ea"}. */
  private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?([0-9]+)");

  private static final Map<Integer, Jdk> KNOWN = findAll();

  /** The one that runs the tests. */
  static Jdk running() {
    return KNOWN.get(Runtime.version().feature());
  }

  /**
   * That one and those that the system property or variable {@code TEST_JDKS} lists, by release.
   */
  static Stream<Jdk> all() {
    return KNOWN.values().stream();
  }

  /** Those that can run classes of Java 17. */
  static Stream<Jdk> from17() {
    return all().filter(jdk -> jdk.release >= 17);
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + release;
  }

  private static Map<Integer, Jdk> findAll() {
    Map<Integer, Jdk> found = new TreeMap<>();
    Path own = Path.of(System.getProperty("java.home"));
    found.put(Runtime.version().feature(), new Jdk(own, Runtime.version().feature()));
    String listed = System.getProperty("TEST_JDKS", System.getenv("TEST_JDKS"));
    if (listed != null) {
      for (String home : listed.split(File.pathSeparator)) {
        if (!home.isBlank()) {
          Jdk jdk = at(Path.of(home.trim()));
          found.putIfAbsent(jdk.release, jdk);
        }
      }
    }
    return found;
  }

  /** Asks it, since not every packager leaves the file that would say so. */
  private static Jdk at(Path home) {
    Path java = home.resolve("bin").resolve("java");
    try {
      Process process =
          new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(said);
      if (!version.find()) {
        throw new IllegalStateException("TEST_JDKS lists " + home + ", which says: " + said);
      }
      return new Jdk(home, Integer.parseInt(version.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException("TEST_JDKS lists " + home + ", which is no JDK", e);
    }
  }
}
