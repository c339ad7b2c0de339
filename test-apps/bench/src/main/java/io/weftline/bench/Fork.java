package io.weftline.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one program in a JVM of its own, bounded in time; deletes what it has written. */
final class Fork implements AutoCloseable {
  private static final long MAX_SECONDS = 120;

  /** The unit of the times in {@code /proc/self/stat} on every Linux that runs a JVM. */
  private static final double MILLIS_PER_TICK = 10;

  private final List<String> command = new ArrayList<>();
  private final Path directory = Files.createTempDirectory("weftline-bench");
  private List<String> output;
  private double wallMillis;
  private double cpuMillis;

  /**
   * @param agent the jar, or null to run without
   * @param options of the agent
   */
  Fork(Path agent, String options, List<String> jvmOptions, Class<?> program, String... arguments)
      throws IOException {
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(jvmOptions);
    if (agent != null) {
      String all = "output.dir=" + outputDirectory() + (options.isEmpty() ? "" : ";" + options);
      command.add("-javaagent:" + agent + "=" + all);
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
  }

  Path outputDirectory() {
    return directory.resolve("events");
  }

  /** More jars than those of the benchmark itself, in front of them. */
  void alsoOnClassPath(String jars) {
    int at = command.indexOf("-cp") + 1;
    command.set(at, jars + File.pathSeparator + command.get(at));
  }

  void run() throws IOException, InterruptedException {
    double cpuBefore = childrenCpuMillis();
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // Options meant for the parent must not reach the children.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("not over after " + MAX_SECONDS + " s: " + command);
    }
    wallMillis = (System.nanoTime() - start) / 1e6;
    cpuMillis = childrenCpuMillis() - cpuBefore;
    output = Files.readAllLines(out, StandardCharsets.UTF_8);
    List<String> errors = Files.readAllLines(err, StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "exit code " + process.exitValue() + " of " + command + ": " + errors);
    }
    if (!errors.isEmpty()) {
      System.err.println("bench: stderr of " + String.join(" ", command) + ": " + errors);
    }
  }

  List<String> output() {
    return output;
  }

  double wallMillis() {
    return wallMillis;
  }

  /**
   * From its start to its very end, the agent's end included; in steps of 10 ms; NaN if unknown.
   */
  double cpuMillis() {
    return cpuMillis;
  }

  /** User and system time of all children that have ended. */
  private static double childrenCpuMillis() throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/self/stat"));
    } catch (NoSuchFileException e) {
      return Double.NaN; // Not Linux: the table leaves the figure out.
    }
    // Fields 16 and 17; the second, the name in brackets, may hold blanks.
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(words[13]) + Long.parseLong(words[14])) * MILLIS_PER_TICK;
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(directory)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
