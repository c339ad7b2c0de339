package io.weftline.agent.instrument.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Group;
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
    Loan loan = new Loan(connection, queue, pool, null, THREAD, System.nanoTime() - agoNanos, null);
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
  void aConnectionThatIsLostIsOutForEver() {
    Loan lost = lend(new Object(), SECOND);
    Loan kept = lend("kept", SECOND);
    for (int i = 0; i < 100 && lost.get() != null; i++) {
      System.gc();
    }

    assertNull(lost.get());
    assertEquals(2, pool.active());
    pool.lost(lost);
    pool.lost(lost);
    assertEquals(2, pool.active());
    assertEquals(List.of(kept), pool.loansSince(System.nanoTime()));
  }

  @Test
  void aLoanIsToldOnceAndOnlyWhileItLasts() {
    Loan told = lend("told", SECOND);
    Loan back = lend("back", SECOND);

    assertTrue(told.tells());
    assertFalse(told.tells());
    assertFalse(pool.takeBack(back));
    assertFalse(back.tells(), "it is back");
    assertTrue(pool.takeBack(told), "that it is back is told, too");
  }

  @Test
  void stacksAreWantedNowAndThenUntilSuspicionEnds() {
    long now = System.nanoTime();
    assertFalse(pool.wantsStack(now));
    pool.suspect(now);
    for (int i = 0; i < KnownPool.STACKS_AT_ONCE; i++) {
      assertTrue(pool.wantsStack(now));
    }
    assertFalse(pool.wantsStack(now));
    assertTrue(pool.wantsStack(now + KnownPool.STACK_NANOS));
    assertFalse(pool.wantsStack(now + KnownPool.STACK_NANOS));
    pool.suspect(now + SECOND);
    assertTrue(pool.wantsStack(now + KnownPool.SUSPECT_NANOS));
    assertFalse(pool.wantsStack(now + SECOND + KnownPool.SUSPECT_NANOS));
    assertFalse(pool.wantsStack(now + SECOND), "until it is suspected again");
  }

  @Test
  void figuresAreThoseOfAnInterval() {
    PoolFigures figures = pool.figures;
    figures.waits();
    figures.waits();
    figures.waitEnds();
    figures.waited(3_000_000, true);
    figures.waited(5_000_000, false);
    figures.used(7_000_000);

    assertEquals(
        "pending_requests=1 timeouts=1 wait_time={count=2 sum_ms=8.0 avg_ms=4.0 max_ms=5.0}"
            + " use_time={count=1 sum_ms=7.0 avg_ms=7.0 max_ms=7.0}",
        text(figures));
    assertEquals(
        "pending_requests=1 timeouts=0 wait_time={count=0 sum_ms=0.0}"
            + " use_time={count=0 sum_ms=0.0}",
        text(figures));
  }

  private static String text(PoolFigures figures) {
    Group group = new Group();
    figures.putInto(group);
    return text(group);
  }

  private static String text(Group group) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Object value = group.value(i);
      parts.add(
          group.name(i) + "=" + (value instanceof Group ? "{" + text((Group) value) + "}" : value));
    }
    return String.join(" ", parts);
  }
}
