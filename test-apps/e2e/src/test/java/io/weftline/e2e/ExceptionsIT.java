package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is thrown is one event, decided at the end of its unit of work. */
class ExceptionsIT {
  private static final String FAILURES = "com.acme.plain.Failures";
  private static final String TIMED = FAILURES + "$Deep," + FAILURES + "$Thrower";
  private static final String STATE = "java.lang.IllegalStateException";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // way, type, handled (empty: the rest is unseen), level, thread
    "uncaught-in-thread, java.lang.IllegalStateException, false, ERROR, worker",
    "uncaught-in-pool, java.lang.IllegalStateException, false, ERROR, pool-worker",
    "caught-outside, java.lang.IllegalStateException, , ERROR, main",
    "handled, java.lang.IllegalStateException, true, WARN, main",
    "wrapped, java.lang.UnsupportedOperationException, , ERROR, main",
    "wrapped-and-handled, java.lang.UnsupportedOperationException, true, WARN, main",
    "cyclic, java.lang.RuntimeException, , ERROR, main",
    "hostile, com.acme.plain.Failures$Hostile, , ERROR, main",
    "suppressed, java.lang.IllegalStateException, , ERROR, main",
    "no-stack, com.acme.plain.Failures$NoStack, , ERROR, main",
    "huge-message, java.lang.IllegalStateException, , ERROR, main",
  })
  void isOneEvent(String way, String type, String handled, String level, String thread) {
    Event exception = run(way).events("exception").only();

    assertEquals(type, exception.text("error.type"), exception::toString);
    assertEquals(
        handled == null ? "" : handled,
        exception.at("error.handled").asText(),
        exception::toString);
    assertEquals(level, exception.text("level"), exception::toString);
    assertEquals(thread, exception.text("thread.name"), exception::toString);
    assertTrue(exception.at("error.new").asBoolean(), exception::toString);
    assertEquals(1, exception.at("error.count").asInt(1), exception::toString);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void uncaughtInMainIsNotHandledAndPrintedAsEver(Jdk jdk) {
    Result result =
        AppRun.of("Failures")
            .on(jdk)
            .args("uncaught-in-main")
            .option("methods.include", TIMED)
            .exits(1)
            .runHealthy();

    Event exception = result.events("exception").only();
    assertFalse(exception.at("error.handled").asBoolean(true), exception::toString);
    assertEquals("ERROR", exception.text("level"));
    assertEquals("stock of 4411 is negative", exception.text("error.message"));
    assertEquals("main", exception.text("thread.name"));
    assertTrue(
        exception.text("error.culprit").startsWith(FAILURES + "$Deep.ten"), exception::toString);
    String stack = exception.text("error.stack_trace");
    for (String method : "ten nine eight seven six five four three two one".split(" ")) {
      assertTrue(stack.contains("Failures$Deep." + method + "("), exception::toString);
    }
    assertTrue(stack.contains("Failures.main("), exception::toString);
    assertFalse(stack.contains("io.weftline"), exception::toString);
  }

  @Test
  void uncaughtIsSeenWithoutAnyTimedMethod() {
    Result result = AppRun.of("Failures").args("uncaught-in-main").exits(1).runHealthy();

    Event exception = result.events("exception").only();
    assertFalse(exception.at("error.handled").asBoolean(true), exception::toString);
    assertEquals(STATE, exception.text("error.type"));
  }

  /** A woven main is a unit of its own that fails; what left it is the same exception still. */
  @Test
  void aFailedMainIsOneFailedCallAndOneException() {
    Result result =
        AppRun.of("Failures")
            .args("uncaught-in-main")
            .option("methods.include", FAILURES + ".main," + TIMED)
            .option("methods.log", "failed")
            .exits(1)
            .runHealthy();

    result.events("exception").only();
    Event call = result.events("method.call").only();
    assertEquals("failure", call.text("outcome"));
    assertEquals(STATE, call.text("error.type"));
    assertEquals(FAILURES + ".main", call.text("code.function.name"));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void allWaysAfterEachOther(Jdk jdk) {
    Result result =
        AppRun.of("Failures")
            .on(jdk)
            .args(
                "uncaught-in-thread",
                "uncaught-in-pool",
                "caught-outside",
                "handled",
                "wrapped",
                "wrapped-and-handled",
                "twice",
                "cyclic",
                "hostile",
                "suppressed",
                "no-stack",
                "huge-message")
            .option("methods.include", TIMED)
            .option("errors.per-group", "100")
            .runHealthy();

    long occurrences =
        result.events("exception").stream()
            .mapToLong(event -> event.at("error.count").asLong(1))
            .sum();
    assertEquals(13, occurrences, () -> "" + result.events("exception"));
  }

  @Test
  void theSameInstanceInALaterUnitIsANewOccurrence() {
    Events exceptions = run("twice").events("exception");

    assertEquals(
        2,
        exceptions.stream().mapToLong(event -> event.at("error.count").asLong(1)).sum(),
        exceptions::toString);
  }

  @Test
  void whatIsWrappedBelongsToWhatLeaves() {
    Event exception = run("wrapped").events("exception").only();

    assertEquals("cannot check out", exception.text("error.message"));
    assertEquals(STATE, exception.text("error.root_cause.type"));
    assertEquals("stock of 4411 is negative", exception.text("error.root_cause.message"));
    assertEquals(STATE, exception.at("error.causes").path(0).path("type").asText());
  }

  @Test
  void aCycleOfCausesEnds() {
    Event exception = run("cyclic").events("exception").only();

    assertEquals("second", exception.text("error.message"));
    assertTrue(exception.at("error.causes").size() <= 2, exception::toString);
  }

  @Test
  void whatWasSuppressedIsNamed() {
    Event exception = run("suppressed").events("exception").only();

    JsonNode suppressed = exception.at("error.suppressed").path(0);
    assertEquals("java.lang.IllegalArgumentException", suppressed.path("type").asText());
    assertEquals("while closing", suppressed.path("message").asText());
  }

  @Test
  void aHugeMessageIsCutAndSaysSo() {
    Event exception = run("huge-message").events("exception").only();

    assertTrue(exception.text("error.message").length() <= 8192, exception::toString);
    assertTrue(
        exception.at("truncated").toString().contains("\"error.message\""), exception::toString);
  }

  @Test
  void aDeepRecursionThatOverflowsIsTheProgramsOwn() {
    Result result =
        AppRun.of("Failures")
            .args("overflow")
            .option("methods.include", FAILURES + ".overflow")
            .mayOverflow()
            .runHealthy();

    Event exception = result.events("exception").only();
    assertEquals("java.lang.StackOverflowError", exception.text("error.type"));
  }

  @Test
  void aStormIsFoldedAndStillCountedExactly() {
    Result result = run("storm");

    Events exceptions = result.events("exception");
    assertTrue(exceptions.size() >= 5 && exceptions.size() <= 8, exceptions::toString);
    assertEquals(1, exceptions.countsBy("error.fingerprint").size(), exceptions::toString);
    assertEquals(
        1000,
        exceptions.stream().mapToLong(event -> event.at("error.count").asLong(1)).sum(),
        exceptions::toString);
    assertEquals(
        1000,
        result
            .events()
            .sums("metrics.method", "code.function.name", "stats.errors")
            .get(FAILURES + "$Thrower.fail"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 20})
  void manyHandledInOneCallAreAsManyOccurrences(int wraps) {
    Events exceptions = run("retries-" + wraps).events("exception");

    assertEquals(
        40,
        exceptions.stream().mapToLong(event -> event.at("error.count").asLong(1)).sum(),
        exceptions::toString);
    String type = wraps == 0 ? STATE : "java.lang.UnsupportedOperationException";
    for (Event exception : exceptions) {
      assertEquals(type, exception.text("error.type"), exception::toString);
      assertTrue(exception.at("error.handled").asBoolean(), exception::toString);
      // A folded line stands for many and has no message.
      if (!exception.at("error.message").isMissingNode()) {
        String message = exception.text("error.message");
        assertEquals("wrapped " + wraps + " times", message, exception::toString);
      }
    }
  }

  @Test
  void whatIsIgnoredIsNoEvent() {
    Result result =
        AppRun.of("Failures")
            .args("caught-outside", "wrapped")
            .option("methods.include", TIMED)
            .option("errors.ignore", STATE)
            .runHealthy();

    Event exception = result.events("exception").only();
    assertEquals("java.lang.UnsupportedOperationException", exception.text("error.type"));
  }

  @Test
  void stacksHaveNoMoreFramesThanAskedFor() {
    Result result =
        AppRun.of("Failures")
            .args("uncaught-in-main")
            .option("methods.include", TIMED)
            .option("errors.stack-frames", "5")
            .exits(1)
            .runHealthy();

    Event exception = result.events("exception").only();
    long frames =
        exception
            .text("error.stack_trace")
            .lines()
            .filter(line -> line.startsWith("\tat "))
            .count();
    assertTrue(frames >= 1 && frames <= 5, exception::toString);
  }

  private static Result run(String way) {
    return AppRun.of("Failures").args(way).option("methods.include", TIMED).runHealthy();
  }
}
