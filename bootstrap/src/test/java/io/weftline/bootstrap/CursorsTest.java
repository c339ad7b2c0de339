package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.bytesOfThousand;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.OpenResults.Cursor;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The open results of a thread. */
class CursorsTest {
  private static final int MAX = OpenResults.MAX;

  private final ThreadContext context = ThreadContext.current();
  private final List<Object> results = new ArrayList<>();
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    context.results.recount();
    units = RecordedUnits.connect();
  }

  @AfterEach
  void closeAll() {
    for (int i = 0; i < MAX; i++) {
      if (context.results.slot(i) != null) {
        context.results.close(context.results.slot(i));
      }
    }
    assertEquals(0, context.results.count());
  }

  private Cursor open(long startNanos, boolean inUnit) {
    Object result = new Object();
    results.add(result);
    return context.results.open(result, "statement " + startNanos, startNanos, 5, inUnit);
  }

  private Cursor open(long startNanos) {
    assertNull(context.results.inTheWay());
    return open(startNanos, false);
  }

  @Test
  void aCursorIsFoundByItsResultAndItsStatement() {
    Cursor one = open(1);
    Cursor two = open(2);
    assertEquals(2, context.results.count());
    assertSame(one, context.results.of(results.get(0)));
    assertSame(two, context.results.of(results.get(1)));
    assertSame(two, context.results.ofStatement(two.statement()));
    assertNull(context.results.of(new Object()));
    assertNull(context.results.ofStatement("nobody's"));
    assertTrue(context.results.close(one));
    assertNull(context.results.of(results.get(0)));
    assertNull(context.results.ofStatement(one.statement()));
    assertEquals(1, context.results.count());
    assertFalse(context.results.close(one));
    assertEquals(1, context.results.count(), "closed twice");
  }

  @Test
  void aCursorBeginsAnewInItsPlace() {
    Cursor cursor = open(1);
    cursor.fetchNanos = 7;
    cursor.rows = 8;
    context.results.close(cursor);
    assertSame(cursor, open(2));
    assertEquals(0, cursor.fetchNanos);
    assertEquals(0, cursor.rows);
    assertEquals(2, cursor.startNanos());
    assertEquals(5, cursor.executeNanos());
    assertFalse(cursor.isInUnit());
    assertNull(context.results.of(results.get(0)));
    assertSame(cursor, context.results.of(results.get(1)));
  }

  @Test
  void theOldestIsInTheWayOfTheNinth() {
    List<Cursor> all = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      all.add(open(i));
    }
    for (int i = 0; i < 20; i++) {
      Cursor oldest = context.results.inTheWay();
      assertSame(all.get(i % MAX), oldest);
      assertEquals(oldest.startNanos(), i < MAX ? i : 100 + i - MAX);
      assertTrue(context.results.close(oldest));
      assertSame(oldest, open(100 + i));
      assertEquals(MAX, context.results.count());
    }
  }

  @Test
  void theOldestEndsWhateverWasClosedBetween() {
    List<Cursor> all = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      all.add(open(i));
    }
    context.results.close(all.get(3));
    open(50);
    assertSame(all.get(0), context.results.inTheWay());
    context.results.close(all.get(0));
    open(51);
    assertSame(all.get(1), context.results.inTheWay());
  }

  @Test
  void aPendingResultIsFoundOnceItIsFetched() {
    Cursor pending = context.results.open(null, "statement", 1, 7, true);
    assertTrue(pending.isPending());
    assertNull(context.results.of(null));
    Object result = new Object();
    pending.fetched(result);
    assertFalse(pending.isPending());
    assertSame(pending, context.results.of(result));
    assertSame(pending, context.results.ofStatement("statement"));
    assertEquals(1, context.results.count());
    context.results.close(pending);
    assertEquals(0, context.results.count());
    // That of the unit is gone too: the end of one does not ask for open results.
    units.onResultsLeftOpen =
        each -> {
          throw new AssertionError();
        };
    Operation method = new Operation("m", "m", Operation.METHOD, null, new Series());
    method.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    context.exit(method, context.enter(method), null);
  }

  @Test
  void aResultThatAnotherThreadReadsIsThatThreadsFromThenOn() throws Exception {
    Operation method = new Operation("m", "m", Operation.METHOD, null, new Series());
    method.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    Frame unit = context.enter(method);
    Cursor opened = open(7, true);
    Object result = results.get(0);
    FutureTask<Integer> reader =
        new FutureTask<>(
            () -> {
              OpenResults own = ThreadContext.current().results;
              assertNull(own.takeOver(new Object()), "nobody's");
              assertSame(opened, own.takeOver(result));
              assertSame(opened, own.of(result));
              assertFalse(opened.isInUnit(), "the unit is another thread's");
              assertTrue(own.close(opened));
              assertNull(own.takeOver(result), "it has ended");
              return own.count();
            });
    new Thread(reader).start();
    assertEquals(0, reader.get());
    assertNull(context.results.of(result));
    context.exit(method, unit, null);
    assertEquals(0, context.results.count());
  }

  @Test
  void aFullThreadTakesNothingOver() throws Exception {
    Cursor opened = open(1);
    FutureTask<Cursor> full =
        new FutureTask<>(
            () -> {
              OpenResults own = ThreadContext.current().results;
              for (int i = 0; i < MAX; i++) {
                own.open(this, "statement", i, 1, false);
              }
              return own.takeOver(results.get(0));
            });
    new Thread(full).start();
    assertNull(full.get());
    assertSame(opened, context.results.of(results.get(0)));
  }

  @Test
  void aUnitEndsWithItsOwnResultsOnly() {
    Operation method = new Operation("m", "m", Operation.METHOD, null, new Series());
    method.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    Cursor outside = open(1);
    context.exit(method, context.enter(method), null);
    assertSame(outside, context.results.of(results.get(0)));

    Frame frame = context.enter(method);
    open(2, true);
    context.exit(method, frame, null);
    assertNull(context.results.of(results.get(1)));
    assertSame(outside, context.results.of(results.get(0)));
  }

  @Test
  void aCallThatIsNoMethodsLeavesResultsOpen() {
    Frame call = context.enter(1, 0);
    context.exit(call, null, null);
    Cursor outside = open(1);
    context.endIfOutermost(call);
    assertSame(outside, context.results.of(results.get(0)));
  }

  @Test
  void whatAnotherThreadClosesNeverHangsTheOwner() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < MAX; i++) {
        open(round * 100 + i);
      }
      for (int i = 0; i < MAX; i++) {
        Cursor cursor = context.results.slot(i);
        assertTrue(context.results.closeFromOutside(cursor));
        assertFalse(context.results.closeFromOutside(cursor));
      }
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          FutureTask<Integer> racing = new FutureTask<>(CursorsTest::race);
          new Thread(racing).start();
          return racing.get();
        });
    Operation method = new Operation("m", "m", Operation.METHOD, null, new Series());
    method.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    Frame frame = context.enter(method);
    open(1_000, true);
    context.exit(method, frame, null);
    assertEquals(0, context.results.count(), "not counted anew");
  }

  /** Opens and closes while another thread closes too. */
  private static int race() throws Exception {
    ThreadContext own = ThreadContext.current();
    CountDownLatch running = new CountDownLatch(1);
    boolean[] done = new boolean[1];
    Thread other =
        new Thread(
            () -> {
              running.countDown();
              for (int i = 0; i < 200_000; i++) {
                Cursor cursor = own.results.slot(i & MAX - 1);
                if (cursor != null) {
                  own.results.closeFromOutside(cursor);
                }
              }
              synchronized (done) {
                done[0] = true;
              }
            });
    other.start();
    running.await();
    int opened = 0;
    boolean ended = false;
    while (!ended) {
      for (int i = 0; i < 100; i++) {
        Cursor oldest = own.results.inTheWay();
        if (oldest != null) {
          own.results.close(oldest);
        }
        Cursor cursor = own.results.open(own, "statement", opened++, 1, false);
        if ((opened & 3) == 0) {
          own.results.close(cursor);
        }
      }
      synchronized (done) {
        ended = done[0];
      }
    }
    other.join();
    return opened;
  }

  @Test
  void theResultsOfDeadThreadsAreHandedOutOnce() throws Exception {
    FutureTask<ThreadContext> task =
        new FutureTask<>(
            () -> {
              ThreadContext own = ThreadContext.current();
              own.results.open("result", "statement", 1, 1, false);
              return own;
            });
    Thread thread = new Thread(task);
    thread.start();
    ThreadContext dead = task.get();
    thread.join();
    assertTrue(List.of(OpenResults.registered()).contains(dead.results));
    assertTrue(OpenResults.orphans().contains(dead.results));
    assertFalse(OpenResults.orphans().contains(dead.results));
    assertFalse(List.of(OpenResults.registered()).contains(dead.results));
    open(1);
    assertFalse(OpenResults.orphans().contains(context.results), "this one lives");
  }

  @Test
  void aContextThatWasGivenBackIsNotHeld() throws Exception {
    FutureTask<ThreadContext> task =
        new FutureTask<>(
            () -> {
              ThreadContext own = ThreadContext.attach(true);
              Frame call = own.enter(1, 0);
              own.exit(call, null, null);
              Cursor cursor = own.results.open("result", "statement", 1, 1, false);
              own.results.close(cursor);
              own.endIfOutermost(call);
              return own;
            });
    new Thread(task).start();
    ThreadContext givenBack = task.get();
    assertFalse(OpenResults.orphans().contains(givenBack.results));
    assertFalse(List.of(OpenResults.registered()).contains(givenBack.results));
  }

  @Test
  void aCursorKeepsItsResultWeakly() {
    Object result = new Object();
    WeakReference<Object> gone = new WeakReference<>(result);
    Cursor cursor = context.results.open(result, "statement", 1, 2, false);
    result = null;
    for (int i = 0; i < 50 && gone.get() != null; i++) {
      System.gc();
    }
    assertNull(gone.get());
    assertFalse(cursor.isPending());
    assertTrue(context.results.close(cursor));
  }

  @Test
  void openingAResultTakes32Bytes() {
    assertEquals(
        32_000,
        bytesOfThousand(
            () -> context.results.close(context.results.open(this, "statement", 1, 2, true))));
  }
}
