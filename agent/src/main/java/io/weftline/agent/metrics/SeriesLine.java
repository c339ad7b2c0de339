package io.weftline.agent.metrics;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Level;
import io.weftline.bootstrap.Series;
import java.math.BigDecimal;
import java.math.MathContext;

/** Makes the {@code metrics.*} event of one key and interval. For any thread: it has no state. */
final class SeriesLine {
  /** Three digits are what a histogram of this scale can stand for. */
  private static final MathContext THREE_DIGITS = new MathContext(3);

  /** Of the buckets where all is in the zero bucket: an empty list would not be written. */
  private static final long[] NONE = {0};

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private SeriesLine() {}

  /**
   * @param folded of how many series it is the sum, or 0 if it is of one
   * @param intervalNanos how long the interval really was
   */
  static Event timed(
      String kind,
      String logger,
      SeriesKey key,
      Histogram histogram,
      long folded,
      long intervalNanos,
      long nowNanos) {
    Event event = new Event(Level.INFO, kind, logger, nowNanos, key.size() + 2);
    key.putInto(event);
    long count = histogram.count();
    Group stats =
        new Group()
            .put("interval_s", seconds(intervalNanos))
            .put("count", count)
            .put("errors", histogram.errors())
            .put("slow", histogram.slow())
            .put("sum_ms", millis(histogram.sumNanos()))
            .put("avg_ms", millis((double) histogram.sumNanos() / count))
            .put("min_ms", millis(histogram.minNanos()))
            .put("max_ms", millis(histogram.maxNanos()))
            .put("p50_ms", millis(histogram.percentileNanos(50)))
            .put("p95_ms", millis(histogram.percentileNanos(95)))
            .put("p99_ms", millis(histogram.percentileNanos(99)));
    if (folded > 0) {
      stats.put("series", folded);
    }
    event.object(Fields.STATS, stats);
    event.object(
        Fields.HISTOGRAM,
        new Group()
            .put("unit", "ms")
            .put("scale", (long) Series.SCALE)
            .put("zero_count", histogram.zeroCount())
            .put("offset", (long) histogram.offset())
            .put("counts", histogram.counts().length == 0 ? NONE : histogram.counts()));
    return event.message(message(key, histogram, folded));
  }

  /** The same of what takes no time. */
  static Event counted(
      String kind,
      String logger,
      SeriesKey key,
      Histogram histogram,
      long folded,
      long intervalNanos,
      long nowNanos) {
    Event event = new Event(Level.INFO, kind, logger, nowNanos, key.size() + 1);
    key.putInto(event);
    Group stats =
        new Group()
            .put("interval_s", seconds(intervalNanos))
            .put("count", histogram.count())
            .put("errors", histogram.errors());
    if (folded > 0) {
      stats.put("series", folded);
    }
    event.object(Fields.STATS, stats);
    StringBuilder text = new StringBuilder(96).append(key.label());
    if (folded > 0) {
      grouped(text.append(" ("), folded).append(" series)");
    }
    grouped(text.append(": "), histogram.count()).append(" times");
    return event.message(text.toString());
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / (NANOS_PER_SECOND / 1e3)) / 1e3;
  }

  /** Three decimals, below a millisecond six: most methods take less than a microsecond. */
  private static double millis(double nanos) {
    double scale = nanos < NANOS_PER_MILLI ? 1e6 : 1e3;
    return Math.round(nanos / NANOS_PER_MILLI * scale) / scale;
  }

  private static String message(SeriesKey key, Histogram histogram, long folded) {
    StringBuilder text = new StringBuilder(96).append(key.label());
    if (folded > 0) {
      grouped(text.append(" ("), folded).append(" series)");
    }
    grouped(text.append(": "), histogram.count());
    text.append(histogram.count() == 1 ? " call, p95 " : " calls, p95 ");
    BigDecimal p95 = new BigDecimal(histogram.percentileNanos(95) / NANOS_PER_MILLI);
    text.append(p95.round(THREE_DIGITS).toPlainString()).append(" ms");
    if (histogram.slow() > 0) {
      grouped(text.append(", "), histogram.slow()).append(" slow");
    }
    if (histogram.errors() > 0) {
      grouped(text.append(", "), histogram.errors()).append(" failed");
    }
    return text.toString();
  }

  /** {@code 1,204} in every locale. */
  private static StringBuilder grouped(StringBuilder text, long number) {
    String digits = Long.toString(number);
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text;
  }
}
