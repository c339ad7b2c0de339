package io.weftline.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many lines a second reach a rotated file, for one core: by the agent, each the event of a
 * call, and by the appenders of Logback and Log4j, each of a call of a logger. CPU of all threads,
 * so that what is handed to another thread is not for nothing.
 */
final class Lines {
  private static final String NAME = "a line in a rotated file";

  /** The floor: a million lines a second of one core. */
  private static final double MUST_NANOS = 1_000;

  private static final String AGENT_OPTIONS =
      "methods.include=com.acme.bench.Nested.fast;methods.log=all;output.when-full=wait;"
          + "file.max-size=10MB;file.max-files=5";

  private final Path agent;
  private final List<String> jvmOptions;
  private final String loggers;
  private final String millis;

  private double lineBytes;

  private Lines(Path agent, List<String> jvmOptions, Path loggers, long millis) {
    this.agent = agent;
    this.jvmOptions = jvmOptions;
    this.loggers = loggers.toAbsolutePath() + File.separator + "*";
    this.millis = Long.toString(millis);
  }

  /**
   * Prints the rows.
   *
   * @param loggers the directory of the jars of the others
   */
  static void measure(Path agent, List<String> jvmOptions, Path loggers, long millis, int rounds)
      throws IOException, InterruptedException {
    Lines lines = new Lines(agent, jvmOptions, loggers, millis);
    String[] works = {"fast", "logback", "log4j"};
    List<List<Sample>> samples = new ArrayList<>();
    double[] bytes = new double[works.length];
    for (int i = 0; i < works.length; i++) {
      samples.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < works.length; turn++) {
        int at = (turn + round) % works.length;
        samples.get(at).add(lines.run(works[at]));
        bytes[at] = lines.lineBytes;
      }
    }
    double ours = 0;
    for (int i = 0; i < works.length; i++) {
      Sample sample = Sample.median(samples.get(i));
      double nanos = sample.cpuNanos();
      String more =
          String.format(
              Locale.ROOT,
              "%.0f bytes, %.2f million a second of one core, %.2f million by the clock",
              bytes[i],
              1e3 / nanos,
              1e3 / sample.nanos());
      if (i == 0) {
        ours = nanos;
        Table.result(NAME, "ns", 0, nanos, MUST_NANOS, 0, true, more);
      } else {
        more += String.format(Locale.ROOT, ", %.2f times ours", nanos / ours);
        Table.nanos("the same by " + works[i], nanos, Double.NaN, 0, 0, true, more);
      }
    }
  }

  private Sample run(String work) throws IOException, InterruptedException {
    boolean ours = work.equals("fast");
    Path directory = Files.createTempDirectory("weftline-bench-lines");
    try (Fork fork =
        new Fork(
            ours ? agent : null,
            AGENT_OPTIONS,
            jvmOptions,
            Work.class,
            work,
            millis,
            millis,
            directory.toString())) {
      if (!ours) {
        fork.alsoOnClassPath(loggers);
      }
      fork.run();
      Sample sample = Sample.read(work, fork.output());
      if (ours) {
        String problem = Account.problem(fork.outputDirectory(), sample.calls());
        if (problem != null) {
          throw new IllegalStateException(problem);
        }
      }
      lineBytes = lineBytes(ours ? fork.outputDirectory() : directory);
      return sample;
    } finally {
      Fork.delete(directory);
    }
  }

  /** The mean of a full file, of which there must be at least one. */
  private static double lineBytes(Path directory) throws IOException {
    Path full = null;
    try (Stream<Path> all = Files.list(directory)) {
      full =
          all.filter(file -> file.toFile().length() > 5_000_000)
              .findAny()
              .orElseThrow(() -> new IllegalStateException("no file was full in " + directory));
    }
    try (Stream<String> lines = Files.lines(full)) {
      return (double) full.toFile().length() / lines.count();
    }
  }
}
