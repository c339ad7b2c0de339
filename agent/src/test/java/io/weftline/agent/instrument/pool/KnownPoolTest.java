package io.weftline.agent.instrument.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.trace.ThreadLabel;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has a connection is known for as long as others may wait for it, and no longer. */
class KnownPoolTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ThreadLabel THREAD = new ThreadLabel("worker", 7, false);

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final KnownPool pool = new KnownPool(this, queue, null, "orders", SECOND);

  private Loan lend(Object connection, long agoNanos) {
    Loan loan = new Loan(connection, queue, pool, null, THREAD, System.nanoTime() - agoNanos);
    pool.lend(loan);
    return loan;
  }

  @Test
  void whatIsOutIsKnownTheEarliestFirst() {
    Loan late = lend("late", SECOND);
    Loan early = lend("early", 5 * SECOND);

    assertEquals(List.of(early, late), pool.loansSince(System.nanoTime()));
    assertEquals(2, pool.active());
  }

  @Test
  void whatIsBackIsKnownToThoseWhoWaitedMeanwhileIfItWasOutForLong() {
    Loan lasting = lend("lasting", 2 * SECOND);
    Loan brief = lend("brief", 1);
    long begin = System.nanoTime();
    pool.takeBack(lasting);
    pool.takeBack(brief);

    assertEquals(0, pool.active());
    assertEquals(List.of(lasting), pool.loansSince(begin));
    assertEquals(List.of(), pool.loansSince(System.nanoTime()));
    assertTrue(lasting.heldNanos(System.nanoTime() + SECOND) < 3 * SECOND);
  }

  @Test
  void ofThoseThatAreBackTheLatestAreKnown() {
    long begin = System.nanoTime();
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      loans.add(lend("c" + i, (200 - i) * SECOND));
    }
    loans.forEach(pool::takeBack);

    assertEquals(loans.subList(100 - 64, 100), pool.loansSince(begin));
  }

  @Test
  void aConnectionThatIsLostIsForgotten() {
    lend(new Object(), SECOND);
    lend("kept", SECOND);

    for (int i = 0; i < 100 && pool.active() > 1; i++) {
      System.gc();
    }

    assertEquals(1, pool.active());
    assertEquals(1, pool.loansSince(System.nanoTime()).size());
  }
}
