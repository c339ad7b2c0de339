package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A unit follows its work to other threads, and nobody can tell but by the events. */
class HandoverIT {
  private static final String PROGRAMS = "com.acme.plain.handover.";
  private static final String UNITS =
      PROGRAMS
          + "Handovers#unit,"
          + PROGRAMS
          + "Crowd#unit,"
          + PROGRAMS
          + "Owners#unit,"
          + PROGRAMS
          + "Fibers#unit,"
          + PROGRAMS
          + "Warmup#isFollowed";

  /** From 21 on, four more. */
  private static final int WAYS = 42;

  private static AppRun run(String program, Jdk jdk) {
    return AppRun.of("handover." + program)
        .on(jdk)
        .option("jobs.include", UNITS)
        .option("query.log", "all")
        .option("methods.include", PROGRAMS + "Handovers#task")
        .option("methods.log", "all")
        .option("output.when-full", "wait")
        .timeoutSeconds(150);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void followsEveryWay(Jdk jdk) {
    Result result = run("Handovers", jdk).runHealthy();

    Map<String, Event> queries =
        result.events("db.query").stream()
            .collect(Collectors.toMap(each -> each.text("db.collection.name"), each -> each));
    Map<String, Event> units =
        result.events("job.run").where("code.function.name", PROGRAMS + "Handovers.unit").stream()
            .collect(Collectors.toMap(each -> each.text("trace_id"), Function.identity()));
    String listed = result.out().lines().findFirst().orElseThrow();
    List<String> ways = List.of(listed.substring(1, listed.length() - 1).split(", "));
    assertEquals(jdk.release() >= 21 ? WAYS + 4 : WAYS, ways.size());
    assertEquals(ways.size(), units.size());
    assertAll(ways.stream().map(way -> (Executable) () -> assertFollowed(way, queries, units)));
    for (Event call : result.events("method.call")) {
      assertTrue(units.containsKey(call.text("trace_id")), call::toString);
    }
    assertEquals(ways.size(), result.events("method.call").size());
    assertTrue(result.out().endsWith("not clean afterwards: []\n"), result::describe);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void followsTheFirstUseOfEachClass(Jdk jdk) {
    Result result = run("First", jdk).runHealthy();

    assertEquals("not followed: []\n", result.out(), result::describe);
  }

  private static void assertFollowed(
      String way, Map<String, Event> queries, Map<String, Event> units) {
    Event submitted = queries.get(way + "_submit");
    Event done = queries.get(way + "_task");
    Event outside = queries.get(way + "_outside");
    String trace = submitted.text("trace_id");
    Event unit = units.get(trace);
    assertEquals(trace, done.text("trace_id"), way);
    assertEquals(unit.text("span_id"), submitted.text("parent_span_id"), way);
    assertEquals(unit.text("span_id"), done.text("parent_span_id"), way);
    assertNotEquals(submitted.text("span_id"), done.text("span_id"), way);
    if (way.startsWith("schedule") || way.startsWith("timer")) {
      assertNotEquals(trace, outside.text("trace_id"), way + " outside");
    } else {
      assertFalse(outside.has("trace_id"), () -> way + " outside: " + outside);
    }
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void theApplicationSeesItsOwn(Jdk jdk) {
    Result result = run("Owners", jdk).runHealthy();

    assertEquals(32, result.out().lines().count(), result::describe);
  }

  @Test
  void aFailureIsOneEventOfTheUnitThatWaitsForIt() {
    String failing = PROGRAMS + "Failing";
    Result result =
        AppRun.of("handover.Failing")
            .option(
                "jobs.include",
                failing + "#rethrown," + failing + "#caught," + PROGRAMS + "Warmup#isFollowed")
            .option("methods.include", failing + "#task")
            .timeoutSeconds(150)
            .runHealthy();

    Events jobs = result.events("job.run");
    Event rethrown = jobs.where("code.function.name", failing + ".rethrown").only();
    Event caught = jobs.where("code.function.name", failing + ".caught").only();
    Events exceptions = result.events("exception");
    assertEquals(2, exceptions.size(), exceptions::toString);
    Event left = exceptions.where("trace_id", rethrown.text("trace_id")).only();
    assertEquals("java.util.concurrent.ExecutionException", left.text("error.type"));
    assertEquals("java.lang.IllegalStateException", left.text("error.root_cause.type"));
    assertEquals(rethrown.text("error.id"), left.text("error.id"));
    assertEquals("failure", rethrown.text("outcome"));
    Event kept = exceptions.where("trace_id", caught.text("trace_id")).only();
    assertEquals("java.lang.IllegalStateException", kept.text("error.type"));
    assertEquals("true", kept.text("error.handled"), kept::toString);
    assertEquals("success", caught.text("outcome"));
  }

  @Test
  void whatGoesWithoutItsIdsIsSaid() {
    Result result = run("Crowd", Jdk.running()).runHealthy();

    assertEquals("ran: 40000\n", result.out());
    String warning = result.events("agent.warning").only().text("message");
    int lost = Integer.parseInt(warning.substring(0, warning.indexOf(' ')));
    assertTrue(lost >= 40_000 - 16_384 && lost < 40_000, warning);
    assertTrue(warning.contains("run without the ids of their request"), warning);
  }

  /** {@code -Dweftline.fibers} says how many threads, of a thousand for each unit. */
  static Stream<Jdk> withVirtualThreads() {
    return Jdk.all().filter(jdk -> jdk.release() >= 21);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withVirtualThreads")
  void virtualThreadsLeaveNothingBehind(Jdk jdk) {
    int units = Integer.getInteger("weftline.fibers", 200_000) / 1_000;
    AppRun run = run("Fibers", jdk).args("" + units, "1000").timeoutSeconds(Math.max(150, units));
    if (jdk.release() < 24) {
      // Later ones have no such switch; what pins is printed.
      run.jvm("-Djdk.tracePinnedThreads=full");
    }

    Result result = run.runHealthy();

    assertEquals(
        "followed as expected: true\nunits gone: true\ncontexts gone: true\n",
        result.out(),
        result::describe);
  }
}
