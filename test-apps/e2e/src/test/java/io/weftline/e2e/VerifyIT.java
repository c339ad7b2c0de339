package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar weftline.jar verify} on what real programs have written. */
class VerifyIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int KILLS = 4;
  private static final String COUNTER = "com.acme.plain.Crowd$Counter";

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void provesRotatedAndCompressedFiles(Jdk jdk) {
    AppRun run = many().option("file.max-files", "10000").option("file.compress", "true");
    Result result = run.runHealthy();
    assertTrue(Project.list(run.output()).stream().anyMatch(name -> name.endsWith(".gz")));

    Command verify = Command.run(jdk, run.directory(), "verify", "--json").assertExit(0);
    JsonNode process = processes(verify).get(0);
    assertEquals("complete", process.get("verdict").asText(), verify::toString);
    assertEquals("stopped", process.get("end").asText());
    assertEquals("app", process.get("service").asText());
    assertEquals(result.events().size(), process.get("lines").asInt());
    assertEquals(EventFiles.filesOf(run.output(), "app").size(), process.get("files").size());
    for (String count : List.of("made", "written", "dropped")) {
      long expected = result.stop().integer("weftline.events." + count);
      assertEquals(expected, process.get(count).asLong(), count);
    }
    Command text = Command.run(jdk, run.directory(), "verify").assertExit(0);
    assertTrue(text.out().contains("every event is here, once"), text::toString);
  }

  @Test
  void knowsHowManyLinesTheDeletedFilesHad() {
    AppRun run = many().option("file.max-files", "3").mayDeleteFiles();
    Result result = run.runHealthy();

    JsonNode process = processes(verify(run).assertExit(0)).get(0);
    assertEquals("consistent", process.get("verdict").asText(), process::toString);
    long written = result.stop().integer("weftline.events.written");
    assertEquals(result.events().size(), process.get("lines").asLong());
    assertEquals(written - result.events().size(), process.get("deleted_lines").asLong());
    long deleted = result.stop().integer("weftline.rotations") - 3;
    assertEquals(deleted, process.get("deleted_files").asLong());
  }

  @Test
  void provesThatWhatAFullQueueLostWasCounted() {
    AppRun run =
        AppRun.of("counting.Statements")
            .args("threads")
            .option("query.log", "all")
            .option("output.queue-size", "64")
            .mayDrop();
    Result result = run.runHealthy();

    JsonNode process = processes(verify(run).assertExit(0)).get(0);
    assertEquals("complete", process.get("verdict").asText(), process::toString);
    long dropped = result.stop().integer("weftline.events.dropped");
    assertTrue(dropped > 0, result::describe);
    assertEquals(dropped, process.get("dropped").asLong());
    assertEquals(dropped, process.get("dropped_by").get("queue_full").asLong());
  }

  @Test
  void holdsTheCopiesOfErrorsAgainstTheirLines() throws IOException {
    AppRun run = AppRun.of("Failures").args("uncaught-in-thread", "handled", "wrapped");
    run.runHealthy();
    Path copies = run.output().resolve("app-errors.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(copies));
    assertTrue(lines.size() > 1, lines::toString);
    verify(run).assertExit(0);

    lines.set(1, lines.get(1).replaceFirst("\"level\":\"ERROR\"", "\"level\":\"FATAL\""));
    Files.write(copies, lines);
    assertTrue(verify(run).assertExit(3).out().contains("\"kind\":\"copy\""));
  }

  /** While it writes, rotates, compresses and deletes; killed at any moment; and begun anew. */
  @Test
  void processesThatAreKilledAndBegunAnewAreNoFalseAlarm() throws IOException {
    String forEver = Integer.toString(Integer.MAX_VALUE);
    AppRun first = crowd(forEver);
    for (int i = 0; i < KILLS; i++) {
      AppRun run = crowd(forEver).in(first.directory());
      try (Running running = run.start()) {
        running.awaitUntil("several files of this process", 30, () -> hasRotated(run));
        for (int look = 0; look < 2; look++) {
          JsonNode now = last(verify(run).assertExit(0));
          assertEquals("running", now.get("end").asText(), now::toString);
          assertEquals("consistent", now.get("verdict").asText(), now::toString);
        }
        running.kill();
        running.await();
      }
      JsonNode killed = last(verify(run).assertExit(0));
      assertEquals("killed", killed.get("end").asText(), killed::toString);
      assertTrue(killed.get("torn_lines").asInt() <= 1, killed::toString);
    }
    AppRun last = crowd("10").in(first.directory());
    assertEquals("", last.run().err());
    Command verify = verify(last).assertExit(0);
    assertEquals("stopped", last(verify).get("end").asText(), verify::toString);
    assertEquals("complete", last(verify).get("verdict").asText(), verify::toString);
    checkLines(last.output());
  }

  private static boolean hasRotated(AppRun run) {
    Command verify = verify(run);
    if (verify.out().isEmpty()) {
      return false;
    }
    JsonNode process = last(verify);
    return process.get("end").asText().equals("running") && process.get("files").size() > 3;
  }

  /** Of each process that was killed one line at most is torn; all others are right. */
  private static void checkLines(Path output) throws IOException {
    List<String> whole = new ArrayList<>();
    int torn = 0;
    for (Path file : EventFiles.filesOf(output, "app")) {
      try (InputStream raw = Files.newInputStream(file);
          InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
        for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
          if (line.endsWith("}")) {
            whole.add(line);
          } else {
            torn++;
          }
        }
      }
    }
    assertTrue(torn <= KILLS, torn + " torn lines");
    Events events = EventFiles.parse("app", whole);
    assertEquals(1, events.of("agent.stop").size());
    for (String kind : List.of("agent.stats", "agent.stop")) {
      for (Event event : events.of(kind)) {
        assertEquals(0, event.integer("weftline.advice_failures"), event::toString);
      }
    }
  }

  @Test
  void whatIsMissingIsFoundAndNamed() throws IOException {
    AppRun run = many().option("file.max-files", "10000");
    Result result = run.runHealthy();
    verify(run).assertExit(0);
    Path backup = run.output().resolve("app.jsonl.7");
    List<String> lines = Files.readAllLines(backup);

    List<String> without = new ArrayList<>(lines);
    String removed = without.remove(20);
    Files.write(backup, without);
    String number = removed.replaceFirst(".*\"seq\":([0-9]+).*", "$1");
    JsonNode finding = only(verify(run).assertExit(3));
    assertEquals("missing_lines", finding.get("kind").asText());
    assertEquals("weftline/app.jsonl.7", finding.get("file").asText());
    assertTrue(finding.get("text").asText().replace(",", "").endsWith("number " + number));

    List<String> torn = new ArrayList<>(lines);
    torn.set(20, lines.get(20).substring(0, 100));
    Files.write(backup, torn);
    finding = only(verify(run).assertExit(3));
    assertEquals("damaged", finding.get("kind").asText());
    assertEquals(21, finding.get("line").asInt());

    List<String> twice = new ArrayList<>(lines);
    twice.add(20, lines.get(20));
    Files.write(backup, twice);
    finding = only(verify(run).assertExit(3));
    assertEquals("twice", finding.get("kind").asText());
    assertEquals(22, finding.get("line").asInt());

    Files.delete(backup);
    finding = only(verify(run).assertExit(3));
    assertEquals("missing_file", finding.get("kind").asText());
    assertEquals("weftline/app.jsonl.6", finding.get("file").asText());

    Files.write(backup, lines);
    JsonNode whole = last(verify(run).assertExit(0));
    assertEquals(result.events().size(), whole.get("lines").asInt());
  }

  private static AppRun many() {
    return AppRun.of("counting.Statements")
        .args("many")
        .option("query.log", "all")
        .option("output.when-full", "wait")
        .option("file.max-size", "64KB");
  }

  /** Four threads, each call of which is a line; the queue overflows. */
  private static AppRun crowd(String calls) {
    return AppRun.of("Crowd")
        .args("4", calls)
        .option("methods.include", COUNTER)
        .option("slow.method", "0")
        .option("metrics.interval", "1s")
        .option("file.max-size", "1MB")
        .option("file.compress", "true")
        .mayDrop()
        .mayDeleteFiles();
  }

  private static Command verify(AppRun run) {
    return Command.run(Jdk.running(), run.directory(), "verify", "--json");
  }

  private static List<JsonNode> processes(Command verify) {
    List<JsonNode> processes = new ArrayList<>();
    try {
      for (String line : verify.out().lines().toList()) {
        processes.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(verify.toString(), e);
    }
    assertTrue(!processes.isEmpty(), verify::toString);
    return processes;
  }

  /** The process that wrote last. */
  private static JsonNode last(Command verify) {
    List<JsonNode> processes = processes(verify);
    return processes.get(processes.size() - 1);
  }

  private static JsonNode only(Command verify) {
    List<JsonNode> found = new ArrayList<>();
    processes(verify).forEach(process -> process.get("findings").forEach(found::add));
    assertEquals(1, found.size(), verify::toString);
    return found.get(0);
  }
}
