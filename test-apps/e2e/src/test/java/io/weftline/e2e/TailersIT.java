package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Who follows the files sees every line once, however often they are renamed under his eyes. {@code
 * -Dtailers.rotations=10000} makes it as many.
 *
 * <p>The program makes the next burst when the reader has the last one, so that no test depends on
 * how fast a machine is; within a burst the reader runs behind as best it can.
 */
class TailersIT {
  private static final int ROTATIONS = Integer.getInteger("tailers.rotations", 300);
  private static final int OTHERS = Integer.getInteger("tailers.rotations", 100);

  /** So many files that a reader loses sight of the first of them. */
  private static final int LONG_BURST = 7 * Bursts.CALLS_PER_FILE;

  /** Less than a file, so that there is one rotation at most. */
  private static final int SHORT_BURST = Bursts.CALLS_PER_FILE / 2;

  private static final int MAX_BACKUPS = 20;
  private static final int SECONDS_FOR_BURST = 30;

  @Test
  void whoReadsTheRestOfARenamedFileGetsEachRecordOnce() throws IOException {
    AppRun run = Bursts.run().option("file.max-files", "" + MAX_BACKUPS);
    assumeFilesHaveKeys(run);
    Arrivals arrivals = new Arrivals("the reference");
    try (Tailer tailer = tailer(run, MAX_BACKUPS, arrivals)) {
      drive(run, LONG_BURST, ROTATIONS / 7, arrivals, tailer::poll);

      long rotations = arrivals.assertWhole();
      assertTrue(rotations >= ROTATIONS, arrivals::toString);
      assertEquals(rotations + 1, tailer.files(), arrivals::toString);
      assertEquals(0, tailer.lost());
      // Otherwise nothing but the current file was ever read.
      assertTrue(tailer.furthestBehind() > 1, () -> "behind by " + tailer.furthestBehind());
      assertTrue(arrivals.longest() > 15_000, arrivals::toString);
    }
  }

  /** The youngest backup stays plain: time enough for the rest of it. */
  @Test
  void whoIsNotBehindByMoreThanAFileNeedsNoCompressedOne() throws IOException {
    AppRun run = Bursts.run().option("file.max-files", "5").option("file.compress", "true");
    assumeFilesHaveKeys(run);
    Arrivals arrivals = new Arrivals("the reference");
    try (Tailer tailer = tailer(run, 5, arrivals)) {
      drive(run, SHORT_BURST, ROTATIONS, arrivals, tailer::poll);

      assertTrue(arrivals.assertWhole() >= ROTATIONS / 3, arrivals::toString);
      assertEquals(0, tailer.lost());
      assertTrue(Project.list(run.output()).stream().anyMatch(name -> name.endsWith(".gz")));
    }
  }

  /** Whoever is, finds what it lacks in the compressed ones, and nowhere else. */
  @Test
  void whatIsCompressedBeforeItIsReadIsWhole() throws IOException {
    AppRun run = Bursts.run().option("file.max-files", "50").option("file.compress", "true");
    assumeFilesHaveKeys(run);
    Arrivals arrivals = new Arrivals("the reference");
    try (Running running = run.start();
        Tailer tailer = tailer(run, 50, arrivals)) {
      running.awaitOutput("ready");
      await(running, "the first line", arrivals, tailer::poll, () -> arrivals.files() == 1);
      running.type(10 * Bursts.CALLS_PER_FILE + "\n");
      running.awaitUntil(
          "all but the youngest compressed", SECONDS_FOR_BURST, () -> isCompressed(run.output()));
      running.endInput();
      Result result = running.await().assertHealthy();
      assertEquals("ready\nmade " + 10 * Bursts.CALLS_PER_FILE + "\n", result.out());
      assertEquals("", result.err(), result::describe);

      tailer.poll();
      assertTrue(arrivals.hasEnded(), arrivals::toString);
      assertEquals(1, tailer.lost());
      BitSet read = arrivals.seen();
      BitSet compressed = new BitSet();
      for (Event event : result.events()) {
        if (event.file().toString().endsWith(".gz")) {
          compressed.set((int) event.seq());
        }
      }
      long made = result.stop().seq();
      assertTrue(read.cardinality() < made, arrivals::toString);
      read.or(compressed);
      assertEquals(made, read.cardinality(), () -> "first missing: " + read.nextClearBit(1));
    }
  }

