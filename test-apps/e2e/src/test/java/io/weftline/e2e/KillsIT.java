package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Processes that are killed at any moment under 20,000 events a second, one after the other in the
 * same directory; {@code weftline.kills} says how many.
 */
@Isolated("times are held against what has been promised")
class KillsIT {
  private static final int KILLS = Integer.getInteger("weftline.kills", 15);
  private static final long SEED = Long.getLong("weftline.seed", 20261121);
  private static final int THREADS = 4;
  private static final int MAX_WORK_MILLIS = 900;
  private static final int MAX_START_MILLIS = 400;
  private static final long PROGRESS_MILLIS = 10;

  /** What the promise says of events that are older. */
  private static final long KEPT_MILLIS = 250;

  /** With many kills holding each line against the schema would take most of the time. */
  private static final int EVERY = KILLS > 50 ? 50 : 5;

  private final Path directory = AppRun.newDirectory("kills");
  private final List<Kill> kills = new ArrayList<>();

  /**
   * What one kill left.
   *
   * @param reported calls that had ended by the last report of the program
   * @param written lines of calls
   * @param lostMillis how long before the kill the oldest call that is not in the files had ended
   * @param stalledMillis the longest time between two reports in the last second of its life
   */
  private record Kill(
      long reported, long written, boolean torn, double lostMillis, double stalledMillis) {

    /** What is older than this is in the files: the machine may have held up the whole process. */
    long keptMillis() {
      return KEPT_MILLIS + (long) Math.max(0, stalledMillis - 2 * PROGRESS_MILLIS);
    }
  }

  @Test
  void whatIsOlderThanAQuarterOfASecondOutlivesTheProcess() {
    Random random = new Random(SEED);
    for (int i = 0; i < KILLS; i++) {
      // Most while it works, some while it starts.
      boolean working = random.nextInt(5) > 0;
      String name = "k" + i;
      AppRun run = load(name, 20_000);
      kill(name, run, working, random.nextInt(working ? MAX_WORK_MILLIS : MAX_START_MILLIS));
    }
    checkHealed();
    report();
    for (Kill kill : kills) {
      assertTrue(kill.lostMillis <= kill.keptMillis(), kill::toString);
    }
  }

  /** The kernel seldom ends a process within a write, so each is made in many small ones here. */
  @Test
  void whatWasTornIsTheLastLineAndTheNextStartEndsIt() {
    Shim.assumeAvailable();
    Random random = new Random(SEED);
    int least = KILLS / 3;
    for (int i = 0; i < least || i < 10 * least && kills.stream().noneMatch(Kill::torn); i++) {
      String name = "t" + i;
      AppRun run = load(name, 1000);
      Shim.preload(run, "faults")
          .environment("FAULT_DIR", run.output().toString())
          .environment("FAULT_PLAN", "write:1:*:short,write:1:*:delay5");
      kill(name, run, true, 100 + random.nextInt(MAX_WORK_MILLIS));
    }
    checkHealed();
    report();
    assertTrue(kills.stream().anyMatch(Kill::torn), "no line was torn");
  }

  private AppRun load(String name, int rate) {
    return LoadRun.of(
            "name=" + name,
            "threads=" + THREADS,
            "rate=" + rate,
            "calls=200000",
            "progress=" + PROGRESS_MILLIS)
        .in(directory)
        .option("file.max-size", "1MB")
        .option("file.max-files", "10000")
        // What the queue does not take is counted, but a killed process cannot say so any more.
        .option("output.when-full", "wait");
  }

  private void kill(String name, AppRun run, boolean working, long millis) {
    long killNanos;
    Instant killed;
    Result result;
    try (Running running = run.start()) {
      if (working) {
        running.awaitOutput("at ");
      }
      running.runFor(millis);
      killNanos = System.nanoTime();
      killed = Instant.now();
      running.kill();
      result = running.await();
    }
    assertEquals("", result.err(), result::describe);
    EventFiles.Broken read = read();
    checkFragments(read);
    Events ours = checkSections(read.events(), name);
    Map<String, Long> lines = ours.of("method.call").countsBy("thread.name");
    boolean torn = read.fragments().stream().anyMatch(fragment -> !fragment.ended());
    Kill kill = judge(name, LoadRun.progress(result), lines, killNanos, torn);
    checkNumbers(ours, killed.minusMillis(kill.keptMillis()));
    kills.add(kill);
    deleteBackups();
  }

  /**
   * A process that ends by itself, as the last one, has a whole account, and nothing stays torn.
   */
  private void checkHealed() {
    AppRun last = load("healed", 2000).args("name=healed", "calls=100");
    assertEquals(100, LoadRun.calls(last.run()));
    assertTrue(directory.resolve("weftline/app.jsonl").toFile().length() > 0);
    EventFiles.Broken all = read();
    checkFragments(all);
    assertTrue(
        all.fragments().stream().allMatch(EventFiles.Fragment::ended), () -> "" + all.fragments());
    Account.check(checkSections(all.events(), "healed"), last.expectations());
  }

