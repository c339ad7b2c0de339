package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many processes of one service in one directory, side by side ({@code weftline.neighbours}) and
 * one after the other ({@code weftline.restarts}), some of them killed.
 */
class NeighboursIT {
  private static final int NEIGHBOURS = Integer.getInteger("weftline.neighbours", 20);
  private static final int RESTARTS = Integer.getInteger("weftline.restarts", 50);
  private static final long SEED = Long.getLong("weftline.seed", 20261121);
  private static final int AT_A_TIME = 10;
  private static final int CALLS = 1500;
  private static final int MAX_FILES = 5;
  private static final double MAX_DELAY_MILLIS = 1000;

  @Test
  void eachHasFilesOfItsOwnAndAClosedAccount() {
    Path directory = AppRun.newDirectory("neighbours");
    Random random = new Random(SEED);
    List<Neighbour> neighbours =
        IntStream.range(0, NEIGHBOURS)
            .mapToObj(i -> new Neighbour("p" + i, i % 3 == 2 ? 100 + random.nextInt(2000) : 0))
            .toList();
    List<Boolean> killed = Together.each(AT_A_TIME, neighbours, one -> one.run(directory));

    int lines = 0;
    int torn = 0;
    long lost = 0;
    Set<String> closed = new HashSet<>();
    Set<String> services = new TreeSet<>();
    for (String name : Project.list(directory.resolve("weftline"))) {
      if (name.contains(".jsonl")) {
        services.add(name.substring(0, name.indexOf(".jsonl")));
      }
    }
    for (String service : services) {
      EventFiles.Broken read = read(directory, service, 5);
      lines += read.events().size();
      torn += read.fragments().size();
      for (Events process : read.events().byProcess()) {
        String writer = writer(process);
        if (process.last().kind().equals("agent.stop")) {
          // So many at a time on few processors may not come to an end in the time that it has.
          Account.check(process, AppRun.of("Load").mayDrop().expectations());
          long dropped = process.last().integer("weftline.events.dropped");
          lost += dropped;
          assertTrue(process.of("method.call").size() + dropped >= CALLS, () -> "" + process);
          assertTrue(closed.add(writer), () -> writer + " twice");
        }
      }
    }
    long dead = killed.stream().filter(Boolean::booleanValue).count();
    assertTrue(torn <= dead, torn + " torn");
    assertTrue(services.size() <= AT_A_TIME, () -> "" + services);
    for (int i = 0; i < NEIGHBOURS; i++) {
      String name = neighbours.get(i).name;
      assertTrue(killed.get(i) || closed.contains(name), () -> name + " has no account");
    }
    System.out.printf(
        "%d processes, %d at a time, %d killed, seed %d: %d names, %,d lines, %d torn, %d accounts"
            + " closed, %d lost and counted%n",
        NEIGHBOURS, AT_A_TIME, dead, SEED, services.size(), lines, torn, closed.size(), lost);
  }

  /** A process; killed after a time that is not 0, unless it is faster. */
  private record Neighbour(String name, long killedAfterMillis) {

    /** Returns whether it was killed. */
    boolean run(Path directory) {
      AppRun run =
          LoadRun.of("name=" + name, "rate=1000", "threads=2", "calls=" + CALLS)
              .in(directory)
              .option("file.max-size", "64KB")
              .option("file.max-files", "10000");
      try (Running running = run.start()) {
        if (killedAfterMillis > 0) {
          running.runFor(killedAfterMillis);
          running.kill();
        }
        Result result = running.await();
        assertEquals("", result.err(), result::describe);
        if (killedAfterMillis == 0) {
          assertEquals(CALLS, LoadRun.calls(result));
        }
        return result.exitCode() != 0;
      }
    }
  }

