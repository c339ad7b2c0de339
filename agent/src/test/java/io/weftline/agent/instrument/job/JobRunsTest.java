package io.weftline.agent.instrument.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.http.HttpOptions;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRunsTest {
  private static final String TYPE = "com.acme.Report";

  private final long failures = Bridge.failures();
  private TestServices services;

  private JobRuns runs(Map<String, String> options) {
    Config config =
        Config.of(
            options,
            List.of(
                HttpOptions.SLOW, HttpOptions.LOG, JobOptions.INCLUDE, JobOptions.SLOW_OVERRIDES));
    assertEquals(List.of(), config.problems());
    services = new TestServices(config, "com.acme.");
    Works works = new Works(services, services.clock, services.sweeps, services, 50_000_000, 10);
    return new JobRuns(config, works, services);
  }

  @AfterEach
  void nothingIsLeft() {
    assertEquals(failures, Bridge.failures());
    assertEquals(0, ThreadContext.current().depth());
    assertNull(ThreadContext.current().unit());
  }

  @Test
  void keysAndDefaultsAreThoseOfTheContract() {
    assertEquals("jobs.include", JobOptions.INCLUDE.key());
    assertEquals("", JobOptions.INCLUDE.defaultText());
    assertEquals("slow.job.overrides", JobOptions.SLOW_OVERRIDES.key());
    assertEquals("", JobOptions.SLOW_OVERRIDES.defaultText());
  }

  @Test
  void aRunHasIdsAndALine() {
    JobRuns runs = runs(Map.of());
    Frame frame = runs.begin(TYPE, "run", null);
    long trace = ThreadContext.current().unit().traceLow;

    runs.end(frame, null);

    Event event = services.only();
    assertEquals(Level.INFO, event.level());
    assertEquals("job.run", event.kind());
    assertEquals("Report.run", event.subject());
    assertEquals("success", event.outcome());
    assertEquals(trace, event.traceIdLow());
    assertEquals(TYPE + ".run", TestServices.value(event, Fields.CODE_FUNCTION));
    assertNull(event.requestId());
  }

  @Test
  void whatIsNestedIsAPartOfTheOutermost() {
    JobRuns runs = runs(Map.of());
    Frame frame = runs.begin(TYPE, "run", null);

    assertNull(runs.begin(TYPE, "other", null));

    runs.end(frame, null);
    assertEquals("Report.run", services.only().subject());
  }

  @Test
  void aFailureIsAnError() {
    JobRuns runs = runs(Map.of("request.log", "slow"));
    Frame fine = runs.begin(TYPE, "run", null);
    runs.end(fine, null);
    Frame frame = runs.begin(TYPE, "run", null);
    IllegalStateException thrown = new IllegalStateException();

    runs.end(frame, thrown);

    Event event = services.only();
    assertEquals(Level.ERROR, event.level());
    assertEquals("failure", event.outcome());
    assertEquals("java.lang.IllegalStateException", TestServices.value(event, Fields.ERROR_TYPE));
    assertNotNull(TestServices.value(event, Fields.ERROR_ID));
  }

  @Test
  void whatASchedulerKeepsToItselfIsAFailureToo() {
    JobRuns runs = runs(Map.of());
    Frame frame = runs.begin(TYPE, "run", null);
    FailureHook hook = new FailureHook();

    assertNull(hook.enter(ThreadContext.current(), null, new IllegalStateException()));
    assertNull(hook.enter(ThreadContext.current(), null, new Error()));
    runs.end(frame, null);

    assertEquals(
        "java.lang.IllegalStateException", TestServices.value(services.only(), Fields.ERROR_TYPE));
    assertNull(hook.enter(ThreadContext.current(), null, new Error()));
  }

  @Test
  void theFirstOverrideThatMatchesIsTheThreshold() {
    JobRuns runs =
        runs(
            Map.of(
                "slow.request",
                "7s",
                "slow.job.overrides",
                "com.acme.Report.run=0, com.acme.Report=9s, com.acme.**=off"));

    assertEquals(0, threshold(runs, TYPE, "run"));
    assertEquals(9_000_000_000L, threshold(runs, TYPE, "other"));
    assertEquals(Long.MAX_VALUE, threshold(runs, "com.acme.Other", "run"));
    assertEquals(7_000_000_000L, threshold(runs, "org.acme.Other", "run"));
  }

  private long threshold(JobRuns runs, String type, String method) {
    Frame frame = runs.begin(type, method, null);
    long nanos = ThreadContext.current().unit().slowNanos;
    runs.end(frame, null);
    assertEquals(nanos == 0, services.only().level() == Level.WARN);
    return nanos;
  }

  @Test
  void isARunOfATaskOfTheSameClass() {
    JobRuns runs = runs(Map.of());
    Frame frame = runs.begin(TYPE, "run", String.class);

    assertTrue(ThreadContext.current().unit().isRunOf("task"));
    assertFalse(ThreadContext.current().unit().isRunOf(1));

    runs.end(frame, null);
  }
}
