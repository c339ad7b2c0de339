package io.weftline.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it costs a statement through HikariCP that somebody looks whether it is slow: the agent, and
 * what is put in front of the pool instead. All in turn, and none of them finds anything.
 */
final class Beside {
  static final String NAME = "slow statements, HikariCP";

  /** What {@link Work} does, and the library whose it is; null for nobody's. */
  private enum Way {
    NOBODY("pooled", null, ""),
    AGENT("pooled", null, ""),
    P6SPY("p6spy", "p6spy", ""),
    PROXY("proxy-for-slow", "datasource-proxy", ", slow"),
    LISTENER("proxy-with-listener", "datasource-proxy", ", listener");

    private final String work;
    private final String library;
    private final String more;

    Way(String work, String library, String more) {
      this.work = work;
      this.library = library;
      this.more = more;
    }
  }

  private final Path agent;
  private final List<String> jvmOptions;
  private final Path libraries;
  private final long millis;

  private Beside(Path agent, List<String> jvmOptions, Path libraries, long millis) {
    this.agent = agent;
    this.jvmOptions = jvmOptions;
    this.libraries = libraries.toAbsolutePath();
    this.millis = millis;
  }

  /**
   * Prints the rows.
   *
   * @param libraries the directory of the jars of the others
   */
  static void measure(Path agent, List<String> jvmOptions, Path libraries, long millis, int rounds)
      throws IOException, InterruptedException {
    Beside beside = new Beside(agent, jvmOptions, libraries, millis);
    Way[] ways = Way.values();
    List<List<Sample>> samples = new ArrayList<>();
    for (int i = 0; i < ways.length; i++) {
      samples.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < ways.length; turn++) {
        int at = (turn + round) % ways.length;
        samples.get(at).add(beside.run(ways[at]));
      }
    }
    Sample without = Sample.median(samples.get(0));
    for (int i = 1; i < ways.length; i++) {
      Sample with = Sample.median(samples.get(i));
      Table.nanos(
          i == 1 ? NAME : "the same by " + beside.version(ways[i].library) + ways[i].more,
          without.nanos(),
          with.nanos(),
          0,
          0,
          true,
          Table.number(with.bytes() - without.bytes())
              + " bytes over, "
              + Table.number(with.cpuNanos() - without.cpuNanos())
              + " ns of CPU of all threads over");
    }
  }

  /** A library with its version, as its jar is called. */
  private String version(String library) throws IOException {
    try (Stream<Path> jars = Files.list(libraries)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> name.startsWith(library))
          .map(name -> name.replace(".jar", "").replace(library + "-", library + " "))
          .findAny()
          .orElseThrow();
    }
  }

  private Sample run(Way way) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("weftline-bench-beside");
    try (Fork fork =
        new Fork(
            way == Way.AGENT ? agent : null,
            "",
            jvmOptions,
            Work.class,
            way.work,
            // Less than the others have, for there are five; to get warm needs most of it.
            Long.toString(millis * 3 / 4),
            Long.toString(millis / 4),
            directory.toString())) {
      if (way.library != null) {
        fork.alsoOnClassPath(libraries + File.separator + "*");
      }
      fork.run();
      return Sample.read(way.work, fork.output());
    } finally {
      Fork.delete(directory);
    }
  }
}
