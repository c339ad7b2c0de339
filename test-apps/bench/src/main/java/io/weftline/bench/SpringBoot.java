package io.weftline.bench;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A start of the shop, a Spring Boot application with JPA, from its process to the first request
 * that it answers; then what it holds in memory, and how many threads it has.
 */
final class SpringBoot {
  private static final double MEGABYTE = 1 << 20;
  private static final long MAX_START_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final long MAX_STOP_SECONDS = 30;
  private static final String PATH = "/api/products/1";

  /** What the JIT compilers do in the background differs more from run to run than all else. */
  private static final List<String> QUIET =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");

  private final double cpuMillis;
  private final double wallMillis;
  private final double liveMegabytes;
  private final double threads;

  private SpringBoot(double cpuMillis, double wallMillis, double liveMegabytes, double threads) {
    this.cpuMillis = cpuMillis;
    this.wallMillis = wallMillis;
    this.liveMegabytes = liveMegabytes;
    this.threads = threads;
  }

  /**
   * Prints the rows.
   *
   * @param agent the jar, or null for the JVM beside itself
   */
  static void measure(Path shop, Path agent, int rounds) throws IOException, InterruptedException {
    List<SpringBoot> without = new ArrayList<>();
    List<SpringBoot> with = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < 2; turn++) {
        boolean bare = (turn ^ round & 1) == 0;
        (bare ? without : with).add(run(shop, bare ? null : agent));
      }
    }
    double budget = agent == null ? 0 : 1;
    double cpu = median(without, Figure.CPU);
    double wall = median(without, Figure.WALL);
    String more = "until the first answer, C1";
    row(
        "Spring Boot start, CPU",
        "ms",
        Figure.CPU,
        without,
        with,
        budget * cpu / 10,
        cpu / 20,
        more);
    row(
        "Spring Boot start, wall",
        "ms",
        Figure.WALL,
        without,
        with,
        budget * wall / 10,
        wall / 20,
        more);
    row(
        "Spring Boot, live heap",
        "MB",
        Figure.LIVE,
        without,
        with,
        budget * 4,
        2,
        "after the first answer");
    row("Spring Boot, threads", "", Figure.THREADS, without, with, budget * 2, 2, "of Java");
  }

  private static void row(
      String name,
      String unit,
      Figure figure,
      List<SpringBoot> without,
      List<SpringBoot> with,
      double must,
      double aim,
      String more) {
    double before = median(without, figure);
    Table.result(name, unit, before, median(with, figure), must, must == 0 ? 0 : aim, true, more);
  }

  private static double median(List<SpringBoot> runs, Figure figure) {
    return Sample.medianOf(runs.stream().map(figure::of).toList());
  }

  private enum Figure {
    CPU,
    WALL,
    LIVE,
    THREADS;

    double of(SpringBoot run) {
      return switch (this) {
        case CPU -> run.cpuMillis;
        case WALL -> run.wallMillis;
        case LIVE -> run.liveMegabytes;
        case THREADS -> run.threads;
      };
    }
  }

  private static SpringBoot run(Path shop, Path agent) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("weftline-bench");
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(QUIET);
    if (agent != null) {
      command.add("-javaagent:" + agent + "=output.dir=" + directory.resolve("events"));
    }
    command.addAll(List.of("-jar", shop.toString(), "--server.port=" + port));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      awaitAnswer(process, port, start);
      double cpu = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
      double wall = (System.nanoTime() - start) / 1e6;
      return new SpringBoot(
          cpu == 0 ? Double.NaN : cpu, wall, liveBytes(process) / MEGABYTE, threads(process));
    } finally {
      process.destroy();
      if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Fork.delete(directory);
    }
  }

  /** Free at this moment, and not likely to be given to another at once. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(Process process, int port, long start)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port + PATH);
    while (!answers(uri)) {
      if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("it ended with exit code " + process.exitValue());
      }
      if (System.nanoTime() - start > MAX_START_NANOS) {
        throw new IllegalStateException("no answer from " + uri);
      }
    }
  }

  private static boolean answers(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false; // It does not listen yet.
    }
  }

  /** What is reachable: the histogram is of that after a full collection. */
  private static double liveBytes(Process process) throws IOException, InterruptedException {
    for (String line : ask(process, "GC.class_histogram")) {
      if (line.startsWith("Total")) {
        return Double.parseDouble(line.trim().split("\\s+")[2]);
      }
    }
    throw new IllegalStateException("no total in the histogram");
  }

  private static double threads(Process process) throws IOException, InterruptedException {
    return ask(process, "Thread.print").stream()
        .filter(line -> line.contains("java.lang.Thread.State:"))
        .count();
  }

  private static List<String> ask(Process process, String question)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), question)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException("jcmd " + question + ": " + answer);
    }
    return answer.lines().toList();
  }

  private static String tool(String name) {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + name;
  }
}
