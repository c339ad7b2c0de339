package io.weftline.agent.metrics;

import static io.weftline.agent.metrics.RecordedLines.decimal;
import static io.weftline.agent.metrics.RecordedLines.stat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.bootstrap.Series;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final long SECOND = 1_000_000_000L;

  /** Near the end of the range, so that a comparison instead of a difference shows. */
  private static final long START = Long.MAX_VALUE - 10 * SECOND;

  private final RecordedLines lines = new RecordedLines();
  private final Metrics metrics = new Metrics(lines, lines, 60 * SECOND, START);
  private final SeriesFamily family =
      metrics.add(new SeriesFamily(Kinds.METRICS_METHOD, "weftline.metrics"));
  private final Series series = new Series();

  @BeforeEach
  void addSeries() {
    Series.nextInterval();
    family.add(series, SeriesKey.of(Fields.CODE_FUNCTION, "A.one"));
  }

  private void turn(long seconds) {
    metrics.turn(START + seconds * SECOND);
  }

  private List<String> kinds() {
    return lines.events.stream().map(Event::kind).toList();
  }

  @Test
  void linesComeWhenAnIntervalIsOver() {
    series.record(1, 1_000_000, false, false);
    for (int second = 0; second < 60; second++) {
      turn(second);
      assertEquals(List.of(), lines.events);
    }
    turn(60);
    assertEquals(List.of("metrics.method", "metrics.jvm"), kinds());
    assertEquals(60.0, decimal(lines.events.get(0), "interval_s"));
    assertEquals(START + 60 * SECOND, lines.events.get(0).endNanos());
    lines.take();
    turn(61);
    turn(119);
    assertEquals(List.of(), lines.events);
    turn(120);
    assertEquals(List.of("metrics.jvm"), kinds());
  }

  @Test
  void intervalsKeepToTheStartHoweverLateTheyAreNoticed() {
    turn(200);
    lines.take();
    series.record(1, 1_000_000, false, false);
    turn(239);
    assertEquals(List.of(), lines.events);
    turn(240);
    assertEquals(40.0, decimal(lines.events.get(0), "interval_s"));
  }

  @Test
  void extremesBeginAnewWithEachInterval() {
    series.record(1, 9_000_000, false, false);
    turn(60);
    lines.take();
    series.record(1, 5_000_000, false, false);
    turn(95); // A sweep in between.
    series.record(1, 6_000_000, false, false);
    turn(120);
    Event line = lines.events.get(0);
    assertEquals(2L, stat(line, "count"));
    assertEquals(5.0, decimal(line, "min_ms"));
    assertEquals(6.0, decimal(line, "max_ms"));
  }

  @Test
  void longIntervalsAreSweptInBetween() {
    Metrics hourly = new Metrics(lines, lines, 3_600 * SECOND, START);
    SeriesFamily swept = hourly.add(new SeriesFamily(Kinds.METRICS_METHOD, "weftline.metrics"));
    Series called = new Series();
    swept.add(called, SeriesKey.of(Fields.CODE_FUNCTION, "A.two"));
    hourly.turn(START + 29 * SECOND);
    assertEquals(0, swept.size());
    hourly.turn(START + 30 * SECOND);
    assertEquals(1, swept.size());
    assertEquals(List.of(), lines.events);
  }

  @Test
  void theLastIntervalIsShorterAndHasNoLineOfTheJvm() {
    series.record(1, 1_000_000, false, false);
    turn(60);
    lines.take();
    series.record(1, 2_000_000, true, false);
    metrics.finish(START + 75 * SECOND + 500_000_000);
    Event line = lines.only();
    assertEquals("metrics.method", line.kind());
    assertEquals(15.5, decimal(line, "interval_s"));
    assertEquals(1L, stat(line, "count"));
    assertEquals(1L, stat(line, "errors"));

    series.record(1, 2_000_000, true, false);
    metrics.finish(START + 76 * SECOND);
    turn(1_000);
    assertEquals(1, lines.events.size());
  }

  @Test
  void aProgramShorterThanAnIntervalHasItsCountsToo() {
    series.record(1, 1_000_000, false, false);
    metrics.finish(START + SECOND / 10);
    assertEquals(0.1, decimal(lines.only(), "interval_s"));
  }
}
