package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A disk of 1 MB that is filled and freed again and again under a writing agent; {@code
 * weftline.disk-cycles} says how often.
 */
class FullDiskIT {
  private static final int CYCLES = Integer.getInteger("weftline.disk-cycles", 20);
  private static final long SEED = Long.getLong("weftline.seed", 20261121);

  /** What one process writes in so many cycles fits on the disk beside the rest. */
  private static final int CYCLES_OF_A_PROCESS = 40;

  private static final int RATE = 20;
  private static final long PROMISED_SECONDS = 5;

  private final List<Long> recoveredMillis = new ArrayList<>();
  private long lost;
  private long fragments;

  @Test
  void whatDoesNotFitIsCountedAndWritingGoesOnWhenThereIsRoom() {
    Random random = new Random(SEED);
    for (int done = 0; done < CYCLES; done += CYCLES_OF_A_PROCESS) {
      AppRun run = load();
      try (SmallDisk disk = SmallDisk.mount(run.output(), "size=1m")) {
        fillAndFree(run, disk, Math.min(CYCLES_OF_A_PROCESS, CYCLES - done), random);
      }
    }
    System.out.printf(
        "%d times full, seed %d: written again after %d ms in the mean, %d at most; %d lost and"
            + " counted, %d lines torn%n",
        recoveredMillis.size(),
        SEED,
        recoveredMillis.stream().mapToLong(Long::longValue).sum() / recoveredMillis.size(),
        recoveredMillis.stream().mapToLong(Long::longValue).max().orElse(0),
        lost,
        fragments);
  }

  @Test
  void leavesNoEmptyFileOnADiskThatStaysFull() {
    AppRun run = load();
    try (SmallDisk disk = SmallDisk.mount(run.output(), "size=1m")) {
      disk.fill();
      Result result = run.args("rate=200", "calls=200").run();

      assertEquals(200, LoadRun.calls(result));
      assertTrue(result.said().size() <= 3, result::describe);
      assertEquals(
          List.of(),
          Project.list(run.output()).stream().filter(name -> name.contains(".jsonl")).toList());
    }
  }

  private static AppRun load() {
    return LoadRun.of("rate=" + RATE, "threads=1", "calls=20000", "input=end")
        .option("file.max-size", "64KB")
        .option("file.max-files", "10000")
        .option("metrics.interval", "1h")
        // Of a volume as small as this the room that is kept for others would be most.
        .option("file.min-free-disk", "0")
        .speaks()
        .mayDrop()
        .mayLoseBegin()
        .timeoutSeconds(300);
  }

  private void fillAndFree(AppRun run, SmallDisk disk, int cycles, Random random) {
    Path file = run.output().resolve("app.jsonl");
    try (Running running = run.start()) {
      running.awaitUntil("the first lines", 20, () -> LastLine.isAfter(file, Instant.MIN));
      for (int i = 0; i < cycles; i++) {
        disk.fill();
        // Longer than the flush interval, so that something is lost, and out of step with retries.
        running.runFor(300 + random.nextInt(500));
        disk.free();
        Instant freed = Instant.now();
        long begin = System.nanoTime();
        running.awaitUntil("written again", PROMISED_SECONDS, () -> LastLine.isAfter(file, freed));
        recoveredMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      }
      running.endInput();
      Result result = running.await();
      LoadRun.calls(result);
      assertTrue(result.said().size() <= 3 + result.seconds() / 60, result::describe);
    }
    EventFiles.Broken read = EventFiles.readBroken(EventFiles.filesOf(run.output(), "app"), 1);
    Account.check(read.events(), run.expectations());
    assertTrue(read.fragments().stream().allMatch(EventFiles.Fragment::ended));
    assertFalse(Files.exists(run.output().resolve("app-2.jsonl")));
    lost += read.events().last().integer("weftline.events.dropped");
    fragments += read.fragments().size();
    assertTrue(lost > 0, "the disk was never full when something was to be written");
  }
}
