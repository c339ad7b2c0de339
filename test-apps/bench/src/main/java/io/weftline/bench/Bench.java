package io.weftline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures every budget that a plain program can show, with and without the agent in turn, and
 * prints a table. {@code java -jar bench.jar [--agent PATH|none] [--rounds N] [--rows TEXT,...]
 * [--millis N] [--shop PATH]}; {@code --agent none} compares the JVM with itself, which shows the
 * noise. What needs the shop is measured if its jar is there.
 *
 * <p>The exit code is 0 whatever the figures are; 1 if a run failed, 2 if it was started wrongly.
 */
public final class Bench {
  private static final double MEGABYTE = 1 << 20;

  /** One collector, a fixed heap: less of what is not the agent's. */
  private static final List<String> WORK_OPTIONS =
      List.of("-Xms128m", "-Xmx128m", "-XX:+UseSerialGC");

  private Path agent = Path.of("agent", "target", "weftline.jar");
  private Path shop = Path.of("test-apps", "shop", "target", "shop.jar");
  private int rounds = 5;
  private long millis = 2_500;
  private String[] filter = {};
  private boolean failed;

  private Bench() {}

  public static void main(String[] arguments) throws InterruptedException {
    Bench bench = new Bench();
    String problem = bench.read(arguments);
    if (problem != null) {
      System.err.println("bench: " + problem);
      System.exit(2);
    }
    bench.run();
    System.exit(bench.failed ? 1 : 0);
  }

