package io.weftline.agent.instrument.jdbc;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.jdbc.FakeJdbc.Counted;
import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.CallTree.QueryGroup;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.OpenResults;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each execution is counted once, however its result ends. */
class ExecutionsTest {
  private static final String SQL = "SELECT * FROM orders WHERE id = ?";
  private static final String OTHER = "SELECT name FROM customers";
  private static final Counted NONE = new Counted(0, 0);
  private static final Counted ONE = new Counted(1, 0);
  private static final Counted FAILED = new Counted(1, 1);

  private final FakeJdbc jdbc = new FakeJdbc(0, "slow");
  private final ThreadContext context = ThreadContext.current();
  private final Object connection = jdbc.connect();
  private final Object statement = jdbc.prepare(connection, SQL);

  @AfterEach
  void nothingIsLeft() {
    for (int i = 0; i < OpenResults.MAX; i++) {
      assertNull(context.results.slot(i));
    }
    assertEquals(0, context.depth());
  }

  private static <T> T onOtherThread(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task);
    thread.start();
    T result = task.get();
    thread.join();
    return result;
  }

  private long rows() {
    return (Long) value(jdbc.services.only(), Fields.DB_RETURNED_ROWS);
  }

  // ---- how a result ends

  @Test
  void whenItIsExhausted() {
    Object result = jdbc.query(statement);
    assertEquals(NONE, jdbc.counted(SQL), "it may still take long");
    jdbc.next(result, true);
    jdbc.next(result, true);
    assertEquals(NONE, jdbc.counted(SQL));
    jdbc.next(result, false);
    assertEquals(ONE, jdbc.counted(SQL));
    assertEquals(2, rows());
    jdbc.next(result, false);
    jdbc.closeResult(result);
    jdbc.closeStatement(statement);
    jdbc.close(Kind.CLOSE_CONNECTION, connection);
    assertEquals(NONE, jdbc.counted(SQL));
    assertEquals(List.of(), jdbc.services.take());
  }

  @Test
  void whenItIsClosed() {
    Object result = jdbc.query(statement);
    jdbc.next(result, true);
    jdbc.closeResult(result);
    assertEquals(ONE, jdbc.counted(SQL));
    assertEquals(1, rows());
    jdbc.closeResult(result);
    jdbc.closeStatement(statement);
    assertEquals(NONE, jdbc.counted(SQL));
  }

  @Test
  void whenItsStatementIsExecutedAgain() {
    jdbc.query(statement);
    Object second = jdbc.query(statement);
    assertEquals(ONE, jdbc.counted(SQL));
    jdbc.next(second, true);
    jdbc.closeResult(second);
    assertEquals(ONE, jdbc.counted(SQL));
    assertEquals(2, jdbc.services.take().size());
  }

  @Test
  void whenItsStatementIsClosed() {
    jdbc.query(statement);
    jdbc.closeStatement(statement);
    assertEquals(ONE, jdbc.counted(SQL));
    jdbc.closeStatement(statement);
    assertEquals(NONE, jdbc.counted(SQL));
    assertEquals(0, jdbc.statements.size());
  }

  @Test
  void aStatementThatIsUsedAgainIsWhatItWasPreparedAsLast() {
    jdbc.closeResult(jdbc.query(statement));
    assertEquals(ONE, jdbc.counted(SQL));
    jdbc.closeStatement(statement);
    jdbc.prepare(connection, OTHER, statement);
    jdbc.closeResult(jdbc.query(statement));
    assertEquals(NONE, jdbc.counted(SQL));
    assertEquals(ONE, jdbc.counted(OTHER));
  }

  @Test
  void whenItsConnectionIsReturnedAndNoOtherIs() {
    Object another = jdbc.connect();
    jdbc.query(statement);
    Object result = jdbc.query(jdbc.prepare(another, OTHER));
    jdbc.close(Kind.CLOSE_CONNECTION, connection);
    assertEquals(ONE, jdbc.counted(SQL));
    assertEquals(NONE, jdbc.counted(OTHER), "that of another connection goes on");
    jdbc.services.take();
    for (int i = 0; i < 5; i++) {
      jdbc.next(result, i < 4);
    }
    assertEquals(ONE, jdbc.counted(OTHER));
    assertEquals(4, rows());
  }

  @Test
  void whenTheUnitOfWorkEnds() {
    Operation method = FakeJdbc.method();
    FakeJdbc.inUnit(method, () -> jdbc.query(statement));
    assertEquals(ONE, jdbc.counted(SQL));
    Object outside = jdbc.query(statement);
    FakeJdbc.inUnit(method, () -> jdbc.query(jdbc.prepare(connection, OTHER)));
    assertEquals(ONE, jdbc.counted(OTHER));
    assertEquals(NONE, jdbc.counted(SQL), "it was opened outside");
    jdbc.closeResult(outside);
    assertEquals(ONE, jdbc.counted(SQL));
  }

  @Test
  void whenTheThreadEnds() throws Exception {
    onOtherThread(() -> jdbc.query(statement));
    assertEquals(NONE, jdbc.counted(SQL));
    jdbc.sweep();
    assertEquals(ONE, jdbc.counted(SQL));
    jdbc.sweep();
    jdbc.closeStatement(statement);
    assertEquals(NONE, jdbc.counted(SQL));
  }

  @Test
  void whenNineAreOpen() {
    List<Object> results = new ArrayList<>();
    for (int i = 0; i <= OpenResults.MAX; i++) {
      results.add(jdbc.query(jdbc.prepare(connection, SQL)));
    }
    assertEquals(ONE, jdbc.counted(SQL));
    results.forEach(jdbc::closeResult);
    assertEquals(new Counted(OpenResults.MAX, 0), jdbc.counted(SQL));
  }

  @Test
  void whenFetchingFails() {
    Object result = jdbc.query(statement);
    jdbc.next(result, true);
    jdbc.services.take();
    SQLException thrown = new SQLException("gone 'secret'", "08006", 17);
    jdbc.call(Kind.NEXT, result, null, null, 0, thrown);
    assertEquals(FAILED, jdbc.counted(SQL));
    Event event = jdbc.services.only();
    assertEquals("failure", event.outcome());
    assertEquals(Level.WARN, event.level());
    assertEquals("08006", value(event, Fields.DB_STATUS_CODE));
    assertEquals(17L, value(event, Fields.ERROR_CODE));
    assertTrue(!value(event, Fields.ERROR_MESSAGE).toString().contains("secret"));
    jdbc.closeResult(result);
    assertEquals(NONE, jdbc.counted(SQL));
  }

  @Test
  void whenAnotherThreadClosesItsStatement() throws Exception {
    jdbc.query(statement);
    onOtherThread(
        () -> {
          jdbc.closeStatement(statement);
          return null;
        });
    assertEquals(ONE, jdbc.counted(SQL));
    jdbc.closeStatement(statement);
    assertEquals(NONE, jdbc.counted(SQL));
    Object again = jdbc.query(jdbc.prepare(connection, SQL));
    jdbc.closeResult(again);
    assertEquals(ONE, jdbc.counted(SQL));
  }

  @Test
  void whenAnotherThreadExecutesItsStatementAgain() throws Exception {
    jdbc.query(statement);
    Object second = onOtherThread(() -> jdbc.query(statement));
    assertEquals(ONE, jdbc.counted(SQL));
    onOtherThread(
        () -> {
          jdbc.closeResult(second);
          return null;
        });
    jdbc.closeStatement(statement);
    assertEquals(ONE, jdbc.counted(SQL));
  }

  // ---- other ways to execute

  @Test
  void executeTellsOfAResultThatIsAskedForLater() {
    jdbc.call(Kind.EXECUTE, statement, null, null, 1, null);
    assertEquals(NONE, jdbc.counted(SQL));
    Object result = jdbc.call(Kind.GET_RESULT, statement, null, new Object(), 0, null);
    jdbc.next(result, true);
    jdbc.next(result, false);
    assertEquals(ONE, jdbc.counted(SQL));
    assertEquals(1, rows());
    jdbc.call(Kind.EXECUTE, statement, null, null, 1, null);
    jdbc.closeStatement(statement);
    assertEquals(ONE, jdbc.counted(SQL), "nobody asked for it");
  }

  @Test
  void anUpdateEndsAtOnce() {
    jdbc.call(Kind.UPDATE, statement, null, null, 3, null);
    assertEquals(ONE, jdbc.counted(SQL));
    Event event = jdbc.services.only();
    assertEquals(3L, value(event, Fields.DB_AFFECTED_ROWS));
    assertNull(value(event, Fields.DB_FETCH));
    assertNull(value(event, Fields.DB_BATCH_SIZE));
    jdbc.call(Kind.EXECUTE, statement, null, null, 0, null);
    assertEquals(ONE, jdbc.counted(SQL));
  }

  @Test
  void theTextMayComeWithTheExecution() {
    Object bare = jdbc.call(Kind.PREPARE, connection, null, new Object(), 0, null);
    Object result = jdbc.call(Kind.QUERY, bare, OTHER, new Object(), 0, null);
    jdbc.call(Kind.UPDATE, bare, "DELETE FROM customers", null, 1, null);
    assertEquals(ONE, jdbc.counted(OTHER));
    assertEquals(ONE, jdbc.counted("DELETE FROM customers"));
    jdbc.closeResult(result);
    assertEquals(NONE, jdbc.counted(OTHER));
  }

  @Test
  void aStatementThatNobodyWasSeenToMakeCountsByTheTextItIsGiven() {
    Object unknown = new Object();
    jdbc.call(Kind.UPDATE, unknown, OTHER, null, 1, null);
    assertEquals(new Counted(1, 0), jdbc.counted(OTHER, "other_sql"));
    jdbc.call(Kind.ADD_TO_BATCH, new Object(), OTHER, null, 0, null);
    jdbc.services.take();
    Object batch = new Object();
    jdbc.call(Kind.ADD_TO_BATCH, batch, OTHER, null, 0, null);
    jdbc.call(Kind.BATCH, batch, null, new int[] {1}, 0, null);
    assertEquals(new Counted(1, 0), jdbc.counted(OTHER, "other_sql"));
    assertEquals(1, jdbc.services.take().size());
    assertEquals(List.of(), jdbc.services.warnings);
  }

  @Test
  void withoutATextItCountsAsOneThatWasNotSeen() {
    jdbc.closeResult(jdbc.query(new Object()));
    jdbc.call(Kind.UPDATE, new Object(), null, null, 1, new SQLException("no"));
    assertEquals(new Counted(2, 1), jdbc.counted("?", "other_sql"));
    for (Event event : jdbc.services.take()) {
      assertEquals("?", value(event, Fields.DB_QUERY_TEXT));
    }
    assertEquals(1, jdbc.services.warnings.size(), "one a minute is enough");
    assertTrue(
        jdbc.services.warnings.get(0).startsWith("query.unseen: Statements of java.lang.Object "));
  }

  @Test
  void aClosedStatementThatIsExecutedFailsAndNobodyIsBlamed() {
    jdbc.closeStatement(statement);
    jdbc.call(Kind.UPDATE, statement, null, null, 0, new SQLException("closed", "90007", 90007));
    assertEquals("90007", value(jdbc.services.only(), Fields.DB_STATUS_CODE));
    assertEquals(List.of(), jdbc.services.warnings);
  }

  @Test
  void rowsThatAnotherThreadReadsAreRowsToo() throws Exception {
    Object result = jdbc.query(statement);
    jdbc.next(result, true);
    onOtherThread(
        () -> {
          jdbc.next(result, true);
          jdbc.next(result, true);
          jdbc.next(result, false);
          return null;
        });
    assertEquals(ONE, jdbc.counted(SQL));
    assertEquals(3, rows());
    jdbc.closeResult(result);
    jdbc.closeStatement(statement);
    assertEquals(NONE, jdbc.counted(SQL));
  }

  @Test
  void aBatchOfNothingIsNone() {
    Object bare = jdbc.call(Kind.PREPARE, connection, null, new Object(), 0, null);
    jdbc.call(Kind.BATCH, bare, null, new int[0], 0, null);
    assertEquals(List.of(), jdbc.services.take());
  }

  @Test
  void aBatchIsOneExecutionOfItsSize() {
    for (int i = 0; i < 3; i++) {
      jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
    }
    jdbc.call(Kind.BATCH, statement, null, new int[] {1, -2, 4}, 0, null);
    assertEquals(ONE, jdbc.counted(SQL));
    Event event = jdbc.services.only();
    assertEquals(3L, value(event, Fields.DB_BATCH_SIZE));
    assertEquals(5L, value(event, Fields.DB_AFFECTED_ROWS));
    jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
    jdbc.close(Kind.CLEAR_BATCH, statement);
    jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
    jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
    jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, new SQLException("not this one"));
    jdbc.call(Kind.BATCH, statement, null, new long[] {-2, -2}, 0, null);
    event = jdbc.services.only();
    assertEquals(2L, value(event, Fields.DB_BATCH_SIZE));
    assertNull(value(event, Fields.DB_AFFECTED_ROWS));
  }

  @Test
  void anOverrideThatCallsItsSuperclassAddsOnce() {
    for (int i = 0; i < 2; i++) {
      Frame frame = jdbc.enter(Kind.ADD_TO_BATCH, statement, null);
      jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
      jdbc.exit(Kind.ADD_TO_BATCH, frame, statement, null, null, 0, null);
    }
    jdbc.call(Kind.BATCH, statement, null, new int[] {1, 1}, 0, null);
    assertEquals(2L, value(jdbc.services.only(), Fields.DB_BATCH_SIZE));
  }

  @Test
  void aBatchOfTextsIsKnownByItsFirst() {
    Object bare = jdbc.call(Kind.PREPARE, connection, null, new Object(), 0, null);
    jdbc.call(Kind.ADD_TO_BATCH, bare, "DELETE FROM a", null, 0, null);
    jdbc.call(Kind.ADD_TO_BATCH, bare, "DELETE FROM b", null, 0, null);
    jdbc.call(Kind.BATCH, bare, null, null, 0, new SQLException("x"));
    assertEquals(FAILED, jdbc.counted("DELETE FROM a"));
    assertEquals(2L, value(jdbc.services.only(), Fields.DB_BATCH_SIZE));
    jdbc.call(Kind.ADD_TO_BATCH, bare, "DELETE FROM b", null, 0, null);
    jdbc.call(Kind.BATCH, bare, null, new int[] {1}, 0, null);
    assertEquals(ONE, jdbc.counted("DELETE FROM b"));
  }

  @Test
  void whatFailsIsCountedAndToldOnce() {
    SQLException thrown = new SQLException("no", "42000");
    jdbc.call(Kind.QUERY, statement, null, null, 0, thrown);
    assertEquals(FAILED, jdbc.counted(SQL));
    Event event = jdbc.services.only();
    assertEquals("failure", event.outcome());
    assertEquals("java.sql.SQLException", value(event, Fields.ERROR_TYPE));
    jdbc.call(Kind.PREPARE, connection, "SELECT wrong", null, 0, thrown);
    assertEquals(FAILED, jdbc.counted("SELECT wrong"), "a failed prepare is a failed query");
    assertEquals("failure", jdbc.services.only().outcome());
    jdbc.call(Kind.PREPARE, connection, null, null, 0, thrown);
    jdbc.call(Kind.CONNECT, "driver", FakeJdbc.URL, null, 0, thrown);
    assertEquals(List.of(), jdbc.services.take());
  }

  @Test
  void gettersThatFailCostNothing() {
    long failures = Bridge.failures();
    jdbc.call(
        Kind.UPDATE,
        statement,
        null,
        null,
        0,
        new SQLException("x") {
          private static final long serialVersionUID = 1;

          @Override
          public String getMessage() {
            throw new AssertionError("hostile");
          }
        });
    Event event = jdbc.services.only();
    assertTrue(value(event, Fields.ERROR_MESSAGE).toString().contains("AssertionError"));
    assertEquals(failures, Bridge.failures());
  }

  // ---- pools

  @Test
  void ofAPoolAndItsDriverTheOutermostCounts() {
    Object pooled = new Object();
    Frame frame = jdbc.enter(Kind.PREPARE, pooled, SQL);
    jdbc.prepare(connection, SQL);
    Object outer = new Object();
    jdbc.exit(Kind.PREPARE, frame, pooled, SQL, outer, 0, null);

    frame = jdbc.enter(Kind.QUERY, outer, null);
    Object inner = jdbc.query(statement);
    Object result = new Object();
    jdbc.exit(Kind.QUERY, frame, outer, null, result, 0, null);

    frame = jdbc.enter(Kind.NEXT, result, null);
    jdbc.next(inner, true);
    jdbc.exit(Kind.NEXT, frame, result, null, null, 1, null);
    jdbc.closeResult(result);
    jdbc.closeResult(inner);
    assertEquals(ONE, jdbc.counted(SQL), "in the database that the driver's connection told");
    Event event = jdbc.services.only();
    assertEquals("shop", value(event, Fields.DB_NAMESPACE));
    assertEquals("db-1", value(event, Fields.SERVER_ADDRESS));
    assertEquals(5432L, value(event, Fields.SERVER_PORT));
    assertEquals(1L, value(event, Fields.DB_RETURNED_ROWS));
  }

  @Test
  void whatAnEarlierCallToldIsNotTakenForThisOne() {
    Frame frame = jdbc.enter(Kind.QUERY, statement, null);
    jdbc.prepare(connection, OTHER);
    jdbc.exit(Kind.QUERY, frame, statement, null, null, 0, null);
    Object unknown = jdbc.prepare(new Object(), OTHER);
    jdbc.closeResult(jdbc.query(unknown));
    assertEquals(NONE, jdbc.counted(OTHER));
    assertEquals(ONE, jdbc.counted(OTHER, "other_sql"));
  }

  // ---- the unit of work

  @Test
  void aUnitKnowsItsQueries() {
    Operation method = FakeJdbc.method();
    FakeJdbc.inUnit(
        method,
        () -> {
          for (int i = 0; i < 3; i++) {
            Object result = jdbc.query(statement);
            jdbc.next(result, true);
            jdbc.next(result, false);
          }
          jdbc.call(Kind.UPDATE, jdbc.prepare(connection, OTHER), null, null, 1, null);
          assertEquals(2, context.tree.queryGroups());
          QueryGroup group = context.tree.queryGroup(0);
          assertEquals(3, group.count());
          assertEquals(3, group.rows);
          assertEquals(4, context.tree.queryCount());
        });
    assertEquals(0, context.tree.queryGroups());
    assertEquals(new Counted(3, 0), jdbc.counted(SQL));
  }

  @Test
  void whileTheAgentIsAtWorkNothingIsSeen() {
    context.mute(true);
    jdbc.closeResult(jdbc.query(statement));
    context.mute(false);
    assertEquals(NONE, jdbc.counted(SQL));
  }

  @Test
  void fastStatementsAreNoEvents() {
    FakeJdbc quiet = new FakeJdbc(Long.MAX_VALUE, "slow");
    Object own = quiet.prepare(quiet.connect(), SQL);
    quiet.closeResult(quiet.query(own));
    quiet.call(Kind.UPDATE, own, null, null, 1, null);
    assertEquals(new Counted(2, 0), quiet.counted(SQL));
    assertEquals(List.of(), quiet.services.take());
    quiet.call(Kind.UPDATE, own, null, null, 1, new SQLException("x"));
    assertEquals(1, quiet.services.take().size());
    FakeJdbc all = new FakeJdbc(Long.MAX_VALUE, "all");
    all.closeResult(all.query(all.prepare(all.connect(), SQL)));
    assertEquals(Level.INFO, all.services.only().level());
    FakeJdbc none = new FakeJdbc(0, "none");
    Object silent = none.prepare(none.connect(), SQL);
    none.closeResult(none.query(silent));
    none.call(Kind.UPDATE, silent, null, null, 1, new SQLException("x"));
    assertEquals(List.of(), none.services.take());
    assertEquals(new Counted(2, 1), none.counted(SQL));
  }
}
