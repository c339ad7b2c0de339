package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock that somebody sets by a day, ten times a second. */
class ClockIT {
  private static final int CALLS = 8000;
  private static final double MAX_CALL_MILLIS = 2000;

  @Test
  void nothingButTimestampsFollowsAWallClockThatJumps() {
    Shim.assumeAvailable();
    AppRun run =
        LoadRun.of("rate=1000", "threads=2", "calls=" + CALLS)
            .option("metrics.interval", "1s")
            .option("file.max-size", "256KB")
            .option("file.max-files", "10000");
    Shim.preload(run, "clock");
    Result result = run.runHealthy();

    assertEquals(CALLS, result.events("method.call").size());
    for (Event call : result.events("method.call")) {
      double millis = call.decimal("duration_ms");
      assertTrue(millis >= 0 && millis < MAX_CALL_MILLIS, call::toString);
    }
    for (Event metrics : result.events("metrics.method")) {
      double interval = metrics.decimal("stats.interval_s");
      assertTrue(interval > 0 && interval < 10, metrics::toString);
      assertTrue(metrics.decimal("stats.max_ms") < MAX_CALL_MILLIS, metrics::toString);
    }
    assertEquals(CALLS, result.events().methodCounts().get(LoadRun.STEP + ".step"));
    List<Instant> times =
        result.events().stream().map(event -> Instant.parse(event.text("timestamp"))).toList();
    Instant first = times.stream().min(Instant::compareTo).orElseThrow();
    Instant last = times.stream().max(Instant::compareTo).orElseThrow();
    assertTrue(
        Duration.between(first, last).compareTo(Duration.ofHours(20)) > 0,
        () -> "the clock did not jump: " + first + " to " + last);
  }
}
