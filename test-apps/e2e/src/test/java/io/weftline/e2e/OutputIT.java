package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the lines go, and what becomes of the program when they cannot. */
class OutputIT {
  private static final String PLACE = "com.acme.plain.Orders.place";

  @Test
  void makesADirectoryThatIsNotThere() {
    AppRun.of("Hello").option("output.dir", "a/b/c").runHealthy();
  }

  @Test
  void aFileInThePlaceOfTheDirectoryIsOneWarning() throws IOException {
    AppRun run = AppRun.of("Hello").option("output.dir", "taken").speaks();
    Files.writeString(run.directory().resolve("taken"), "not ours");
    Result result = run.run().assertSameOutputAsWithout();

    assertTrue(result.saidOnce().contains("taken"), result.saidOnce());
    assertEquals("not ours", Files.readString(run.directory().resolve("taken")));
  }

  /** Nobody may write there, not even an administrator. */
  @Test
  void aDirectoryThatCannotBeWrittenIsOneWarning() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    Result result =
        AppRun.of("Hello")
            .option("output.dir", "/proc/weftline")
            .speaks()
            .run()
            .assertSameOutputAsWithout();

    assertTrue(result.saidOnce().contains("/proc/weftline"), result.saidOnce());
  }

  /** As on a full disk: from some byte on every write fails. */
  @Test
  void aFullDiskIsNoHarm() {
    AppRun run =
        AppRun.of("counting.Statements")
            .args("threads", "plain")
            .option("query.log", "all")
            .jvm("-XX:-UsePerfData")
            .maxFileKilobytes(200)
            .speaks();
    Result result = run.run().assertSameOutputAsWithout();

    assertFalse(result.said().isEmpty(), result::describe);
    assertTrue(result.said().size() <= 3, result::describe);
    Events events = EventFiles.readTorn(run.output(), "app");
    assertTrue(events.size() > 50, events::toString);
  }

  /** Under the hands of the agent, as a careless clean-up does. */
  @Test
  void aDeletedFileComesBackAndTheAccountIsExact() {
    AppRun run = Ticker.run();
    Path file = run.output().resolve("app.jsonl");
    try (Running running = run.start()) {
      running.awaitOutput("ticking");
      running.awaitUntil("the first lines", 10, () -> size(file) > 4000);
      delete(file);
      running.awaitUntil("the file is there again", 8, () -> size(file) > 4000);
      running.endInput();
      Result result = running.await();

      assertEquals("ticking\ndone\n", result.out(), result::describe);
      assertEquals(0, result.exitCode());
      Event header = result.events().first();
      assertEquals("agent.file", header.kind());
      Event stop = result.events().last();
      assertEquals("agent.stop", stop.kind());
      assertEquals(
          stop.integer("weftline.events.made"),
          stop.integer("weftline.events.written") + stop.integer("weftline.events.dropped"),
          stop::toString);
      assertEquals(stop.seq(), stop.integer("weftline.events.made"));
    }
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void stdoutTakesLinesBesideThoseOfTheProgram(Jdk jdk) {
    AppRun run =
        AppRun.of("Orders")
            .on(jdk)
            .option("methods.include", PLACE)
            .option("slow.method", "0")
            .option("output.target", "stdout");
    Result result = run.run();

    assertEquals(0, result.exitCode(), result::describe);
    assertEquals("", result.err(), result::describe);
    List<String> ours = result.out().lines().filter(line -> line.startsWith("{")).toList();
    Events events = EventFiles.parse("stdout", ours);
    assertEquals("agent.start", events.first().kind());
    assertEquals(1, events.first().seq());
    assertEquals("agent.stop", events.last().kind());
    assertEquals(0, events.of("agent.file").size());
    assertEquals(2, events.of("method.call").size());
    assertEquals(events.size(), events.last().integer("weftline.events.written"));
    String theirs =
        result
            .out()
            .lines()
            .filter(line -> !line.startsWith("{"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertEquals(run.without().out(), theirs);
    assertEquals(List.of(), Project.list(run.directory()));
  }

  @Test
  void consoleIsForPeopleAndHasNoColourWithoutATerminal() {
    AppRun run =
        AppRun.of("Orders")
            .option("methods.include", PLACE)
            .option("slow.method", "0")
            .option("output.target", "stdout")
            .option("output.format", "console");
    Result result = run.run();

    assertEquals(0, result.exitCode(), result::describe);
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("{")), result::describe);
    assertEquals(
        2,
        lines.stream().filter(line -> line.contains("method.call Orders.place")).count(),
        result::describe);
    assertFalse(result.out().contains("\u001b"), result::describe);
    assertTrue(lines.containsAll(run.without().out().lines().toList()), result::describe);
  }

  @Test
  void labelsAreOnEveryLine() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", PLACE)
            .option("slow.method", "0")
            .option("output.labels", "team=shop,region=eu")
            .runHealthy();

    for (Event event : result.events()) {
      assertEquals("shop", event.text("labels.team"), event::toString);
      assertEquals("eu", event.text("labels.region"), event::toString);
    }
  }

  /** A small queue under heavy load loses, and says so. */
  @Test
  void whatDoesNotFitIsCounted() {
    Result result =
        AppRun.of("counting.Statements")
            .args("threads")
            .option("query.log", "all")
            .option("output.queue-size", "64")
            .mayDrop()
            .runHealthy();

    long written = result.events("db.query").size();
    long dropped = result.stop().integer("weftline.events.dropped");
    assertTrue(written > 0, () -> "" + result.stop());
    assertTrue(written + dropped >= 8000, () -> written + " written, dropped by " + result.stop());
  }

  @Test
  void waitingLosesNothing() {
    Result result =
        AppRun.of("counting.Statements")
            .args("threads")
            .option("query.log", "all")
            .option("output.queue-size", "64")
            .option("output.when-full", "wait")
            .runHealthy();

    assertEquals(8000, result.events("db.query").size());
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
