package io.weftline.agent.instrument.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.agent.sql.DatabaseUrl;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import org.junit.jupiter.api.Test;

/** What a fast statement allocates: 64 bytes for a statement and for a result, else nothing. */
class JdbcBudgetTest {
  private static final String SQL = "SELECT * FROM orders WHERE id = ?";
  private static final int TIMES = 1_000;

  private final FakeJdbc jdbc = new FakeJdbc(Long.MAX_VALUE, "slow");
  private final Object connection = jdbc.connect();

  /** Bytes of one turn, the least of several. */
  private static long bytes(Runnable turn) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TIMES; i++) {
        turn.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / TIMES;
  }

  private Object result() {
    return this;
  }

  @Test
  void aStatementTakes64Bytes() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    DatabaseSession session = DatabaseSession.of(DatabaseUrl.parse(FakeJdbc.URL));
    KnownStatement[] kept = new KnownStatement[1];
    long bytes = bytes(() -> kept[0] = new KnownStatement(this, queue, this, session));
    assertTrue(bytes <= 64, () -> bytes + " bytes");
  }

  @Test
  void preparingAndClosingTakesOneEntry() {
    Object statement = new Object();
    long bytes =
        bytes(
            () -> {
              jdbc.call(Kind.PREPARE, connection, SQL, statement, 0, null);
              jdbc.closeStatement(statement);
            });
    assertTrue(bytes <= 64, () -> bytes + " bytes");
  }

  @Test
  void aResultTakesOneCursor() {
    Object statement = jdbc.prepare(connection, SQL);
    long bytes =
        bytes(
            () -> {
              jdbc.call(Kind.QUERY, statement, null, result(), 0, null);
              jdbc.next(result(), true);
              jdbc.next(result(), false);
              jdbc.closeResult(result());
            });
    assertTrue(bytes <= 64, () -> bytes + " bytes");
  }

  @Test
  void anUpdateTakesNothing() {
    Object statement = jdbc.prepare(connection, SQL);
    assertEquals(0, bytes(() -> jdbc.call(Kind.UPDATE, statement, null, null, 1, null)));
    assertEquals(
        0,
        bytes(
            () -> {
              jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
              jdbc.call(Kind.BATCH, statement, null, null, 0, null);
            }));
  }
}
