package io.weftline.agent.instrument.jdbc;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.agent.trace.Callers;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A statement that does not come back is told of once, and again when it does. */
class RunningStatementsTest {
  private static final long SLOW_NANOS = 20_000_000;
  private static final String SQL = "UPDATE stock SET reserved = 7 WHERE sku = ?";
  private static final String SAFE = "UPDATE stock SET reserved = ? WHERE sku = ?";

  private final FakeJdbc jdbc = new FakeJdbc(SLOW_NANOS, "slow");
  private final Object connection = jdbc.connect();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private Thread executing;

  @BeforeEach
  void thisIsADriver() {
    jdbc.services.get(Callers.class).passOver(getClass().getName());
  }

  @AfterEach
  void ends() throws InterruptedException {
    done.countDown();
    if (executing != null) {
      executing.join();
    }
  }

  /** A driver's method, by its name. */
  private void executeUpdate(Object statement, String sql) {
    var frame = jdbc.enter(Kind.UPDATE, statement, sql);
    // A class that is woven meanwhile: its time is left out.
    ThreadContext.discount(1_000);
    begun.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    jdbc.exit(Kind.UPDATE, frame, statement, sql, null, 1, null);
  }

  private void begin(String prepared, String sql) throws InterruptedException {
    executing = new Thread(() -> executeUpdate(jdbc.prepare(connection, prepared), sql), "stock-7");
    executing.start();
    begun.await();
    while (executing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private void end() throws InterruptedException {
    done.countDown();
    executing.join();
  }

  /** As the agent's thread looks, some time from now. */
  private void look() {
    jdbc.running.look(System.nanoTime() + SLOW_NANOS);
  }

  @Test
  void aPreparedOneIsToldOfWithItsStackAndAgainUnderTheSameId() throws Exception {
    begin(SQL, null);
    jdbc.running.look(System.nanoTime() - SLOW_NANOS);
    assertEquals(List.of(), jdbc.services.take(), "it is not slow yet");
    look();
    look();
    Event early = jdbc.services.only();
    assertTrue(early.isStillRunning());
    assertEquals("unknown", early.outcome());
    assertEquals(SAFE, value(early, Fields.DB_QUERY_TEXT));
    assertEquals("lock", value(early, Fields.DB_WAITS_FOR));
    assertEquals("stock-7", early.threadName());
    Group sample = (Group) ((List<?>) value(early, Fields.SAMPLES)).get(0);
    assertTrue(sample.value(2).toString().contains("executeUpdate"), sample.value(2)::toString);
    assertNotEquals(0, early.spanId());
    end();
    Event last = jdbc.services.only();
    assertFalse(last.isStillRunning());
    assertEquals("success", last.outcome());
    assertEquals(early.spanId(), last.spanId());
    assertEquals(early.traceIdLow(), last.traceIdLow());
    look();
    assertEquals(List.of(), jdbc.services.take());
  }

  @Test
  void oneThatIsGivenItsTextIsToldOfWithThat() throws Exception {
    begin(null, SQL);
    look();
    assertEquals(SAFE, value(jdbc.services.only(), Fields.DB_QUERY_TEXT));
  }

  @Test
  void theTransactionThatItMayWaitForIsNamed() throws Exception {
    Object holder = jdbc.connect();
    jdbc.call(Kind.AUTO_COMMIT, holder, null, null, 0, null);
    Object other = jdbc.connect();
    jdbc.call(Kind.AUTO_COMMIT, other, null, null, 0, null);
    jdbc.call(Kind.UPDATE, jdbc.prepare(holder, SQL), null, null, 1, null);
    jdbc.call(Kind.UPDATE, jdbc.prepare(other, "DELETE FROM orders"), null, null, 1, null);
    begin(SQL, null);
    look();
    Event early = jdbc.services.only();
    List<?> candidates = (List<?>) value(early, Fields.DB_LOCK_CANDIDATES);
    assertEquals(1, candidates.size());
    Group candidate = (Group) candidates.get(0);
    assertEquals("connection_id", candidate.name(0));
    assertEquals("UPDATE stock", candidate.value(3));
    jdbc.call(Kind.COMMIT, holder, null, null, 0, null);
    end();
    assertEquals(candidates, value(jdbc.services.only(), Fields.DB_LOCK_CANDIDATES));
  }

  /** A driver's method, by its name. */
  private void commit(Object of) {
    var frame = jdbc.enter(Kind.COMMIT, of, null);
    begun.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    jdbc.exit(Kind.COMMIT, frame, of, null, null, 0, null);
  }

  @Test
  void aCommitIsToldOfLikeAStatement() throws Exception {
    jdbc.call(Kind.AUTO_COMMIT, connection, null, null, 0, null);
    jdbc.call(Kind.UPDATE, jdbc.prepare(connection, SQL), null, null, 1, null);
    executing = new Thread(() -> commit(connection), "stock-8");
    executing.start();
    begun.await();
    while (executing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    look();
    Event early = jdbc.services.only();
    assertTrue(early.isStillRunning());
    assertEquals("COMMIT", value(early, Fields.DB_QUERY_TEXT));
    end();
    Event last = jdbc.services.only();
    assertEquals("COMMIT", value(last, Fields.DB_QUERY_TEXT));
    assertEquals(early.spanId(), last.spanId());
  }

  @Test
  void oneThatIsClosedMeanwhileIsKnownNevertheless() throws Exception {
    Object statement = jdbc.prepare(connection, SQL);
    executing = new Thread(() -> executeUpdate(statement, null), "stock-9");
    executing.start();
    begun.await();
    while (executing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    look();
    jdbc.closeStatement(statement);
    Event early = jdbc.services.only();
    end();
    Event last = jdbc.services.only();
    assertEquals(SAFE, value(last, Fields.DB_QUERY_TEXT));
    assertEquals(early.spanId(), last.spanId());
  }

  @Test
  void whatHasComeBackIsNotToldOf() throws Exception {
    begin(SQL, null);
    end();
    look();
    assertEquals(List.of(), jdbc.services.take());
  }

  @Test
  void whatOnlySaysThatItExecutesIsNotToldOf() throws Exception {
    Object statement = jdbc.prepare(connection, SQL);
    var frame = jdbc.enter(Kind.UPDATE, statement, null);
    look();
    assertEquals(List.of(), jdbc.services.take());
    jdbc.exit(Kind.UPDATE, frame, statement, null, null, 1, null);
  }

  @Test
  void noneIsToldOfWhereNoLinesAreAskedFor() throws Exception {
    FakeJdbc silent = new FakeJdbc(SLOW_NANOS, "none");
    var frame = silent.enter(Kind.UPDATE, silent.prepare(silent.connect(), SQL), null);
    assertEquals(0, frame.context.results.executing());
    assertNull(silent.running.take(frame.context.results));
    frame.context.exit(frame, null, null);
  }
}
