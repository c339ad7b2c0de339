package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.method;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls by the coarse clock within one that is timed exactly: their place in its tree. */
class CoarseTreeTest {
  private static final long MILLI = 1_000_000;
  private static final int ID = 3;

  private final ThreadContext context = ThreadContext.current();
  private final CallTree tree = context.tree;
  private final Operation method = method("coarse", 1_000 * MILLI);
  private final long failures = Bridge.failures();
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    units = RecordedUnits.connect();
    Bridge.add(method, ID);
    Bridge.coarse = System.nanoTime();
  }

  @AfterEach
  void nothingIsLeft() {
    Bridge.coarse = 0;
    assertEquals(failures, Bridge.failures(), () -> String.valueOf(Bridge.lastFailure()));
    assertEquals(0, context.depth());
    assertEquals(0, context.throwables.count());
    assertEquals(0, tree.size());
  }

  /** A call that began so long ago, at a tick, and ends now; the last tick was right now. */
  private static void exit(int id, long agoNanos, Throwable thrown) {
    long now = System.nanoTime();
    Bridge.coarse = now;
    Bridge.coarseExit(id, now - agoNanos, thrown);
  }

  private String drawn(int from, int to) {
    List<String> parts = new ArrayList<>();
    for (int node = to; node >= from; node = tree.first(node) - 1) {
      String below = drawn(tree.first(node), node - 1);
      parts.add(0, tree.operation(node) + (below.isEmpty() ? "" : "(" + below + ")"));
    }
    return String.join(" ", parts);
  }

  private void leaf(Operation exact, long agoMillis, long millis) {
    Frame frame = context.enter(exact);
    frame.startNanos = System.nanoTime() - agoMillis * MILLI;
    // As if it had ended a while ago.
    context.exit(frame, frame.startNanos + millis * MILLI, exact, null);
  }

  @Test
  void itTakesTheCallsThatBeganWithinIt() {
    Operation outer = method("outer", 1_000 * MILLI);
    Operation a = method("a", 1_000 * MILLI);
    Operation b = method("b", 1_000 * MILLI);
    Operation c = method("c", 1_000 * MILLI);
    Frame outermost = context.enter(outer);
    outermost.startNanos = System.nanoTime() - 500 * MILLI;
    leaf(a, 450, 100);
    leaf(b, 290, 40);
    leaf(c, 200, 60);
    exit(ID, 300 * MILLI, null);
    assertEquals("a coarse(b c)", drawn(0, tree.size() - 1));
    int node = tree.size() - 1;
    assertEquals(300 * MILLI, tree.durationNanos(node));
    assertEquals(200 * MILLI, tree.selfNanos(node));
    assertEquals(400 * MILLI, outermost.childNanos());
    assertEquals(0, units.ended.size());
    context.exit(outer, outermost, null);
  }

  @Test
  void itIsNoLongerThanItsParentHasTimeLeftAndNoShorterThanWhatItTook() {
    Operation outer = method("outer", 1_000 * MILLI);
    Operation a = method("a", 1_000 * MILLI);
    Frame outermost = context.enter(outer);
    outermost.startNanos = System.nanoTime() - 30 * MILLI;
    // Ended within the tick in which the coarse call began, a little before it.
    leaf(a, 29, 10);
    exit(ID, 28 * MILLI, null);
    long left = System.nanoTime() - outermost.startNanos - outermost.childNanos();
    assertTrue(left >= 0, "its parent's own time is below 0");
    exit(ID, 40 * MILLI, null);
    assertTrue(System.nanoTime() - outermost.startNanos - outermost.childNanos() >= 0);
    for (int i = 0; i < tree.size(); i++) {
      assertTrue(tree.selfNanos(i) >= 0, "self time");
      assertTrue(tree.startNanos(i) - outermost.startNanos >= 0, "it began before its parent");
    }
    context.exit(outer, outermost, null);

    outermost = context.enter(outer);
    outermost.startNanos = System.nanoTime() - 100 * MILLI;
    leaf(a, 19, 18);
    // It ended after the last tick.
    Bridge.coarse = System.nanoTime() - 10 * MILLI;
    Bridge.coarseExit(ID, System.nanoTime() - 20 * MILLI, null);
    assertEquals("coarse(a)", drawn(0, tree.size() - 1));
    assertEquals(18 * MILLI, tree.durationNanos(1));
    assertEquals(0, tree.selfNanos(1));
    assertEquals(18 * MILLI, outermost.childNanos());
    context.exit(outer, outermost, null);
  }

  @Test
  void whatIsTooShortIsNoNodeAndTakesNothing() {
    Operation outer = method("outer", 1_000 * MILLI);
    Frame outermost = context.enter(outer);
    leaf(method("a", 1_000 * MILLI), 5, 2);
    exit(ID, 0, new Exception());
    assertEquals("a", drawn(0, tree.size() - 1));
    assertEquals(2 * MILLI, outermost.childNanos());
    assertEquals(0, units.failed.size(), "the unit goes on");
    context.exit(outer, outermost, null);
    assertEquals(1, units.failed.size());
  }

  @Test
  void aSlowOneWithinACallPastItsThresholdIsOnlyANode() {
    Operation outer = method("outer", 1_000 * MILLI);
    Frame outermost = context.enter(outer);
    outermost.startNanos = System.nanoTime() - 2_000 * MILLI;
    exit(ID, 1_500 * MILLI, null);
    assertEquals(0, units.ended.size());
    assertEquals(1, tree.size());
    outermost.startNanos = System.nanoTime() - 1_200 * MILLI;
    context.exit(outer, outermost, null);
    assertEquals(1, units.ended.size());
  }

  @Test
  void manyMakeATreeThatHoldsTogether() {
    Operation outer = method("outer", 1_000 * MILLI);
    Operation[] all = new Operation[40];
    for (int i = 0; i < all.length; i++) {
      all[i] = method("m" + i, 1_000 * MILLI);
      Bridge.add(all[i], 100 + i);
    }
    Frame outermost = context.enter(outer);
    outermost.startNanos = System.nanoTime() - 3_000_000 * MILLI;
    long unit = outermost.startNanos;
    int calls = 0;
    for (int i = 0; i < 2_000; i++) {
      // As if time had passed: all moves into the past.
      Frame frame = context.enter(all[i % 40]);
      frame.startNanos = unit + i * 1_000 * MILLI;
      context.exit(frame, frame.startNanos + (2 + i * 7 % 500) * MILLI, all[i % 40], null);
      calls++;
      if (i % 5 == 4) {
        Bridge.coarse = unit + (i * 1_000 + 900) * MILLI;
        context.frame(0).slowNanos = Long.MAX_VALUE;
        all[i % 37].thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
        Bridge.coarseExit(100 + i % 37, unit + (i - i % 4) * 1_000 * MILLI, null);
        calls++;
      }
    }
    long counted = tree.omitted();
    long children = 0;
    for (int node = 0; node < tree.size(); node++) {
      counted += tree.count(node);
      assertTrue(tree.selfNanos(node) >= 0, "self time");
      long below = 0;
      for (int child = node - 1; child >= tree.first(node); child = tree.first(child) - 1) {
        below += tree.durationNanos(child);
      }
      assertTrue(below <= tree.durationNanos(node), "children are longer than their parent");
    }
    for (int node = tree.size() - 1; node >= 0; node = tree.first(node) - 1) {
      children += tree.durationNanos(node);
    }
    assertTrue(tree.omitted() > 0, "nothing was given up");
    assertEquals(calls, counted);
    assertEquals(children, outermost.childNanos());
    context.exit(outer, outermost, null);
  }
}