  @Test
  void aServiceThatIsStartedAgainAndAgainStartsFastAndKeepsItsFiles() throws IOException {
    Path directory = AppRun.newDirectory("restarts");
    Path output = Files.createDirectories(directory.resolve("weftline"));
    Random random = new Random(SEED);
    List<String> foreign = List.of("app.jsonl.old", "app.jsonl.1x", "apple.jsonl", "app.txt");
    for (String name : foreign) {
      Files.writeString(output.resolve(name), "not ours");
    }
    List<Double> delays = new ArrayList<>();
    int killed = 0;
    for (int i = 0; i < RESTARTS; i++) {
      leaveBehind(output, random);
      boolean kill = i % 2 == 1;
      killed += kill ? 1 : 0;
      start(directory, "r" + i, random, kill, delays);
      List<String> files = Project.list(output);
      // One that is being compressed may be there twice; two locks, and what is half compressed.
      assertTrue(files.size() <= foreign.size() + MAX_FILES + 2 + 3, files::toString);
      check(directory, "r" + i, kill);
    }
    for (String name : foreign) {
      assertEquals("not ours", Files.readString(output.resolve(name)));
    }
    List<Double> without = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      without.add(started(load(directory, "none", 20).withoutAgent(), 0));
    }
    double delay = median(delays) - median(without);
    System.out.printf(
        "%d starts in one directory, %d killed, seed %d: main after %.0f ms (median; without the"
            + " agent %.0f), %.0f at most%n",
        RESTARTS,
        killed,
        SEED,
        median(delays),
        median(without),
        delays.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    assertTrue(delay < MAX_DELAY_MILLIS, () -> delay + " ms later than without the agent");
  }

  private static AppRun load(Path directory, String name, int calls) {
    return LoadRun.of("name=" + name, "rate=2000", "threads=2", "calls=" + calls, "progress=100")
        .in(directory)
        .option("file.max-size", "64KB")
        .option("file.max-files", "" + MAX_FILES)
        .option("file.compress", "true");
  }

  private static void start(
      Path directory, String name, Random random, boolean kill, List<Double> delays) {
    int calls = 2 * (10 + random.nextInt(150));
    AppRun run = load(directory, name, calls);
    double millis = started(run, kill ? 1 + random.nextInt(500) : 0);
    if (millis >= 0) {
      delays.add(millis);
    }
  }

  /** How long it took to {@code main}; -1 if it was killed before. */
  private static double started(AppRun run, long killedAfterMillis) {
    long begin = System.nanoTime();
    try (Running running = run.start()) {
      if (killedAfterMillis > 0) {
        running.runFor(killedAfterMillis);
        running.kill();
      }
      Result result = running.await();
      assertEquals("", result.err(), result::describe);
      if (killedAfterMillis == 0) {
        LoadRun.calls(result);
      }
      List<LoadRun.Progress> progress = LoadRun.progress(result);
      return progress.isEmpty() ? -1 : (progress.get(0).nanos() - begin) / 1e6;
    }
  }

  /** What processes that ended in the midst of something leave. */
  private static void leaveBehind(Path output, Random random) throws IOException {
    Path file = output.resolve("app.jsonl");
    switch (random.nextInt(5)) {
      case 0 -> Files.write(output.resolve(".app.gz.tmp"), new byte[random.nextInt(5000)]);
      case 1 -> Files.writeString(output.resolve(".app.lock"), "12345");
      case 2 -> {
        if (!Files.exists(file)) {
          Files.createFile(file);
        }
      }
      case 3 -> {
        if (LastLine.isAfter(file, Instant.MIN)) {
          // As if it had been killed within a write.
          Files.writeString(file, "{\"timestamp\":\"2026-11-2", StandardOpenOption.APPEND);
        }
      }
      default -> Files.deleteIfExists(output.resolve(".app-errors.lock"));
    }
  }

  /** Every line is valid and in the section of the process that wrote it. */
  private static void check(Path directory, String name, boolean killed) {
    EventFiles.Broken read = read(directory, "app", 10);
    Map<String, Long> calls = Map.of();
    for (Events process : read.events().byProcess()) {
      String writer = writer(process);
      // Of the oldest one retention may have deleted a part.
      if (process.last().kind().equals("agent.stop") && process.first().seq() == 1) {
        Account.check(process, AppRun.of("Load").expectations());
      }
      if (writer.equals(name)) {
        calls = process.countsBy("kind");
        assertTrue(killed || process.last().kind().equals("agent.stop"), () -> "" + process);
      }
    }
    Map<String, Long> found = calls;
    assertTrue(killed || found.getOrDefault("method.call", 0L) >= 20, () -> name + ": " + found);
  }

  private static EventFiles.Broken read(Path directory, String service, int every) {
    return EventFiles.readBroken(
        EventFiles.filesLeftOf(directory.resolve("weftline"), service), every);
  }

  /** Whose lines these are, which must be of one. */
  private static String writer(Events process) {
    List<String> writers =
        process.of("method.call").countsBy("thread.name").keySet().stream()
            .map(thread -> thread.substring(0, thread.indexOf('-')))
            .distinct()
            .toList();
    assertTrue(writers.size() <= 1, () -> writers + " in one section: " + process);
    return writers.isEmpty() ? "" : writers.get(0);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