  private EventFiles.Broken read() {
    Path output = directory.resolve("weftline");
    return EventFiles.readBroken(EventFiles.filesLeftOf(output, "app"), EVERY);
  }

  /**
   * Only the last line of a process may be torn, and what comes next begins on a line of its own.
   */
  private void checkFragments(EventFiles.Broken read) {
    List<Event> events = read.events().stream().toList();
    assertTrue(read.fragments().size() <= kills.size() + 1, () -> "" + read.fragments());
    for (EventFiles.Fragment fragment : read.fragments()) {
      int next = fragment.before();
      if (!fragment.ended()) {
        assertEquals("app.jsonl", fragment.file().getFileName().toString());
        assertEquals(events.size(), next, () -> "not the last: " + fragment);
      } else if (next < events.size()) {
        Event header = events.get(next);
        assertEquals("agent.file", header.kind(), () -> fragment + " before " + header);
        String before = next == 0 ? "" : instanceBefore(events, next);
        assertTrue(
            !header.text("weftline.instance").equals(before),
            () -> "torn before its process was killed: " + fragment);
      }
    }
  }

  private static String instanceBefore(List<Event> events, int index) {
    for (int i = index - 1; i >= 0; i--) {
      if (events.get(i).kind().equals("agent.file")) {
        return events.get(i).text("weftline.instance");
      }
    }
    return "";
  }

  /** What stands below the headers of a process is of that process; returns the lines of one. */
  private Events checkSections(Events events, String name) {
    Events ours = new Events(name + " wrote nothing", List.of());
    for (Events process : events.byProcess()) {
      Events calls = process.of("method.call");
      List<String> writers =
          calls.countsBy("thread.name").keySet().stream()
              .map(thread -> thread.substring(0, thread.indexOf('-')))
              .distinct()
              .toList();
      assertTrue(writers.size() <= 1, () -> writers + " in one section: " + process);
      if (writers.contains(name)) {
        ours = process;
      }
    }
    return ours;
  }

  /** No number twice, and none missing before the newest. */
  private static void checkNumbers(Events ours, Instant kept) {
    BitSet seen = new BitSet();
    for (Event event : ours) {
      int seq = Math.toIntExact(event.seq());
      assertTrue(!seen.get(seq), () -> "twice: " + event);
      seen.set(seq);
    }
    int gap = seen.nextClearBit(1);
    for (Event event : ours) {
      if (event.seq() > gap) {
        Instant time = Instant.parse(event.text("timestamp"));
        assertTrue(
            time.isAfter(kept) || event.kind().equals("agent.file"),
            () -> gap + " is missing before " + event);
      }
    }
  }

  private static Kill judge(
      String name,
      List<LoadRun.Progress> progress,
      Map<String, Long> lines,
      long killNanos,
      boolean torn) {
    long lastKept = killNanos;
    long stalled = 0;
    long before = killNanos;
    long reported = 0;
    for (int i = progress.size() - 1; i >= 0; i--) {
      LoadRun.Progress then = progress.get(i);
      if (i == progress.size() - 1) {
        reported = then.calls().stream().mapToLong(Long::longValue).sum();
      }
      if (killNanos - then.nanos() < TimeUnit.SECONDS.toNanos(1)) {
        stalled = Math.max(stalled, before - then.nanos());
      }
      before = then.nanos();
      lastKept = then.nanos();
      if (areThere(name, then.calls(), lines)) {
        break;
      }
    }
    long written = lines.values().stream().mapToLong(Long::longValue).sum();
    return new Kill(reported, written, torn, (killNanos - lastKept) / 1e6, stalled / 1e6);
  }

  private static boolean areThere(String name, List<Long> calls, Map<String, Long> lines) {
    for (int i = 0; i < calls.size(); i++) {
      if (lines.getOrDefault(name + "-" + i, 0L) < calls.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void deleteBackups() {
    for (Path file : EventFiles.filesLeftOf(directory.resolve("weftline"), "app")) {
      if (!file.endsWith("app.jsonl")) {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void report() {
    double[] lost = kills.stream().mapToDouble(Kill::lostMillis).sorted().toArray();
    System.out.printf(
        "%d kills, seed %d: %d under load, %,d calls reported, %,d lines, %d torn, the oldest lost"
            + " %.0f ms before the kill (median %.0f, of 99 in 100 at most %.0f)%n",
        kills.size(),
        SEED,
        kills.stream().filter(kill -> kill.reported > 0).count(),
        kills.stream().mapToLong(Kill::reported).sum(),
        kills.stream().mapToLong(Kill::written).sum(),
        kills.stream().filter(Kill::torn).count(),
        lost[lost.length - 1],
        lost[lost.length / 2],
        lost[(int) (lost.length * 0.99)]);
  }
}
