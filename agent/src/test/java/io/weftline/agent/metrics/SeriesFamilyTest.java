package io.weftline.agent.metrics;

import static io.weftline.agent.metrics.RecordedLines.decimal;
import static io.weftline.agent.metrics.RecordedLines.histogram;
import static io.weftline.agent.metrics.RecordedLines.stat;
import static io.weftline.agent.metrics.RecordedLines.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.bootstrap.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesFamilyTest {
  private static final long MINUTE = 60_000_000_000L;

  private final RecordedLines lines = new RecordedLines();
  private final SeriesFamily family = new SeriesFamily(Kinds.METRICS_METHOD, "weftline.metrics");

  @BeforeEach
  void beginInterval() {
    Series.nextInterval();
  }

  private static SeriesKey method(String name) {
    return SeriesKey.of(Fields.CODE_FUNCTION, name);
  }

  private Series add(String name) {
    Series series = new Series();
    family.add(series, method(name));
    return series;
  }

  private void write() {
    family.sweep();
    Series.nextInterval();
    family.write(lines, MINUTE, 99);
  }

  @Test
  void aLineHasItsKeyAndStatsAndHistogram() {
    Series load = add("com.acme.OrderService.load");
    for (int i = 0; i < 1_200; i++) {
      load.record(1, 12_000_000, false, false);
    }
    load.record(1, 2_000_000, true, false);
    load.record(1, 900_000_000, false, true);
    load.record(1, 900_000_000, false, true);
    load.record(1, 40, false, true);
    write();

    Event line = lines.only();
    assertEquals(Level.INFO, line.level());
    assertEquals("metrics.method", line.kind());
    assertEquals("weftline.metrics", line.logger());
    assertEquals(99, line.endNanos());
    assertEquals(-1, line.durationNanos());
    assertEquals("com.acme.OrderService.load", value(line, Fields.CODE_FUNCTION));
    assertEquals(60.0, stat(line, "interval_s"));
    assertEquals(1_204L, stat(line, "count"));
    assertEquals(1L, stat(line, "errors"));
    assertEquals(3L, stat(line, "slow"));
    assertEquals(16_202.0, decimal(line, "sum_ms"), 0.001);
    assertEquals(13.457, decimal(line, "avg_ms"), 0.001);
    assertEquals(0.00004, decimal(line, "min_ms"));
    assertEquals(900.0, decimal(line, "max_ms"));
    assertEquals(12, decimal(line, "p50_ms"), 12 * 0.044);
    assertEquals(12, decimal(line, "p99_ms"), 12 * 0.044);
    assertNull(stat(line, "series"));
    assertEquals("ms", histogram(line, "unit"));
    assertEquals(3L, histogram(line, "scale"));
    assertEquals(1L, histogram(line, "zero_count"));
    assertEquals(7L, histogram(line, "offset"));
    long[] counts = (long[]) histogram(line, "counts");
    assertEquals(1, counts[0]);
    assertEquals(2, counts[counts.length - 1]);
    assertEquals(1_200, counts[(int) Math.floor(8 * Math.log(12) / Math.log(2)) - 7]);
    assertEquals(
        "OrderService.load: 1,204 calls, p95 "
            + BigDecimal.valueOf(decimal(line, "p95_ms")).round(new MathContext(3)).toPlainString()
            + " ms, 3 slow, 1 failed",
        line.message());
  }

  @Test
  void theMessageIsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      Series series = add("Main.run");
      series.record(1, 83, false, false);
      write();
      assertEquals("Main.run: 1 call, p95 0.0000830 ms", lines.only().message());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anotherIntervalBeginsAnewAndUnusedSeriesHaveNoLine() {
    Series one = add("A.one");
    Series two = add("A.two");
    one.record(1, 5_000_000, true, true);
    two.record(1, 1_000_000, false, false);
    write();
    assertEquals(2, lines.take().size());

    two.record(1, 3_000_000, false, false);
    write();
    Event line = lines.only();
    assertEquals("A.two", value(line, Fields.CODE_FUNCTION));
    assertEquals(1L, stat(line, "count"));
    assertEquals(3.0, decimal(line, "sum_ms"));
    assertEquals(3.0, decimal(line, "min_ms"));
    lines.take();

    write();
    assertEquals(List.of(), lines.events);
  }

  @Test
  void sweepsBetweenAddUp() {
    Series series = add("A.one");
    series.record(1, 1_000_000, false, false);
    family.sweep();
    series.record(1, 4_000_000, true, false);
    family.sweep();
    write();
    Event line = lines.only();
    assertEquals(2L, stat(line, "count"));
    assertEquals(1L, stat(line, "errors"));
    assertEquals(1.0, decimal(line, "min_ms"));
    assertEquals(4.0, decimal(line, "max_ms"));
    assertEquals(5.0, decimal(line, "sum_ms"));
  }

  @Test
  void seriesWithEqualKeysAreOneLine() {
    SeriesFamily queries = new SeriesFamily(Kinds.METRICS_QUERY, "weftline.metrics");
    Series[] all = {new Series(), new Series(), new Series()};
    for (int i = 0; i < all.length; i++) {
      queries.add(
          all[i],
          SeriesKey.of(Fields.DB_QUERY_ID, i == 2 ? "ffffffffffffffff" : "c41a9e02d7b35f18")
              .and(Fields.DB_QUERY_SUMMARY, "SELECT order_items")
              .and(Fields.DB_SYSTEM, i == 2 ? null : new String("h2")));
      all[i].record(1, 1_000_000 * (i + 1), i == 1, false);
    }
    queries.sweep();
    queries.write(lines, MINUTE, 0);
    assertEquals(2, lines.events.size());
    Event merged = lines.events.get(0);
    assertEquals("c41a9e02d7b35f18", value(merged, Fields.DB_QUERY_ID));
    assertEquals("h2", value(merged, Fields.DB_SYSTEM));
    assertEquals(2L, stat(merged, "count"));
    assertEquals(1.0, decimal(merged, "min_ms"));
    assertEquals(2.0, decimal(merged, "max_ms"));
    assertTrue(merged.message().startsWith("SELECT order_items: 2 calls, p95 "), merged.message());
    assertNull(value(lines.events.get(1), Fields.DB_SYSTEM));
  }

  @Test
  void theDearestHaveLinesAndTheRestOneTogether() {
    int keys = SeriesFamily.MAX_LINES + 500;
    long sumNanos = 0;
    for (int i = 0; i < keys; i++) {
      long nanos = 1_000_000L * (i + 1);
      add("A.m" + i).record(1, nanos, i == 3, i == 4);
      sumNanos += nanos;
    }
    write();
    List<Event> written = lines.take();
    assertEquals(SeriesFamily.MAX_LINES + 1, written.size());
    assertEquals("A.m" + (keys - 1), value(written.get(0), Fields.CODE_FUNCTION));
    Event other = written.get(SeriesFamily.MAX_LINES);
    assertEquals("_other", value(other, Fields.CODE_FUNCTION));
    assertEquals(500L, stat(other, "series"));
    assertEquals(500L, stat(other, "count"));
    assertEquals(1L, stat(other, "errors"));
    assertEquals(1L, stat(other, "slow"));
    assertEquals(1.0, decimal(other, "min_ms"));
    assertEquals(500.0, decimal(other, "max_ms"));
    assertTrue(other.message().startsWith("_other (500 series): 500 calls, p95 "));
    double all = 0;
    Set<Object> names = new HashSet<>();
    for (Event line : written) {
      all += decimal(line, "sum_ms");
      names.add(value(line, Fields.CODE_FUNCTION));
    }
    assertEquals(sumNanos / 1e6, all, 0.1);
    assertEquals(written.size(), names.size());

    write();
    assertEquals(List.of(), lines.events, "what was folded is not written again");
  }

  @Test
  void exactlyTheLimitHasNoOther() {
    for (int i = 0; i < SeriesFamily.MAX_LINES; i++) {
      add("A.m" + i).record(1, 100, false, false);
    }
    write();
    assertEquals(SeriesFamily.MAX_LINES, lines.events.size());
  }

  @Test
  void aFullFamilyHasAnOverflow() {
    for (int i = 0; i < SeriesFamily.MAX_SERIES; i++) {
      assertFalse(family.isFull());
      add("A.m" + i);
    }
    assertTrue(family.isFull());
    family.overflow().record(1, 3_000_000, false, false);
    write();
    Event other = lines.only();
    assertEquals("_other", value(other, Fields.CODE_FUNCTION));
    assertEquals(1L, stat(other, "count"));
  }

  @Test
  void whatIsRemovedIsCountedFirst() {
    Series series = add("A.one");
    Series overload = add("A.one");
    series.record(1, 1_000_000, false, false);
    overload.record(1, 1_000_000, false, false);
    family.remove(series, method("A.one"));
    write();
    assertEquals(2L, stat(lines.only(), "count"));
    lines.take();

    series.record(1, 1_000_000, false, false);
    overload.record(1, 1_000_000, false, false);
    family.remove(overload, method("A.one"));
    family.remove(overload, method("A.one"));
    write();
    assertEquals(1L, stat(lines.only(), "count"));
    assertEquals(0, family.size());
    lines.take();

    Series again = add("A.one");
    again.record(1, 1_000_000, false, false);
    write();
    assertEquals(1L, stat(lines.only(), "count"));
  }

  @Test
  void whatComesAndGoesWithinOneSweepIsCounted() {
    Series series = new Series();
    series.record(1, 1_000_000, false, false);
    family.add(series, method("A.one"));
    family.remove(series, method("A.one"));
    write();
    assertEquals(1L, stat(lines.only(), "count"));
    assertEquals(0, family.size());
  }

  @Test
  void noCallIsLostWhileThreadsAddRecordAndAreRead() throws Exception {
    int threads = 8;
    int methods = 200;
    int calls = 500;
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              while (!done.get()) {
                write();
              }
              write();
            });
    writer.start();
    List<Thread> callers = new ArrayList<>();
    for (int t = 1; t <= threads; t++) {
      int owner = t;
      Thread caller =
          new Thread(
              () -> {
                for (int m = 0; m < methods; m++) {
                  Series series = add("A.m" + m);
                  for (int c = 0; c < calls; c++) {
                    series.record(owner, 1_000_000, c == 0, c == 1);
                  }
                  family.remove(series, method("A.m" + m));
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    done.set(true);
    writer.join();
    // One call more, of no length: its line also holds what came after its call was counted.
    family.overflow().record(1, 0, false, false);
    write();
    long count = 0;
    long errors = 0;
    long slow = 0;
    double sumMillis = 0;
    for (Event line : lines.events) {
      count += (Long) stat(line, "count");
      errors += (Long) stat(line, "errors");
      slow += (Long) stat(line, "slow");
      sumMillis += decimal(line, "sum_ms");
    }
    assertEquals((long) threads * methods * calls + 1, count);
    assertEquals((long) threads * methods, errors);
    assertEquals((long) threads * methods, slow);
    assertEquals((double) threads * methods * calls, sumMillis, 0.01);
  }

  @Test
  void keysAreEqualByFieldsAndValues() {
    assertEquals(method("a.B.c"), method(new String("a.B.c")));
    assertEquals(method("a.B.c").hashCode(), method(new String("a.B.c")).hashCode());
    assertNotEquals(method("a.B.c"), SeriesKey.of(Fields.ERROR_TYPE, "a.B.c"));
    assertNotEquals(method("a.B.c"), method("a.B.c").and(Fields.ERROR_TYPE, "x"));
    assertEquals(method("a.B.c"), method("a.B.c").and(Fields.ERROR_TYPE, null));
    assertEquals("Outer$Inner.quote", method("com.acme.Outer$Inner.quote").label());
    assertEquals("Main.run", method("Main.run").label());
    assertEquals(
        "IOException",
        SeriesKey.of(Fields.ERROR_FINGERPRINT, "abc")
            .and(Fields.ERROR_TYPE, "java.io.IOException")
            .label());
  }

  @Test
  void countsAreAnArrayOfLongs() {
    add("A.one").record(1, 50, false, false);
    write();
    assertArrayEquals(new long[] {0}, (long[]) histogram(lines.only(), "counts"));
    assertEquals(0L, histogram(lines.only(), "offset"));
    assertEquals(1L, histogram(lines.only(), "zero_count"));
  }
}
