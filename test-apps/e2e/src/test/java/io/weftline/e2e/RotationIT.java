package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files of a limited size, of a limited number, compressed, and of two processes. */
class RotationIT {
  private static final long MAX_BYTES = 64 * 1024;

  @Test
  void filesAreSmallAndTheirLinesHaveNoGap() throws IOException {
    AppRun run = many().option("file.max-files", "10000");
    Result result = run.runHealthy();

    List<Path> files = EventFiles.filesOf(run.output(), "app");
    assertTrue(files.size() > 20, files::toString);
    for (Path file : files) {
      long bytes = Files.size(file);
      assertTrue(bytes <= MAX_BYTES, () -> file + " has " + bytes + " bytes");
    }
    assertEquals(10_000, result.events("db.query").size());
    assertChained(result.events("agent.file"));
    assertEquals(files.size(), result.events("agent.file").size());
    assertEquals(files.size() - 1, result.stop().integer("weftline.rotations"));
  }

  @Test
  void theOldestFilesAreDeleted() {
    AppRun run = many().option("file.max-files", "3").mayDeleteFiles();
    Result result = run.runHealthy();

    assertEquals(List.of("app.jsonl", "app.jsonl.1", "app.jsonl.2", "app.jsonl.3"), visible(run));
    assertChained(result.events("agent.file"));
    assertTrue(result.stop().integer("weftline.events.written") > 10_000);
  }

  @Test
  void compressesFromTheSecondBackupOn() {
    AppRun run = many().option("file.max-files", "10000").option("file.compress", "true");
    Result result = run.runHealthy();

    List<String> files = visible(run);
    assertTrue(files.contains("app.jsonl") && files.contains("app.jsonl.1"), files::toString);
    // The writer compresses while it has nothing to write: under load it is behind.
    assertTrue(files.stream().anyMatch(name -> name.endsWith(".gz")), files::toString);
    assertTrue(files.stream().noneMatch(name -> name.endsWith(".1.gz")), files::toString);
    assertEquals(10_000, result.events("db.query").size());
  }

  @Test
  void errorsAreCopiedToAFileOfTheirOwn() {
    AppRun run =
        AppRun.of("Failures")
            .args("uncaught-in-thread", "handled", "wrapped")
            .option(
                "methods.include", "com.acme.plain.Failures$Deep,com.acme.plain.Failures$Thrower");
    Result result = run.runHealthy();

    assertEquals(List.of("app-errors.jsonl", "app.jsonl"), visible(run));
    Events copies = EventFiles.readFile(run.output().resolve("app-errors.jsonl"));
    assertEquals(0, copies.first().seq(), () -> "" + copies);
    List<String> errors =
        result.events().stream()
            .filter(event -> event.text("level").matches("ERROR|FATAL"))
            .map(Event::text)
            .collect(Collectors.toList());
    assertEquals(2, errors.size(), () -> "" + result.events());
    assertEquals(errors, copies.stream().skip(1).map(Event::text).collect(Collectors.toList()));
  }

  @Test
  void noFileOfErrorsWhereNobodyWantsIt() {
    AppRun run = AppRun.of("Failures").args("uncaught-in-thread").option("file.errors", "false");
    run.runHealthy();

    assertEquals(List.of("app.jsonl"), visible(run));
  }

  @Test
  void twoProcessesOfOneServiceHaveTwoFiles() {
    AppRun first = Ticker.run();
    AppRun second = Ticker.run().in(first.directory());
    Path one = first.output().resolve("app.jsonl");
    Path other = first.output().resolve("app-2.jsonl");
    try (Running running = first.start()) {
      running.awaitOutput("ticking");
      running.awaitUntil("the file of the first", 10, () -> Files.exists(one));
      try (Running neighbour = second.start()) {
        neighbour.awaitOutput("ticking");
        neighbour.awaitUntil("the file of the second", 10, () -> Files.exists(other));
        neighbour.endInput();
        assertEquals(0, neighbour.await().exitCode());
      }
      running.endInput();
      running.await().assertHealthy();
    }
    assertEquals(List.of("app-2.jsonl", "app.jsonl"), visible(first));
    Account.check(EventFiles.readFile(other), second.expectations());

    Result third = AppRun.of("Hello").in(first.directory()).run().assertHealthy();
    assertEquals(List.of("app-2.jsonl", "app.jsonl"), visible(first), third::describe);
  }

  private static AppRun many() {
    return AppRun.of("counting.Statements")
        .args("many")
        .option("query.log", "all")
        .option("output.when-full", "wait")
        .option("file.max-size", "64KB");
  }

  private static List<String> visible(AppRun run) {
    return Project.list(run.output()).stream().filter(name -> !name.startsWith(".")).toList();
  }

  /** Each header says which file came before, and counts. */
  private static void assertChained(Events headers) {
    Event before = null;
    for (Event header : headers) {
      if (before != null) {
        assertEquals(
            before.text("weftline.file.id"), header.text("weftline.file.previous"), "previous");
        assertEquals(
            before.integer("weftline.file.sequence") + 1,
            header.integer("weftline.file.sequence"),
            header::toString);
      }
      before = header;
    }
  }
}
