package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process may not have more of, and a disk that does not answer. */
class LimitsIT {
  private static final long PROMISED_SECONDS = 5;
  private static final int TIMES = 3;
  private static final long FILE_KILOBYTES = 200;
  private static final int MAX_SAID = 3;

  /** The agent takes 3 s at most; the rest is the start. */
  private static final int MAX_END_SECONDS = 8;

  @BeforeEach
  void needsAShell() {
    assumeTrue(Shim.isThere("bash"), "limits are set by bash");
  }

  /** The signal that comes with such a write would end a program that does not expect it. */
  @Test
  void aLimitOfTheSizeOfFilesIsNoHarm() throws IOException {
    AppRun run =
        LoadRun.of("rate=1000", "threads=2", "calls=100000", "input=end")
            .jvm("-XX:-UsePerfData")
            .maxFileKilobytes((int) FILE_KILOBYTES)
            .option("file.min-free-disk", "0")
            .speaks()
            .mayDrop();
    Path file = run.output().resolve("app.jsonl");
    Path kept = Files.createDirectory(run.directory().resolve("kept"));
    try (Running running = run.start()) {
      for (int i = TIMES; i > 0; i--) {
        running.awaitUntil("the limit", 20, () -> size(file) == FILE_KILOBYTES * 1024);
        running.runFor(300);
        Files.move(file, kept.resolve("app.jsonl." + i));
        Instant moved = Instant.now();
        running.awaitUntil("written again", PROMISED_SECONDS, () -> LastLine.isAfter(file, moved));
      }
      running.endInput();
      Result result = running.await();
      LoadRun.calls(result);
      assertTrue(result.said().size() <= MAX_SAID, result::describe);
    }
    List<Path> files = new ArrayList<>(EventFiles.filesOf(kept, "app"));
    files.add(file);
    EventFiles.Broken read = EventFiles.readBroken(files, 5);
    Account.check(read.events(), run.expectations());
    assertTrue(read.events().last().integer("weftline.dropped_by.disk") > 0);
    assertTrue(read.fragments().size() <= TIMES, () -> "" + read.fragments());
  }

  @Test
  void anApplicationThatTakesAllDescriptorsIsNoHarm() {
    AppRun run =
        AppRun.of("Greedy")
            .args("" + TIMES, "700", "rate=2000", "threads=2", "calls=14000")
            .option("methods.include", LoadRun.STEP)
            .option("slow.method", "0")
            .option("file.max-size", "64KB")
            .option("file.max-files", "10000")
            .jvm("-Xmx48m")
            .maxOpenFiles(100)
            .speaks()
            .mayDrop();
    Path file = run.output().resolve("app.jsonl");
    long most = 0;
    Result result;
    try (Running running = run.start()) {
      for (int i = 1; i <= TIMES; i++) {
        running.awaitOutput("given back " + i);
        Instant given = Instant.now();
        long begin = System.nanoTime();
        running.awaitUntil("written again", PROMISED_SECONDS, () -> LastLine.isAfter(file, given));
        most = Math.max(most, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      }
      result = running.await().assertHealthy().assertSameOutputAsWithout();
    }
    assertTrue(result.said().size() <= MAX_SAID, result::describe);
    long lost = result.stop().integer("weftline.events.dropped");
    assertTrue(lost > 0, "no file had to be begun while there were no descriptors");
    System.out.printf(
        "all descriptors taken %d times: written again after %d ms at most, %d lost and counted%n",
        TIMES, most, lost);
  }

  /** What waits is bounded, and so are the threads of the application: they do not wait at all. */
  @Test
  void aDiskThatDoesNotAnswerTakesNoMemoryAndNoTimeOfTheApplication() {
    Shim.assumeAvailable();
    long hangsMillis = 2500;
    AppRun run =
        LoadRun.of("rate=20000", "threads=4", "calls=80000", "progress=10")
            .jvm("-Xmx32m")
            .option("file.max-files", "10000")
            .option("file.min-free-disk", "0")
            .speaks()
            .mayDrop();
    Shim.preload(run, "faults")
        .environment("FAULT_DIR", run.output().toString())
        .environment("FAULT_LOG", run.directory().resolve("faults.log").toString())
        .environment("FAULT_PLAN", "write:20:1:delay" + hangsMillis);
    Result result = run.run().assertHealthy();

    assertEquals(80_000, LoadRun.calls(result));
    List<LoadRun.Progress> progress = LoadRun.progress(result);
    double stood = longestWithoutCalls(progress) / 1e6;
    assertTrue(stood < hangsMillis / 2.0, () -> "the application stood still for " + stood + " ms");
    Event stop = result.stop();
    long full = stop.integer("weftline.dropped_by.queue_full");
    assertTrue(full > 0, "the queue was never full");
    assertEquals(full, stop.integer("weftline.events.dropped"), stop::toString);
    assertTrue(
        stop.integer("weftline.queue.max_depth") <= stop.integer("weftline.queue.capacity"),
        stop::toString);
    System.out.printf(
        "a disk that did not answer for %d ms: no call for %.0f ms at most, %d lost and counted%n",
        hangsMillis, stood, full);
  }

  /** More waits at the end than can be written by then: the rest is lost, and counted. */
  @Test
  void aSlowDiskDelaysTheEndByFewSecondsAndTheAccountIsThere() {
    Shim.assumeAvailable();
    AppRun run =
        LoadRun.of("rate=5000", "threads=4", "calls=10000")
            .option("file.min-free-disk", "0")
            .speaks()
            .mayDrop();
    Shim.preload(run, "faults")
        .environment("FAULT_DIR", run.output().toString())
        .environment("FAULT_PLAN", "write:3:*:delay200");
    Result result = run.run();

    assertEquals(10_000, LoadRun.calls(result));
    assertTrue(result.seconds() < 2 + MAX_END_SECONDS, result::describe);
    Events events = EventFiles.readTorn(run.output(), "app");
    if (events.last().kind().equals("agent.stop")) {
      Account.check(events, run.expectations());
      assertTrue(events.last().integer("weftline.dropped_by.shutdown") > 0);
    } else {
      // On a machine that is busy with other things: then it is said.
      assertTrue(result.saidOnce().contains("events made"), result::describe);
    }
  }

  /** From the first call on: to that belongs what weaving takes. */
  private static long longestWithoutCalls(List<LoadRun.Progress> progress) {
    long longest = 0;
    LoadRun.Progress before = null;
    for (LoadRun.Progress next : progress) {
      if (before == null) {
        before = next.calls().stream().allMatch(calls -> calls > 0) ? next : null;
      } else if (!next.calls().equals(before.calls())) {
        longest = Math.max(longest, next.nanos() - before.nanos());
        before = next;
      }
    }
    return longest;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      // Between the two it was taken away.
      return 0;
    }
  }
}
