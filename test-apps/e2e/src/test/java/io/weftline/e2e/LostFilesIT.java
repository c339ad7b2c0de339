package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What others do to the files of a writing agent, again and again ({@code weftline.rounds}): each
 * time there is a new file at the path soon, and what was made is in one of the files or counted.
 */
class LostFilesIT {
  private static final int ROUNDS = Integer.getInteger("weftline.rounds", 20);
  private static final int RATE = 200;
  private static final int MAX_SECONDS = 60 + 6 * ROUNDS;
  private static final long PROMISED_SECONDS = 5;

  /** Longer than the flush interval: the agent has looked in between. */
  private static final long LASTING_MILLIS = 300;

  /**
   * Does something to the files and undoes it; what was taken away goes into the directory kept.
   */
  private interface Deed {
    void on(Path file, Path kept, Running running) throws IOException;
  }

  /** A deed by its name, and whether it lasts long enough to cost something. */
  private record Case(String name, boolean mayLose, Deed deed) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What was seen in all rounds of a case. */
  private record Outcome(String name, long mostMillis, long calls, long lost) {}

  private static final List<Case> CASES =
      List.of(
          new Case("deleted", false, LostFilesIT::delete),
          new Case("renamed", false, LostFilesIT::rename),
          new Case("emptied", false, LostFilesIT::empty),
          new Case("replaced by a directory", true, LostFilesIT::replace),
          new Case("not to be opened", true, LostFilesIT::forbid),
          new Case("directory renamed", true, LostFilesIT::renameDirectory),
          new Case("directory in the way", true, LostFilesIT::replaceDirectory));

  @Test
  void aNewFileIsThereSoonAndNothingIsLostUncounted() {
    assumeTrue(
        Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix"),
        "takes open files away");
    List<Outcome> outcomes = Together.each(CASES.size(), CASES, LostFilesIT::run);
    for (Outcome outcome : outcomes) {
      System.out.printf(
          "%-26s %d times: written again after %d ms at most; %d calls, %d lost and counted%n",
          outcome.name, ROUNDS, outcome.mostMillis, outcome.calls, outcome.lost);
    }
  }

  private static Outcome run(Case tried) {
    AppRun run =
        LoadRun.of("rate=" + RATE, "threads=2", "calls=" + RATE * MAX_SECONDS, "input=end")
            .option("metrics.interval", "1h")
            .speaks()
            .mayDrop()
            .mayLoseBegin()
            .timeoutSeconds(MAX_SECONDS);
    Path file = run.output().resolve("app.jsonl");
    long most = 0;
    try (Running running = run.start()) {
      Path kept = Files.createDirectory(run.directory().resolve("kept"));
      running.awaitUntil("the first lines", 20, () -> LastLine.isAfter(file, Instant.MIN));
      for (int i = 0; i < ROUNDS; i++) {
        tried.deed.on(file, kept.resolve("app.jsonl." + (ROUNDS - i)), running);
        Instant done = Instant.now();
        long begin = System.nanoTime();
        running.awaitUntil(
            "written again after it was " + tried,
            PROMISED_SECONDS,
            () -> LastLine.isAfter(file, done));
        most = Math.max(most, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      }
      running.endInput();
      Result result = running.await();
      long calls = LoadRun.calls(result);
      assertTrue(result.said().size() <= 3 + result.seconds() / 60, result::describe);
      long lost = check(tried, run, kept, file);
      return new Outcome(tried.name, most, calls, lost);
    } catch (IOException e) {
      throw new AssertionError(run.describe(), e);
    }
  }

  /** The account from all that was taken away and what is there; returns what was lost. */
  private static long check(Case tried, AppRun run, Path kept, Path file) throws IOException {
    List<Path> files = new ArrayList<>(EventFiles.filesOf(kept, "app"));
    files.add(file);
    Events events = EventFiles.readBroken(files, 5).events();
    Account.check(events, run.expectations());
    assertEquals(
        List.of("app.jsonl"),
        Project.list(run.output()).stream().filter(name -> !name.startsWith(".")).toList());
    long lost = events.last().integer("weftline.events.dropped");
    assertTrue(tried.mayLose || lost == 0, () -> tried + " cost " + lost);
    return lost;
  }

  private static void delete(Path file, Path kept, Running running) throws IOException {
    Files.createLink(kept, file);
    Files.delete(file);
  }

  private static void rename(Path file, Path kept, Running running) throws IOException {
    Files.move(file, kept);
  }

  /** What {@code copytruncate} does, but with nothing in between. */
  private static void empty(Path file, Path kept, Running running) throws IOException {
    standing(
        running,
        () -> {
          Files.copy(file, kept);
          Files.newByteChannel(file, StandardOpenOption.WRITE).truncate(0).close();
        });
  }

  private static void replace(Path file, Path kept, Running running) throws IOException {
    standing(
        running,
        () -> {
          Files.move(file, kept);
          Files.createDirectory(file);
        });
    running.runFor(LASTING_MILLIS);
    Files.delete(file);
  }

  /** Nothing changes for root, and for others what is open stays open. */
  private static void forbid(Path file, Path kept, Running running) throws IOException {
    Files.createLink(kept, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Path other = kept.resolveSibling("forbidden");
    Files.createFile(
        other, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    running.runFor(LASTING_MILLIS);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r-----"));
  }

  private static void renameDirectory(Path file, Path kept, Running running) throws IOException {
    Path taken = kept.resolveSibling("taken-" + kept.getFileName());
    Files.move(file.getParent(), taken);
    running.runFor(LASTING_MILLIS);
    Files.move(taken.resolve(file.getFileName()), kept);
  }

  private static void replaceDirectory(Path file, Path kept, Running running) throws IOException {
    Path directory = file.getParent();
    Path taken = kept.resolveSibling("taken-" + kept.getFileName());
    standing(
        running,
        () -> {
          Files.move(directory, taken);
          Files.createFile(directory);
        });
    running.runFor(LASTING_MILLIS);
    Files.delete(directory);
    Files.move(taken.resolve(file.getFileName()), kept);
  }

  /** Steps that the process is to find done all at once. */
  private interface Steps {
    void take() throws IOException;
  }

  private static void standing(Running running, Steps steps) throws IOException {
    running.signal("STOP");
    try {
      steps.take();
    } finally {
      running.signal("CONT");
    }
  }
}
