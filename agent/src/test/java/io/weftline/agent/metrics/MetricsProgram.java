package io.weftline.agent.metrics;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.bootstrap.Series;

/** Two intervals, or with {@code -Dshort=true} a part of one, in a JVM that lacks modules. */
final class MetricsProgram {
  private static final long MINUTE = 60_000_000_000L;

  private MetricsProgram() {}

  public static void main(String[] arguments) {
    RecordedLines lines = new RecordedLines();
    Metrics metrics = new Metrics(lines, lines, MINUTE, 0);
    SeriesFamily family = metrics.add(new SeriesFamily(Kinds.METRICS_METHOD, "weftline.metrics"));
    Series series = new Series();
    family.add(series, SeriesKey.of(Fields.CODE_FUNCTION, "A.one"));
    if (Boolean.getBoolean("short")) {
      series.record(1, 1_000, false, false);
      metrics.finish(MINUTE / 2);
    } else {
      for (int interval = 1; interval <= 2; interval++) {
        series.record(1, 1_000, false, false);
        metrics.turn(interval * MINUTE);
      }
    }
    StringBuilder kinds = new StringBuilder("events:");
    for (Event event : lines.events) {
      kinds.append(' ').append(event.kind());
    }
    System.out.println(kinds);
    for (String warning : lines.warnings) {
      System.out.println(warning);
    }
  }
}