  private String read(String[] arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        return arguments[i] + " needs a value";
      }
      String value = arguments[i + 1];
      try {
        switch (arguments[i]) {
          case "--agent" -> agent = value.equals("none") ? null : Path.of(value);
          case "--shop" -> {
            shop = Path.of(value);
            if (!Files.isRegularFile(shop)) {
              return "no shop at " + shop.toAbsolutePath();
            }
          }
          case "--rounds" -> rounds = Math.max(1, Math.min(100, Integer.parseInt(value)));
          case "--millis" -> millis = Math.max(100, Math.min(20_000, Long.parseLong(value)));
          case "--rows" -> filter = value.toLowerCase(Locale.ROOT).split(",");
          default -> {
            return "unknown "
                + arguments[i]
                + "; there are --agent, --rounds, --rows, --millis, --shop";
          }
        }
      } catch (NumberFormatException e) {
        return arguments[i] + " needs a number, not " + value;
      }
    }
    if (agent != null) {
      if (!Files.isRegularFile(agent)) {
        return "no agent at " + agent.toAbsolutePath() + "; build it, or give --agent PATH";
      }
      agent = agent.toAbsolutePath();
    }
    return null;
  }

  private boolean chosen(String name) {
    for (String part : filter) {
      if (name.toLowerCase(Locale.ROOT).contains(part.trim())) {
        return true;
      }
    }
    return filter.length == 0;
  }

  private void run() throws InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %d processors, %d rounds, medians; agent: %s%n%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        rounds,
        agent == null ? "none (the JVM beside itself)" : agent.getFileName());
    Table.head();
    for (Row row : Row.ALL) {
      attempt(row.name(), () -> measure(row));
    }
    if (agent != null) {
      attempt(
          Beside.NAME,
          () -> Beside.measure(agent, WORK_OPTIONS, besideJar("wrappers"), millis, rounds));
      attempt(
          "a line in a rotated file",
          () -> Lines.measure(agent, WORK_OPTIONS, besideJar("loggers"), millis, rounds));
    }
    attempt("hello world", this::measureHello);
    attempt("spring boot start, live heap, threads", this::measureSpringBoot);
    if (chosen("weftline.jar") && agent != null) {
      double megabytes = agent.toFile().length() / MEGABYTE;
      Table.result("weftline.jar", "MB", 0, megabytes, 8, 4, true, "");
    }
  }

  /** Where the build puts the libraries that the agent is compared with. */
  private static Path besideJar(String directory) {
    return Path.of(System.getProperty("java.class.path")).resolveSibling(directory);
  }

  /** Measures something if it is asked for. */
  private void attempt(String name, Measurement measurement) throws InterruptedException {
    if (chosen(name)) {
      try {
        measurement.run();
      } catch (IOException | RuntimeException e) {
        failed = true;
        System.err.println("bench: " + name + " failed: " + e);
      }
    }
  }

  private void measureSpringBoot() throws IOException, InterruptedException {
    if (Files.isRegularFile(shop)) {
      SpringBoot.measure(shop.toAbsolutePath(), agent, rounds);
    } else {
      System.err.println("bench: no Spring Boot application without --shop PATH");
    }
  }

  private void measure(Row row) throws IOException, InterruptedException {
    boolean reference = row.must() == 0;
    List<Sample> without = new ArrayList<>();
    List<Sample> with = new ArrayList<>();
    String problem = null;
    for (int round = 0; round < rounds; round++) {
      // Now the one first, now the other: neither always follows the warmer processor.
      for (int turn = 0; turn < 2; turn++) {
        if ((turn ^ round & 1) == 0) {
          without.add(work(row, null));
        } else if (!reference) {
          try (Fork fork = fork(row, agent)) {
            fork.run();
            Sample sample = Sample.read(row.work(), fork.output());
            with.add(sample);
            if (row.lines() > 0 && agent != null && problem == null) {
              problem = Account.problem(fork.outputDirectory(), sample.calls() * row.lines());
            }
          }
        }
      }
    }
    Sample before = Sample.median(without);
    if (reference) {
      Table.nanos(row.name(), before.nanos(), Double.NaN, 0, 0, true, "for comparison");
      return;
    }
    print(row, before, Sample.median(with), problem);
  }

  private Fork fork(Row row, Path jar) throws IOException {
    return new Fork(
        jar,
        row.options(),
        WORK_OPTIONS,
        Work.class,
        row.work(),
        // A container is slower to get warm than a loop.
        Long.toString(row.work().equals("request") ? 4 * millis : millis),
        Long.toString(millis));
  }

  private Sample work(Row row, Path jar) throws IOException, InterruptedException {
    try (Fork fork = fork(row, jar)) {
      fork.run();
      return Sample.read(row.work(), fork.output());
    }
  }

  private void print(Row row, Sample before, Sample after, String problem) {
    double bytes = (after.bytes() - before.bytes()) / row.calls();
    boolean bytesKept = bytes <= row.maxBytes() + 0.1;
    StringBuilder more = new StringBuilder();
    more.append(Table.number(bytes)).append(" bytes over");
    if (row.maxBytes() != Double.MAX_VALUE) {
      more.append(bytesKept ? " (at most " : " (**MORE** than ");
      more.append(Table.number(row.maxBytes())).append(')');
    }
    if (before.residentBytes() > 0) {
      double over = (after.residentBytes() - before.residentBytes()) / MEGABYTE;
      more.append(", RSS ").append(over < 0 ? "" : "+").append(Table.number(over)).append(" MB");
    }
    if (row.figure() == Row.Figure.CPU) {
      more.append(", CPU of all threads");
      if (agent != null) {
        more.append(problem == null ? ", no line missing" : ", **LINES MISSING**: " + problem);
      }
    }
    Table.nanos(
        row.name(),
        before.figure(row.figure()) / row.calls(),
        after.figure(row.figure()) / row.calls(),
        // A budget says nothing about the JVM beside itself.
        agent == null ? 0 : row.must(),
        agent == null ? 0 : row.aim(),
        bytesKept && problem == null,
        more.toString());
  }

  private void measureHello() throws IOException, InterruptedException {
    List<List<Double>> figures = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      figures.add(new ArrayList<>());
    }
    // Half a second each: three times the rounds of the others, for CPU comes in steps of 10 ms.
    for (int round = 0; round < 3 * rounds; round++) {
      for (int turn = 0; turn < 2; turn++) {
        int at = (turn ^ round & 1) * 3;
        Path jar = at == 0 ? null : agent;
        try (Fork fork = new Fork(jar, "", List.of(), Hello.class)) {
          fork.run();
          if (!fork.output().equals(List.of("Hello, world"))) {
            throw new IllegalStateException("it printed " + fork.output());
          }
          figures.get(at).add(fork.wallMillis());
          figures.get(at + 1).add(fork.cpuMillis());
        }
        if (round < rounds) {
          try (Fork fork = new Fork(jar, "", List.of(), Hello.class, "memory")) {
            fork.run();
            figures.get(at + 2).add(Double.parseDouble(fork.output().get(1)) / MEGABYTE);
          }
        }
      }
    }
    hello("hello world, wall", "ms", figures.get(0), figures.get(3), 120, 60, "");
    if (!Double.isNaN(figures.get(1).get(0))) {
      // The mean: steps of 10 ms would make a median of one of them.
      hello(
          "hello world, CPU",
          "ms",
          List.of(mean(figures.get(1))),
          List.of(mean(figures.get(4))),
          200,
          90,
          "mean");
    }
    if (figures.get(2).get(0) > 0) {
      hello("hello world, peak RSS", "MB", figures.get(2), figures.get(5), 20, 10, "");
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private void hello(
      String name,
      String unit,
      List<Double> without,
      List<Double> with,
      double must,
      double aim,
      String more) {
    double before = Sample.medianOf(without);
    Table.result(
        name,
        unit,
        before,
        Sample.medianOf(with),
        agent == null ? 0 : must,
        agent == null ? 0 : aim,
        true,
        more);
  }

  /** What fills lines of the table. */
  private interface Measurement {
    void run() throws IOException, InterruptedException;
  }
}
