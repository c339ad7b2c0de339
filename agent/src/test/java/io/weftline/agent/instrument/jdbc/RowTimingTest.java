package io.weftline.agent.instrument.jdbc;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows that are cheap to ask for are not timed one by one, and a dear one is noticed all the same.
 */
class RowTimingTest {
  private static final String SQL = "SELECT * FROM orders WHERE id = ?";
  private static final long SECOND = 1_000_000_000L;
  private static final long TICK = 5_000_000L;

  private FakeJdbc jdbc = new FakeJdbc(SECOND / 2, "slow");
  private Object connection = jdbc.connect();

  private void begin(long slowNanos, String log) {
    jdbc = new FakeJdbc(slowNanos, log);
    connection = jdbc.connect();
  }

  @AfterEach
  void stop() {
    Bridge.coarse = 0;
    jdbc.close(Kind.CLOSE_CONNECTION, connection);
  }

  /** Begins to ask for a row; it is not asked for in the end. */
  private boolean isCoarse(Object result) {
    Frame frame = jdbc.enter(Kind.NEXT, result, null);
    boolean coarse = frame.isCoarse();
    jdbc.exit(Kind.NEXT, frame, result, null, null, 1, null);
    return coarse;
  }

  private int coarseOf(int rows, Object result) {
    int coarse = 0;
    for (int i = 0; i < rows; i++) {
      setRow(10);
      coarse += isCoarse(result) ? 1 : 0;
    }
    return coarse;
  }

  /** The result of a query whose rows are known to be cheap, whatever they take in a cold JVM. */
  private Object cheap() {
    setRow(10);
    return jdbc.query(jdbc.prepare(connection, SQL));
  }

  private void setRow(int nanos) {
    jdbc.queries.of(SQL, FakeJdbc.SYSTEM).rowNanos = nanos;
  }

  private void start() {
    Bridge.coarse = System.nanoTime();
  }

  @Test
  void withoutTheClockEveryRowIsTimed() {
    assertEquals(0, coarseOf(800, cheap()));
  }

  @Test
  void sevenOfEightAreNot() {
    Object result = cheap();
    start();
    assertEquals(700, coarseOf(800, result));
  }

  @Test
  void aDearQueryIsTimedRowByRow() {
    Object result = cheap();
    start();
    setRow(1_000);
    assertFalse(isCoarse(result));
  }

  @Test
  void whereEveryExecutionIsWrittenEveryRowIsTimed() {
    begin(SECOND / 2, "all");
    Object result = cheap();
    start();
    assertEquals(0, coarseOf(80, result));
  }

  @Test
  void soItIsBelowTheThresholdsOfTheClock() {
    begin(SECOND / 10 - 1, "slow");
    Object result = cheap();
    start();
    assertEquals(0, coarseOf(80, result));
  }

  @Test
  void manyRowsAskForTheClock() {
    jdbc.services.clock.begin();
    Object result = cheap();
    for (int i = 0; i < 1_024; i++) {
      setRow(10);
      jdbc.next(result, true);
    }
    jdbc.services.clock.turn();
    assertTrue(Bridge.coarse != 0);
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

  /** A row that is not timed exactly, with the clock going on meanwhile. */
  private Event coarseRow(long nanos, boolean stopped) {
    Object result = cheap();
    start();
    while (isCoarse(result)) {
      setRow(10); // until the next is not of the sample
    }
    setRow(10);
    jdbc.services.take();
    Bridge.coarse = System.nanoTime() - nanos;
    Frame frame = jdbc.enter(Kind.NEXT, result, null);
    assertTrue(frame.isCoarse());
    Bridge.coarse = stopped ? 0 : Bridge.coarse + nanos;
    jdbc.exit(Kind.NEXT, frame, result, null, null, 1, null);
    jdbc.closeResult(result);
    return jdbc.services.events.isEmpty() ? null : jdbc.services.only();
  }

  private static void assertFetched(long atLeast, Event event) {
    long fetched = (Long) value(event, Fields.DB_FETCH);
    assertTrue(fetched >= atLeast && fetched < atLeast + SECOND, () -> fetched + " ns");
  }

  @Test
  void aDearRowIsNoticed() {
    assertFetched(2 * SECOND, coarseRow(2 * SECOND, false));
  }

  @Test
  void alsoWhereTheClockHasStoppedMeanwhile() {
    assertFetched(2 * SECOND, coarseRow(2 * SECOND, true));
  }

  @Test
  void oneTickMayPassInAnyRow() {
    assertNull(coarseRow(2 * TICK - 1, false));
    assertEquals(TICK, jdbc.services.clock.tickNanos());
  }
}
