package io.weftline.agent.instrument.jdbc;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Fields;
import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Series;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that are cheap to ask for are not timed one by one; what takes long is noticed all the same.
 */
class RowTimingTest {
  private static final String SQL = "SELECT * FROM orders WHERE id = ?";
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long TICK = 5 * MILLI;

  private FakeJdbc jdbc = new FakeJdbc(SECOND / 2, "slow");
  private Object connection = jdbc.connect();
  private Object statement = jdbc.prepare(connection, SQL);

  private void begin(long slowNanos, String log) {
    jdbc = new FakeJdbc(slowNanos, log);
    connection = jdbc.connect();
    statement = jdbc.prepare(connection, SQL);
  }

  @AfterEach
  void stop() {
    Bridge.coarse = 0;
    jdbc.close(Kind.CLOSE_CONNECTION, connection);
  }

  private KnownQuery query() {
    return jdbc.queries.of(SQL, FakeJdbc.SYSTEM);
  }

  /** Rows of the query take so long, for all that is known. */
  private void known(long rowNanos) {
    for (int i = 0; i < 200; i++) {
      query().rowsTook(rowNanos);
    }
  }

  private boolean isNextRowCoarse(Object result) {
    Frame frame = jdbc.enter(Kind.NEXT, result, null);
    boolean coarse = frame.isCoarse();
    jdbc.exit(Kind.NEXT, frame, result, null, null, 1, null);
    return coarse;
  }

  /** Of so many results of one row how many have it timed by the coarse clock. */
  private int coarseOf(int results) {
    int coarse = 0;
    for (int i = 0; i < results; i++) {
      known(10);
      Object result = jdbc.query(statement);
      coarse += isNextRowCoarse(result) ? 1 : 0;
      jdbc.closeResult(result);
    }
    return coarse;
  }

  /** A result that is left to the coarse clock. */
  private Object coarseResult() {
    known(10);
    while (true) {
      Bridge.coarse = System.nanoTime();
      Object result = jdbc.query(statement);
      if (isNextRowCoarse(result)) {
        return result;
      }
      jdbc.closeResult(result);
      known(10);
    }
  }

  @Test
  void withoutTheClockEveryRowIsTimed() {
    assertEquals(0, coarseOf(400));
  }

  @Test
  void thoseOfAllButOneResultIn32AreNot() {
    Bridge.coarse = System.nanoTime();
    int coarse = coarseOf(4_000);
    assertTrue(coarse > 3_800 && coarse < 3_950, () -> coarse + " of 4000");
  }

  @Test
  void dearRowsAreTimed() {
    known(1_000);
    Bridge.coarse = System.nanoTime();
    assertFalse(isNextRowCoarse(jdbc.query(statement)));
  }

  @Test
  void whereEveryExecutionIsWrittenEveryRowIsTimed() {
    begin(SECOND / 2, "all");
    Bridge.coarse = System.nanoTime();
    assertEquals(0, coarseOf(80));
  }

  @Test
  void soItIsBelowTheThresholdsOfTheClock() {
    begin(SECOND / 10 - 1, "slow");
    Bridge.coarse = System.nanoTime();
    assertEquals(0, coarseOf(80));
  }

  @Test
  void manyResultsAskForTheClock() {
    jdbc.services.clock.begin();
    for (int turns = 0; Bridge.coarse == 0; turns++) {
      assertTrue(turns < 1_000, "nobody asks");
      coarseOf(10);
      jdbc.services.clock.turn();
    }
    jdbc.services.clock.finish();
    // Its thread stops the clock, which must not be that of the next test.
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (Bridge.coarse != 0) {
            Thread.onSpinWait();
          }
        });
  }

  @Test
  void whatIsNotTimedTakesItsMean() {
    Object result = coarseResult();
    series();
    for (int i = 0; i < 99; i++) {
      assertTrue(isNextRowCoarse(result));
    }
    jdbc.closeResult(result);
    long[] all = series();
    assertEquals(1, all[Series.COUNT]);
    assertTrue(all[Series.SUM_NANOS] >= 100 * 10, () -> all[Series.SUM_NANOS] + " ns");
  }

  private long[] series() {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    query().series.collect(into);
    return into;
  }

  /** A row that is left to the clock, which goes on or stops meanwhile. */
  private Object rowThatTakes(long nanos, boolean stopped) {
    Object result = coarseResult();
    jdbc.services.take();
    Bridge.coarse = System.nanoTime() - nanos;
    Frame frame = jdbc.enter(Kind.NEXT, result, null);
    assertTrue(frame.isCoarse());
    Bridge.coarse = stopped ? 0 : Bridge.coarse + nanos;
    jdbc.exit(Kind.NEXT, frame, result, null, null, 1, null);
    return result;
  }

  private void assertFetched(long atLeast, Object result) {
    jdbc.closeResult(result);
    long fetched = (Long) value(jdbc.services.only(), Fields.DB_FETCH);
    assertTrue(fetched >= atLeast && fetched < atLeast + SECOND, () -> fetched + " ns");
  }

  @Test
  void aDearRowIsNoticed() {
    assertFetched(2 * SECOND, rowThatTakes(2 * SECOND, false));
  }

  @Test
  void alsoWhereTheClockHasStoppedMeanwhile() {
    assertFetched(2 * SECOND, rowThatTakes(2 * SECOND, true));
  }

  @Test
  void oneTickMayFallIntoAnyRowAndTheRestIsTimed() {
    assertEquals(TICK, jdbc.services.clock.tickNanos());
    Object result = rowThatTakes(2 * TICK - 1, false);
    assertFalse(isNextRowCoarse(result));
    series();
    jdbc.closeResult(result);
    long[] all = series();
    assertTrue(all[Series.SUM_NANOS] < TICK, () -> all[Series.SUM_NANOS] + " ns");
  }

  /** As of a driver that fetches many rows at a time, also where their number is one of eight. */
  @ParameterizedTest
  @CsvSource({"64, 3", "10, 1", "128, 2", "1, 4"})
  void roundTripsBetweenCheapRowsAreSeen(int rows, int tripMillis) {
    Object result = coarseResult();
    series();
    int trips = 80 / tripMillis;
    long truth = 0;
    for (int row = 1; row <= rows * trips; row++) {
      tick();
      Frame frame = jdbc.enter(Kind.NEXT, result, null);
      if (row % rows == 0) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < tripMillis * MILLI) {
          Thread.onSpinWait();
        }
        truth += System.nanoTime() - begin;
      }
      tick();
      jdbc.exit(Kind.NEXT, frame, result, null, null, 1, null);
    }
    jdbc.closeResult(result);
    long fetched = series()[Series.SUM_NANOS];
    long inDriver = truth;
    String figures = fetched / 1_000 + " us of " + truth / 1_000;
    assertTrue(fetched >= inDriver - 4 * TICK, figures);
    assertFalse(query().hasCheapRows() && rows == 1, figures);
  }

  /** The hand of a clock that is never late. */
  private static void tick() {
    Bridge.coarse = System.nanoTime() / TICK * TICK;
  }
}
