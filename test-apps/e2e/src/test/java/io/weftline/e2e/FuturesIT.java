package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a task ends with is an event if nobody asks its future, and none of ours if somebody does.
 */
class FuturesIT {
  /** Before it begins: the JDK's classes are woven once the program's first class was seen. */
  private static final String SETTLE_MILLIS = "2000";

  /** What is submitted in each way and never asked for; all else is asked for, or was cancelled. */
  private static final List<String> UNASKED =
      sorted(
          "uncaught fork execute",
          "unasked allOf",
          "unasked chain",
          "unasked combined",
          "unasked completion",
          "unasked dropped",
          "unasked failed whenComplete",
          "unasked fork submit",
          "unasked fork submit of a Runnable",
          "unasked function",
          "unasked invokeAll 1",
          "unasked invokeAll 2",
          "unasked isCompletedExceptionally",
          "unasked isDone",
          "unasked periodic",
          "unasked runAsync",
          "unasked schedule",
          "unasked submit",
          "unasked supplyAsync");

  private static List<String> sorted(String... messages) {
    return Arrays.stream(messages).sorted().collect(Collectors.toList());
  }

  static Stream<Jdk> withVirtualThreads() {
    return Jdk.all().filter(jdk -> jdk.release() >= 21);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void whatNobodyAsksForIsOneEventEach(Jdk jdk) {
    assertUnasked(run(jdk, SETTLE_MILLIS, "0"));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withVirtualThreads")
  void soItIsOnVirtualThreads(Jdk jdk) {
    assertUnasked(run(jdk, SETTLE_MILLIS, "0", "virtual"));
  }

  /** After ten seconds, and not again at the end. */
  @Test
  void whoeverAsksWithinTenSecondsIsWaitedFor() {
    assertUnasked(run(Jdk.running(), SETTLE_MILLIS, "11000"));
  }

  private static void assertUnasked(Result result) {
    Events exceptions = result.events("exception");

    assertEquals(
        UNASKED,
        exceptions.stream()
            .map(each -> each.text("error.message"))
            .sorted()
            .collect(Collectors.toList()),
        exceptions::toString);
    for (Event each : exceptions) {
      assertFalse(each.at("error.handled").asBoolean(true), each::toString);
      assertEquals("ERROR", each.text("level"), each::toString);
      assertEquals("java.lang.IllegalStateException", each.text("error.type"), each::toString);
      assertEquals(1, each.at("error.count").asInt(1), each::toString);
    }
  }

  @Test
  void nothingIsFollowedWhereThatIsSwitchedOff() {
    Events exceptions =
        app(Jdk.running(), SETTLE_MILLIS, "0")
            .option("instrument.future.enabled", "false")
            .runHealthy()
            .events("exception");

    assertEquals(0, exceptions.size(), exceptions::toString);
  }

  private static Result run(Jdk jdk, String... arguments) {
    return app(jdk, arguments).runHealthy().assertSameOutputAsWithout();
  }

  private static AppRun app(Jdk jdk, String... arguments) {
    return AppRun.of("Futures").on(jdk).args(arguments).option("errors.per-group", "100");
  }
}
