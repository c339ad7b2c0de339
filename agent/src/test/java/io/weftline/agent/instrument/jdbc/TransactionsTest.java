package io.weftline.agent.instrument.jdbc;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.jdbc.FakeJdbc.Counted;
import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Transactions are followed by the calls of the application, and never asked for. */
class TransactionsTest {
  private static final String SQL = "UPDATE stock SET reserved = ? WHERE sku = ?";
  private static final Counted ONE = new Counted(1, 0);
  private static final Counted NONE = new Counted(0, 0);

  private final FakeJdbc jdbc = new FakeJdbc(0, "slow");
  private final Object connection = jdbc.connect();

  private void autoCommit(Object of, boolean on) {
    jdbc.call(Kind.AUTO_COMMIT, of, null, null, on ? 1 : 0, null);
  }

  private void update(Object of) {
    Object statement = jdbc.prepare(of, SQL);
    jdbc.call(Kind.UPDATE, statement, null, null, 1, null);
    jdbc.closeStatement(statement);
  }

  private void call(Kind kind) {
    jdbc.call(kind, connection, null, null, 0, null);
  }

  private static Group transaction(Event event) {
    return (Group) value(event, Fields.DB_TRANSACTION);
  }

  private static Object figure(Group group, String name) {
    for (int i = 0; group != null && i < group.size(); i++) {
      if (group.name(i).equals(name)) {
        return group.value(i);
      }
    }
    return null;
  }

