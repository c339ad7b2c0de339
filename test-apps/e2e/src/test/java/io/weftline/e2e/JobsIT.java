package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is scheduled and what is an entry method is a job: one line a run, with ids. */
class JobsIT {
  private static final String JOBS = "com.acme.plain.handover.Jobs";

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void oneLineForEachRun(Jdk jdk) {
    Result result =
        AppRun.of("handover.Jobs")
            .on(jdk)
            .option(
                "jobs.include",
                JOBS + "#unit," + JOBS + "#nested,com.acme.plain.handover.Warmup#isFollowed")
            .option("query.log", "all")
            .option("slow.request", "10s")
            .option("slow.job.overrides", JOBS + "$Cleanup=200ms")
            .timeoutSeconds(150)
            .runHealthy();

    Events all = result.events("job.run");
    Events ended = all.ended();
    Map<String, Long> runs =
        ended
            .matching("of Jobs", each -> each.text("code.function.name").startsWith(JOBS))
            .countsBy("code.function.name");
    // A fixed rate may have had its turn once more before it was cancelled.
    assertTrue(runs.remove(JOBS + "$Cleanup.run") >= 3, runs::toString);
    assertTrue(runs.remove(JOBS + "$Refresh.run") >= 2, runs::toString);
    assertTrue(runs.remove(JOBS + ".lambda") >= 2, runs::toString);
    assertEquals(
        Map.of(
            JOBS + "$Broken.run",
            1L,
            JOBS + "$Import.call",
            1L,
            JOBS + "$Restarting.run",
            3L,
            JOBS + ".unit",
            1L),
        runs);
    assertSlow(all);
    assertFailed(ended, result);
    assertTraces(result, ended);
  }

  private static void assertSlow(Events jobs) {
    Events cleanup = jobs.where("code.function.name", JOBS + "$Cleanup.run");
    Event slow = cleanup.where("slow", true).ended().only();
    assertEquals("WARN", slow.text("level"));
    assertEquals(200, slow.integer("threshold_ms"));
    assertTrue(slow.decimal("breakdown.db_ms") >= 300, slow::toString);
    assertEquals("SELECT cleanup", slow.at("queries").get(0).path("summary").asText());
    assertTrue(slow.at("samples").size() > 0, slow::toString);
    Event early = cleanup.where("still_running", true).only();
    assertEquals(slow.text("span_id"), early.text("span_id"));
    assertTrue(early.at("samples").size() > 0, early::toString);
  }

  private static void assertFailed(Events jobs, Result result) {
    for (String name : List.of("$Broken.run", "$Import.call")) {
      Event failed = jobs.where("code.function.name", JOBS + name).only();
      assertEquals("ERROR", failed.text("level"));
      assertEquals("failure", failed.text("outcome"));
      Event exception =
          result.events("exception").where("error.type", failed.text("error.type")).only();
      assertEquals(failed.text("error.id"), exception.text("error.id"));
      assertEquals(failed.text("trace_id"), exception.text("trace_id"));
      assertEquals("false", exception.text("error.handled"));
    }
  }

  private static void assertTraces(Result result, Events jobs) {
    Map<String, Set<String>> traces =
        result.events("db.query").stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.text("db.collection.name"),
                    Collectors.mapping(each -> each.text("trace_id"), Collectors.toSet())));
    String unit = jobs.where("code.function.name", JOBS + ".unit").only().text("trace_id");
    assertEquals(Set.of(unit), traces.get("unit"));
    assertEquals(Set.of(unit), traces.get("once"));
    assertEquals(Set.of(unit), traces.get("nested"));
    assertTrue(traces.get("refresh").size() >= 2, traces::toString);
    assertFalse(traces.get("refresh").contains(unit), traces::toString);
    assertEquals(3, traces.get("restarting").size(), traces::toString);
    assertTrue(traces.get("cleanup").size() >= 3, traces::toString);
  }

  @Test
  void mainIsAJobIfThatIsAsked() {
    Events events = AppRun.of("Hello").option("jobs.include", "main").runHealthy().events();

    Event job = events.of("job.run").only();
    assertEquals("com.acme.plain.Hello.main", job.text("code.function.name"));
    assertEquals("success", job.text("outcome"));
    assertFalse(job.has("request_id"), job::toString);
  }
}