  @Test
  void whatTheProductItselfFollowsIsWhole() throws IOException {
    AppRun run = Bursts.run().option("file.max-files", "" + MAX_BACKUPS);
    assumeFilesHaveKeys(run);
    Path file = run.output().resolve("app.jsonl");
    Arrivals arrivals = new Arrivals("weftline tail");
    try (Shipper tail = Shipper.ofTheProduct(file);
        Tailer out = new Tailer(tail.out(), 0, arrivals::add)) {
      drive(run, LONG_BURST, OTHERS / 7, arrivals, out::poll);

      assertTrue(arrivals.assertWhole() >= OTHERS, arrivals::toString);
    }
  }

  /** Not on every machine. */
  @Test
  void rsyslogGetsEachRecordOnce() throws IOException {
    AppRun run = Bursts.run().option("file.max-files", "5");
    Arrivals arrivals = new Arrivals("rsyslog");
    try (Shipper rsyslog = Shipper.rsyslog(run.output());
        Tailer out = new Tailer(rsyslog.out(), 0, arrivals::add)) {
      Files.writeString(run.output().resolve("app-errors.jsonl"), "copies are left out\n");
      drive(run, SHORT_BURST, OTHERS * 2, arrivals, out::poll);

      assertTrue(arrivals.assertWhole() >= OTHERS, arrivals::toString);
      assertTrue(arrivals.longest() > 15_000, arrivals::toString);
    }
  }

  /** Runs the program burst by burst, each when the one before has arrived, to its end. */
  private static void drive(AppRun run, int burst, int bursts, Arrivals arrivals, Runnable read) {
    try (Running running = run.start()) {
      running.awaitOutput("ready");
      await(running, "the first line", arrivals, read, () -> arrivals.files() == 1);
      for (int i = 1; i <= bursts; i++) {
        int calls = i * burst;
        running.type(burst + "\n");
        await(running, "call " + calls, arrivals, read, () -> arrivals.calls() >= calls);
      }
      running.endInput();
      Result result = running.await().assertHealthy();
      assertEquals("ready\nmade " + bursts * burst + "\n", result.out(), result::describe);
      assertEquals("", result.err(), result::describe);
    }
    awaitEnd(arrivals, read);
    assertEquals(bursts * burst, arrivals.calls(), arrivals::toString);
  }

  private static void await(
      Running running, String what, Arrivals arrivals, Runnable read, BooleanSupplier condition) {
    try {
      running.awaitUntil(
          what + " at the other end",
          SECONDS_FOR_BURST,
          () -> {
            read.run();
            return condition.getAsBoolean();
          });
    } catch (AssertionError e) {
      throw new AssertionError(arrivals + "\n" + e.getMessage(), e);
    }
  }

  private static boolean isCompressed(Path directory) {
    List<String> backups =
        Project.list(directory).stream().filter(name -> name.startsWith("app.jsonl.")).toList();
    return backups.size() > 5
        && backups.stream().allMatch(name -> name.endsWith(".1") || name.endsWith(".gz"));
  }

  private static void awaitEnd(Arrivals arrivals, Runnable read) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_FOR_BURST);
    read.run();
    while (!arrivals.hasEnded()) {
      assertTrue(System.nanoTime() - until < 0, () -> "the last line does not come: " + arrivals);
      // Nobody tells us when a shipper has written.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      read.run();
    }
  }

  private static Tailer tailer(AppRun run, int maxBackups, Arrivals arrivals) {
    return new Tailer(run.output().resolve("app.jsonl"), maxBackups, arrivals::add);
  }

  private static void assumeFilesHaveKeys(AppRun run) throws IOException {
    assumeTrue(
        Files.readAttributes(run.directory(), BasicFileAttributes.class).fileKey() != null,
        "files can be told apart by their names only");
  }
}