  /** Time passes without a statement. */
  private static void passes(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void aConnectionCommitsEachStatementUntilItIsToldNotTo() {
    update(connection);
    Event alone = jdbc.services.only();
    assertEquals(1L, value(alone, Fields.DB_CONNECTION_AUTOCOMMIT));
    assertNull(transaction(alone));

    autoCommit(connection, false);
    update(connection);
    update(connection);
    List<Event> both = jdbc.services.take();
    assertEquals(0L, value(both.get(0), Fields.DB_CONNECTION_AUTOCOMMIT));
    assertEquals(1L, figure(transaction(both.get(0)), "statements"));
    assertEquals(2L, figure(transaction(both.get(1)), "statements"));
    assertEquals(
        value(both.get(0), Fields.DB_CONNECTION_ID), value(alone, Fields.DB_CONNECTION_ID));
    assertNull(value(alone, Fields.DB_CONNECTION_ISOLATION));
  }

  @Test
  void aCommitIsAStatementWhereThereIsATransaction() {
    call(Kind.COMMIT);
    assertEquals(NONE, jdbc.counted("COMMIT"));
    autoCommit(connection, false);
    call(Kind.COMMIT);
    assertEquals(NONE, jdbc.counted("COMMIT"));
    update(connection);
    jdbc.services.take();
    call(Kind.COMMIT);
    Event commit = jdbc.services.only();
    assertEquals("COMMIT", value(commit, Fields.DB_QUERY_TEXT));
    assertEquals("COMMIT", value(commit, Fields.DB_OPERATION));
    assertEquals(1L, figure(transaction(commit), "statements"));
    assertEquals(ONE, jdbc.counted("COMMIT"));
    call(Kind.COMMIT);
    assertEquals(NONE, jdbc.counted("COMMIT"));
  }

  @Test
  void switchingToAutoCommitCommits() {
    autoCommit(connection, false);
    update(connection);
    autoCommit(connection, true);
    assertEquals(ONE, jdbc.counted("COMMIT"));
    autoCommit(connection, true);
    assertEquals(NONE, jdbc.counted("COMMIT"));
  }

  @Test
  void aCommitThatFailsLeavesItToTheRollback() {
    autoCommit(connection, false);
    update(connection);
    jdbc.services.take();
    SQLException failure = new SQLException("cannot be serialized", "40001");
    jdbc.call(Kind.COMMIT, connection, null, null, 0, failure);
    Event failed = jdbc.services.only();
    assertEquals("failure", failed.outcome());
    assertEquals("serialization", value(failed, Fields.DB_FAILURE));
    assertEquals(new Counted(1, 1), jdbc.counted("COMMIT"));
    call(Kind.ROLLBACK);
    assertEquals(ONE, jdbc.counted("ROLLBACK"));
    call(Kind.ROLLBACK);
    assertEquals(NONE, jdbc.counted("ROLLBACK"));
  }

  @Test
  void savepointsAreStatementsOfIt() {
    autoCommit(connection, false);
    update(connection);
    call(Kind.SAVEPOINT);
    jdbc.call(Kind.ROLLBACK, connection, "a savepoint", null, 0, null);
    call(Kind.RELEASE);
    assertEquals(ONE, jdbc.counted("SAVEPOINT"));
    assertEquals(ONE, jdbc.counted("ROLLBACK TO SAVEPOINT"));
    assertEquals(ONE, jdbc.counted("RELEASE SAVEPOINT"));
    call(Kind.COMMIT);
    assertEquals(ONE, jdbc.counted("COMMIT"));
  }

  @Test
  void aPoolsConnectionIsTheDriversSession() {
    Object pooled = new Object();
    Frame outer = jdbc.enter(Kind.AUTO_COMMIT, pooled, null);
    autoCommit(connection, false);
    jdbc.exit(Kind.AUTO_COMMIT, outer, pooled, null, null, 0, null);
    Frame isolation = jdbc.enter(Kind.ISOLATION, pooled, null);
    long serializable = Connection.TRANSACTION_SERIALIZABLE;
    jdbc.call(Kind.ISOLATION, connection, null, null, serializable, null);
    jdbc.exit(Kind.ISOLATION, isolation, pooled, null, null, serializable, null);

    Object statement = new Object();
    Frame prepare = jdbc.enter(Kind.PREPARE, pooled, SQL);
    Object inner = jdbc.prepare(connection, SQL);
    jdbc.exit(Kind.PREPARE, prepare, pooled, SQL, statement, 0, null);
    Frame execution = jdbc.enter(Kind.UPDATE, statement, null);
    jdbc.call(Kind.UPDATE, inner, null, null, 1, null);
    jdbc.exit(Kind.UPDATE, execution, statement, null, null, 1, null);
    Event update = jdbc.services.only();
    assertEquals(0L, value(update, Fields.DB_CONNECTION_AUTOCOMMIT));
    assertEquals("serializable", value(update, Fields.DB_CONNECTION_ISOLATION));
    assertEquals(1L, figure(transaction(update), "statements"));

    Frame commit = jdbc.enter(Kind.COMMIT, pooled, null);
    call(Kind.COMMIT);
    assertEquals(NONE, jdbc.counted("COMMIT"), "the pool's call is the one that counts");
    jdbc.exit(Kind.COMMIT, commit, pooled, null, null, 0, null);
    assertEquals(ONE, jdbc.counted("COMMIT"));
  }

  @Test
  void whatIsNotKnownIsLeftAlone() {
    Object strange = new Object();
    autoCommit(strange, false);
    jdbc.call(Kind.COMMIT, strange, null, null, 0, null);
    Object statement = jdbc.prepare(strange, SQL);
    jdbc.call(Kind.UPDATE, statement, null, null, 1, null);
    Event update = jdbc.services.only();
    assertNull(value(update, Fields.DB_CONNECTION_AUTOCOMMIT));
    assertNull(value(update, Fields.DB_CONNECTION_ID));
    assertTrue(DatabaseSession.UNKNOWN.isAutoCommit());
  }

  @Test
  void oneThatStandsIdleIsToldOfAtItsEnd() {
    FakeJdbc fast = new FakeJdbc(Long.MAX_VALUE, "slow");
    Operation neighbour = FakeJdbc.method();
    Object of = fast.connect();
    fast.call(Kind.AUTO_COMMIT, of, null, null, 0, null);
    Frame unit = Bridge.methodEnter(0);
    Object statement = fast.prepare(of, SQL);
    fast.call(Kind.UPDATE, statement, null, null, 1, null);
    Frame slow = Bridge.methodEnter(0);
    passes(FakeJdbc.IDLE_NANOS);
    Bridge.methodExit(0, slow, null);
    fast.call(Kind.UPDATE, statement, null, null, 1, null);
    fast.call(Kind.COMMIT, of, null, null, 0, null);
    Bridge.methodExit(0, unit, null);

    Event commit = fast.services.only();
    assertEquals(Level.WARN, commit.level());
    Group transaction = transaction(commit);
    assertEquals(2L, figure(transaction, "statements"));
    assertTrue((Double) figure(transaction, "idle_ms") >= FakeJdbc.IDLE_NANOS / 1e6);
    assertNotNull(commit.message());
    assertTrue(commit.message().contains("idle"), commit.message());
    fast.call(Kind.UPDATE, statement, null, null, 1, null);
    fast.call(Kind.COMMIT, of, null, null, 0, null);
    assertEquals(List.of(), fast.services.take());
    assertNotNull(neighbour);
  }

  @Test
  void theSlowCallOfAnIdleTransactionIsNamed() {
    FakeJdbc fast = new FakeJdbc(Long.MAX_VALUE, "slow");
    Operation outer = FakeJdbc.method();
    Operation neighbour =
        new Operation("com.acme.Carrier.ask", "Carrier.ask", Operation.METHOD, null, outer.series);
    neighbour.thresholds(FakeJdbc.IDLE_NANOS * 1_000, FakeJdbc.IDLE_NANOS * 1_000, false);
    Bridge.add(neighbour, 1);
    Object of = fast.connect();
    fast.call(Kind.AUTO_COMMIT, of, null, null, 0, null);
    Frame unit = Bridge.methodEnter(0);
    Object statement = fast.prepare(of, SQL);
    fast.call(Kind.UPDATE, statement, null, null, 1, null);
    Frame slow = Bridge.methodEnter(1);
    passes(FakeJdbc.IDLE_NANOS);
    Bridge.methodExit(1, slow, null);
    fast.call(Kind.ROLLBACK, of, null, null, 0, null);
    Bridge.methodExit(0, unit, null);

    Event rollback = fast.services.only();
    assertEquals("Carrier.ask", figure(transaction(rollback), "idle_during"));
    assertTrue(rollback.message().endsWith("during Carrier.ask"), rollback.message());
  }

  @Test
  void whatADriverExecutesForItselfIsNotTheApplications() {
    Frame asked = jdbc.enter(Kind.OF_DRIVER, connection, null);
    Object statement = jdbc.prepare(connection, "SELECT @@session.transaction_isolation");
    jdbc.call(Kind.QUERY, statement, null, new Object(), 0, null);
    jdbc.exit(Kind.OF_DRIVER, asked, connection, null, null, 0, null);
    assertEquals(List.of(), jdbc.services.take());
  }

  @Test
  void oneThatWasCancelledAfterItsTimeHasTimedOut() {
    Object statement = jdbc.prepare(connection, SQL);
    jdbc.call(Kind.TIMEOUT, statement, null, null, 1, null);
    SQLException cancelled = new SQLException("canceling statement", "57014");
    jdbc.call(Kind.UPDATE, statement, null, null, 0, cancelled);
    assertEquals("cancelled", value(jdbc.services.only(), Fields.DB_FAILURE));
    Frame frame = jdbc.enter(Kind.UPDATE, statement, null);
    passes(1_000_000_000L);
    jdbc.exit(Kind.UPDATE, frame, statement, null, null, 0, cancelled);
    assertEquals("timeout", value(jdbc.services.only(), Fields.DB_FAILURE));
    jdbc.call(Kind.TIMEOUT, statement, null, null, 0, null);
    assertFalse(jdbc.statements.isTimedOut(statement, Long.MAX_VALUE));
  }

  @Test
  void aResultThatIsClosedAfterTheCommitKnowsItsOwn() {
    autoCommit(connection, false);
    Object result = jdbc.query(jdbc.prepare(connection, "SELECT * FROM orders"));
    call(Kind.COMMIT);
    update(connection);
    update(connection);
    jdbc.services.take();
    autoCommit(connection, true);
    jdbc.services.take();
    jdbc.closeResult(result);
    Event read = jdbc.services.only();
    assertEquals(0L, value(read, Fields.DB_CONNECTION_AUTOCOMMIT));
    assertEquals(1L, figure(transaction(read), "statements"));
  }

  @Test
  void oneWhoseConnectionIsClosedIsNobodysAnyMore() {
    autoCommit(connection, false);
    update(connection);
    assertTrue(jdbc.statements.sessions().get(0).transaction.isOpen());
    jdbc.close(Kind.CLOSE_CONNECTION, connection);
    assertFalse(jdbc.statements.sessions().get(0).transaction.isOpen());
  }
}
