package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a program ends, what it did last is written, and the agent does not keep it. */
class EndingsIT {
  private static final String LAST = "com.acme.plain.Endings$Last";
  private static final long SIGTERM_EXIT = 128 + 15;

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 3", "daemon, 0", "uncaught, 1"})
  void writesTheLastWorkAndThatOfShutdownHooks(String way, int exitCode) {
    Result result = run(Jdk.running(), way, exitCode);

    Events calls = finished(result);
    assertEquals(1, calls.where("code.function.name", LAST + ".work").size(), calls::toString);
    Event hook = calls.where("code.function.name", LAST + ".hook").only();
    assertEquals("last-hook", hook.text("thread.name"));
    assertEquals(way.equals("uncaught") ? 1 : 0, result.events("exception").size());
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void exitWithinATimedCallIsNoDeadlock(Jdk jdk) {
    Result result = run(jdk, "exit-within", 4);

    finished(result).where("code.function.name", LAST + ".hook").only();
    assertTrue(result.seconds() < 10, () -> result.seconds() + " s" + result.describe());
  }

  /** The program waits for ever; whoever runs it has had enough. */
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void endsOnSigterm(Jdk jdk) {
    AppRun run = endings("wait").on(jdk).exits((int) SIGTERM_EXIT);
    try (Running running = run.start()) {
      running.awaitOutput("waiting");
      running.terminate();
      Result result = running.await().assertHealthy();

      assertEquals("waiting\nhook done\n", result.out());
      finished(result).where("code.function.name", LAST + ".hook").only();
    }
  }

  @Test
  void aKilledProgramLeavesWhatWasWrittenBefore() {
    AppRun run = endings("wait");
    Path file = run.output().resolve("app.jsonl");
    try (Running running = run.start()) {
      running.awaitUntil("agent.start is on disk", 10, () -> contains(file, "\"agent.start\""));
      running.kill();
      running.await();
    }
    Events events = EventFiles.readTorn(run.output(), "app");
    assertEquals(List.of("agent.file", "agent.start"), events.texts("kind").subList(0, 2));

    Result next = endings("return").in(run.directory()).run().assertHealthy();
    assertEquals(2, next.events("agent.start").size());
  }

  private static Result run(Jdk jdk, String way, int exitCode) {
    return endings(way).on(jdk).exits(exitCode).timeoutSeconds(30).runHealthy();
  }

  private static AppRun endings(String way) {
    return AppRun.of("Endings")
        .args(way)
        .option("methods.include", LAST)
        .option("slow.method", "20ms");
  }

  /** The calls that have ended: early events of those still running do not count. */
  private static Events finished(Result result) {
    return result.events("method.call").ended();
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
