package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A load whose files are struck by faults as a plan has it (see {@code faults/plan.c}), held
 * against everything that must hold whatever fails: the program does not notice, what is written is
 * valid, what is lost is counted, and bytes flow again soon after the faults have ended.
 *
 * @param plan rules of faults
 * @param calls that the program makes, a thousand a second
 */
record FaultRun(String plan, int calls, Jdk jdk, long seed) {
  /** What was seen. A number of -1 is one that cannot be told. */
  record Outcome(
      String plan,
      int hits,
      long recoveredMillis,
      long made,
      long lost,
      long counted,
      int said,
      Map<String, Long> calls) {}

  private static final int RATE = 1000;

  /** Of so many calls the line of one is held against all rules. */
  private static final int EVERY = 5;

  private static final long PROMISED_MILLIS = 5000;
  private static final int MAX_SAID = 4;

  /** After so long the agent has tried again for certain. */
  private static final long RETRY_MILLIS = 1500;

  /** What the end of the agent may take when its disk hangs, and what a busy machine takes. */
  private static final double MAX_DELAY_SECONDS = 15;

  private static final Pattern LAST_WORDS =
      Pattern.compile("The last line, .*: (\\d+) events made, (\\d+) written, (\\d+) dropped");

  /** Runs it and checks all that. */
  Outcome run() {
    AppRun run = load().on(jdk).speaks().mayDrop().mayLoseBegin();
    Path log = run.directory().resolve("faults.log");
    Shim.preload(run, "faults")
        .environment("FAULT_DIR", run.output().toString())
        .environment("FAULT_LOG", log.toString())
        .environment("FAULT_SEED", Long.toString(seed))
        .environment("FAULT_PLAN", plan)
        // All that fits into a second, so that each kind of call is made often.
        .option("file.max-size", "64KB")
        .option("file.max-files", "10000")
        .option("file.compress", "true")
        .option("metrics.interval", "1s");
    if (plan.contains("sync")) {
      run.option("file.fsync", "100ms");
    }
    Result result = run.run();
    Result without = load().on(jdk).without();
    result.assertSameOutputAs(without);
    try {
      assertTrue(
          result.seconds() < without.seconds() + MAX_DELAY_SECONDS,
          () -> result.seconds() + " s, without the agent " + without.seconds());
      assertTrue(result.said().size() <= MAX_SAID, "it said too much");
      FaultLog faults = FaultLog.read(log);
      EventFiles.Broken read = read(run);
      long recovered = recoveredMillis(faults, read.events());
      assertTrue(recovered <= PROMISED_MILLIS, () -> "flowed again after " + recovered + " ms");
      return account(run, result, read.events(), faults, recovered);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + result.describe(), e);
    }
  }

  private AppRun load() {
    return LoadRun.of("calls=" + calls, "rate=" + RATE, "threads=2");
  }

  /** All lines; beginnings of lines only if writes were cut short, and never more than these. */
  private EventFiles.Broken read(AppRun run) {
    List<String> visible =
        Project.list(run.output()).stream().filter(name -> !name.startsWith(".")).toList();
    assertTrue(
        visible.stream().allMatch(name -> name.startsWith("app.jsonl")),
        () -> "not under its name: " + visible);
    for (String name : visible) {
      assertTrue(run.output().resolve(name).toFile().length() > 0, () -> "left empty: " + name);
    }
    EventFiles.Broken read =
        EventFiles.readBroken(EventFiles.filesLeftOf(run.output(), "app"), EVERY);
    if (!plan.contains("short")) {
      assertEquals(List.of(), read.fragments(), "no write was cut short");
    }
    for (EventFiles.Fragment fragment : read.fragments()) {
      assertTrue(fragment.ended() || isEndless(), () -> "not healed: " + fragment);
    }
    return read;
  }

  boolean isEndless() {
    return plan.contains(":*:") || plan.contains("%");
  }

  private static Matcher find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher : null;
  }

  /**
   * How long after the end of the faults the first bytes came through; -1 if that cannot be told
   * since the load ended too soon: what is written then could be the end's own attempt.
   */
  private long recoveredMillis(FaultLog faults, Events events) {
    if (isEndless() || faults.hits().isEmpty()) {
      return -1;
    }
    Matcher window = find(":([0-9]+)ms:", plan);
    Matcher delay = find(":delay([0-9]+)", plan);
    long end = window == null ? faults.lastHit() : faults.firstHit();
    for (Matcher span : new Matcher[] {window, delay}) {
      end += span == null ? 0 : TimeUnit.MILLISECONDS.toNanos(Long.parseLong(span.group(1)));
    }
    Event call = events.of("method.call").last();
    long last = faults.nanosOf(Instant.parse(call.text("timestamp")));
    // Some faults keep nothing from being written: what came while they lasted came in time.
    long flow = faults.flowAfterAll();
    boolean seen = flow - faults.lastHit() >= 0 && flow - last <= 0;
    if (!seen && last - end < TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS)) {
      return -1;
    }
    assertTrue(seen, "nothing was written between the faults and the end");
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(flow - end));
  }

  /** {@code made = written + dropped}, from the lines and the last of them, or its last words. */
  private Outcome account(
      AppRun run, Result result, Events events, FaultLog faults, long recovered) {
    int said = result.said().size();
    int hits = faults.hits().size();
    if (!events.isEmpty() && events.last().kind().equals("agent.stop")) {
      Account.check(events, run.expectations());
      Event stop = events.last();
      long made = stop.integer("weftline.events.made");
      long lost = made - events.stream().mapToLong(Event::seq).distinct().count();
      long counted = stop.integer("weftline.events.dropped");
      return new Outcome(plan, hits, recovered, made, lost, counted, said, faults.calls());
    }
    assertTrue(isEndless(), "the last line is missing");
    Matcher words = find(LAST_WORDS.pattern(), result.err());
    if (words == null) {
      assertEquals(0, events.size(), "neither a last line nor last words");
      assertFalse(result.said().isEmpty(), "nothing was written and nothing said");
      return new Outcome(plan, hits, -1, -1, -1, -1, said, faults.calls());
    }
    long made = Long.parseLong(words.group(1));
    long written = Long.parseLong(words.group(2));
    long dropped = Long.parseLong(words.group(3));
    assertEquals(made, written + dropped, "made = written + dropped");
    // The last line counts itself as written.
    assertEquals(written - 1, events.size(), "lines found");
    long numbers = events.stream().mapToLong(Event::seq).distinct().count();
    assertEquals(events.size(), numbers, "each number once");
    long lost = made - numbers - 1;
    return new Outcome(plan, hits, -1, made, lost, dropped, said, faults.calls());
  }
}
