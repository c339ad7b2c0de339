package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTreeTest {
  private static final long MILLI = 1_000_000;

  private final ThreadContext context = ThreadContext.current();
  private final CallTree tree = context.tree;
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    units = RecordedUnits.connect();
  }

  private static Operation method(String name) {
    return method(name, 1_000 * MILLI);
  }

  private static Operation method(String name, long slowNanos) {
    Operation method = new Operation(name, name, Operation.METHOD, null, new Series());
    method.thresholds(slowNanos, Long.MAX_VALUE, false);
    return method;
  }

  /** Ends a call that began so long ago. */
  private void exit(Operation method, Frame frame, long durationNanos) {
    frame.startNanos = System.nanoTime() - durationNanos;
    context.exit(method, frame, null);
  }

  private void leaf(Operation method, long durationNanos) {
    exit(method, context.enter(method), durationNanos);
  }

  /** {@code b(a) c*3} for a call of b around one of a, and three of c. */
  private String drawn() {
    return drawn(0, tree.size() - 1);
  }

  private String drawn(int from, int to) {
    Deque<String> parts = new ArrayDeque<>();
    for (int node = to; node >= from; node = tree.first(node) - 1) {
      String below = drawn(tree.first(node), node - 1);
      parts.push(
          tree.operation(node)
              + (below.isEmpty() ? "" : "(" + below + ")")
              + (tree.count(node) == 1 ? "" : "*" + tree.count(node))
              + (tree.error(node) == null ? "" : "!"));
    }
    return String.join(" ", parts);
  }

  private long calls() {
    long calls = tree.omitted();
    for (int node = 0; node < tree.size(); node++) {
      calls += tree.count(node);
    }
    return calls;
  }

  /** Every node's subtree is within its parent's, and no child is longer than its parent. */
  private void check() {
    assertTrue(tree.size() <= CallTree.MAX_NODES, () -> tree.size() + " nodes");
    for (int node = 0; node < tree.size(); node++) {
      int first = tree.first(node);
      assertTrue(first >= 0 && first <= node, "first");
      long below = 0;
      for (int child = node - 1; child >= first; child = tree.first(child) - 1) {
        assertTrue(tree.first(child) >= first, "overlapping");
        below += tree.durationNanos(child);
      }
      assertTrue(below <= tree.durationNanos(node), "children are longer than their parent");
      assertTrue(tree.selfNanos(node) >= 0, "self time");
    }
  }

  @Test
  void theNodesOfAUnitEndWithIt() {
    Operation outer = method("outer");
    Operation inner = method("inner");
    for (int unit = 0; unit < 3; unit++) {
      Frame outermost = context.enter(outer);
      assertEquals(0, tree.size(), "of the unit before");
      leaf(inner, 5 * MILLI);
      assertEquals(1, tree.size());
      exit(outer, outermost, 6 * MILLI);
    }
    assertEquals(0, tree.size());
  }

  @Test
  void nodesStandInTheOrderInWhichCallsEnd() {
    Operation a = method("a");
    Operation b = method("b");
    Operation c = method("c");
    Operation d = method("d");
    Frame root = context.enter(a);
    assertEquals(0, root.mark());
    leaf(b, MILLI);
    Frame frameOfC = context.enter(c);
    assertEquals(1, frameOfC.mark());
    leaf(d, MILLI);
    leaf(b, MILLI);
    exit(c, frameOfC, 9 * MILLI);
    leaf(d, MILLI);
    assertEquals("b c(d b) d", drawn());
    assertSame(d, tree.operation(1));
    assertSame(c, tree.operation(3));
    assertEquals(1, tree.first(3));
    assertEquals(0, tree.first(0));
    assertTrue(tree.startNanos(3) < tree.startNanos(4));
    check();
    exit(a, root, 20 * MILLI);
  }

  @Test
  void whatIsTooShortIsNoNode() {
    Operation a = method("a");
    Frame root = context.enter(a);
    leaf(method("short"), MILLI / 2);
    assertEquals(0, tree.size());
    assertEquals(0, tree.omitted());
    assertEquals(0, root.childNanos(), "its time is its parent's own");
    exit(a, root, MILLI);
  }

  @Test
  void aCallMayGoOnWithTheNodeOfAnEarlierOne() {
    Operation a = method("a");
    Operation query = query("q");
    Frame root = context.enter(a);
    Frame call = context.enter(1, MILLI);
    call.startNanos -= 2 * MILLI;
    context.exit(call, query, null);
    long before = tree.durationNanos(0);
    call = context.enter(1, MILLI);
    call.startNanos -= 3 * MILLI;
    long more = System.nanoTime() - call.startNanos();
    context.exitMore(call, more, query);
    assertEquals(before + more, tree.durationNanos(0));
    assertEquals(before + more, tree.selfNanos(0));
    assertEquals(before + more, root.childNanos());
    assertEquals(1, tree.count(0));
    call = context.enter(1, MILLI);
    call.startNanos -= 3 * MILLI;
    context.exitMore(call, 3 * MILLI, query("another"));
    assertEquals(before + more, root.childNanos());
    assertEquals(1, tree.size());
    exit(a, root, 20 * MILLI);
  }

  @Test
  void equalSiblingsAreFolded() {
    Operation a = method("a");
    Operation b = method("b");
    Operation c = method("c");
    Frame root = context.enter(a);
    leaf(b, MILLI);
    long start = tree.startNanos(0);
    leaf(b, 2 * MILLI);
    leaf(c, MILLI);
    leaf(b, 3 * MILLI);
    assertEquals("b*3 c", drawn());
    assertTrue(tree.durationNanos(0) >= 6 * MILLI);
    assertEquals(tree.durationNanos(0), tree.selfNanos(0));
    assertEquals(start, tree.startNanos(0), "the first one's");
    exit(a, root, 20 * MILLI);
  }

  @Test
  void equalSubtreesAreFolded() {
    Operation a = method("a");
    Operation b = method("b");
    Operation c = method("c");
    Operation d = method("d");
    Frame root = context.enter(a);
    for (int i = 0; i < 4; i++) {
      Frame parent = context.enter(b);
      leaf(c, MILLI);
      leaf(c, MILLI);
      leaf(d, MILLI);
      exit(b, parent, 5 * MILLI);
    }
    assertEquals("b(c*8 d*4)*4", drawn());
    check();
    Frame parent = context.enter(b);
    leaf(d, MILLI);
    exit(b, parent, 5 * MILLI);
    assertEquals("b(c*8 d*4)*4 b(d)", drawn(), "another shape");
    exit(a, root, 50 * MILLI);
  }

  @Test
  void aFailedCallIsNoSiblingOfOneThatSucceeded() {
    Operation a = method("a");
    Operation b = method("b");
    Frame root = context.enter(a);
    for (int i = 0; i < 4; i++) {
      Frame frame = context.enter(b);
      frame.startNanos -= MILLI;
      context.exit(b, frame, i % 2 == 0 ? null : new IllegalStateException());
    }
    assertEquals("b*2 b*2!", drawn());
    assertEquals(IllegalStateException.class.getName(), tree.error(1));
    exit(a, root, 20 * MILLI);
  }

  @Test
  void onlyCallsOfTheSameParentAreFolded() {
    Operation a = method("a");
    Operation b = method("b");
    Operation c = method("c");
    Frame root = context.enter(a);
    leaf(b, MILLI);
    Frame parent = context.enter(c);
    leaf(b, MILLI);
    exit(c, parent, 2 * MILLI);
    assertEquals("b c(b)", drawn());
    exit(a, root, 20 * MILLI);
  }

  @Test
  void foldingLooksBackAFewSiblingsOnly() {
    Operation a = method("a");
    List<Operation> nine = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      nine.add(method("m" + i));
    }
    Frame root = context.enter(a);
    for (int turn = 0; turn < 2; turn++) {
      nine.forEach(each -> leaf(each, MILLI));
    }
    assertEquals(18, tree.size());
    for (int turn = 0; turn < 3; turn++) {
      nine.subList(0, 8).forEach(each -> leaf(each, MILLI));
    }
    assertEquals(18 + 8, tree.size(), this::drawn);
    exit(a, root, 100 * MILLI);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void selfTimesAddUpToTheWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> methods = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      methods.add(method("m" + i, 0));
    }
    Operation root = new Operation("root", "root", Operation.METHOD, null, new Series());
    root.thresholds(0, 0, false);
    boolean[] looked = new boolean[1];
    units.onEnd =
        frame -> {
          assertEquals(0, tree.omitted());
          assertEquals(frame.childNanos(), nanosOfNodes());
          check();
          looked[0] = true;
        };
    Frame frame = context.enter(root);
    random(random, methods, 4);
    context.exit(root, frame, null);
    assertTrue(looked[0]);
  }

  /** Calls and calls within calls, about a hundred. */
  private long random(SplittableRandom random, List<Operation> methods, int depth) {
    long total = 0;
    int children = random.nextInt(1, 5);
    for (int i = 0; i < children; i++) {
      Operation method = methods.get(random.nextInt(methods.size()));
      Frame frame = context.enter(method);
      long below = depth == 0 ? 0 : random(random, methods, depth - 1);
      long duration = below + random.nextInt(100) * MILLI;
      exit(method, frame, duration);
      total += duration + MILLI;
    }
    return total;
  }

  @Test
  void whenTheTreeIsFullTheLesserHalfIsGivenUp() {
    Operation root = method("root");
    Frame outermost = context.enter(root);
    Frame open = context.enter(root);
    leaf(method("kept below"), 10_000 * MILLI);
    Frame deeper = context.enter(root);
    int mark = deeper.mark();
    assertEquals(1, mark);
    for (int i = 1; i <= CallTree.MAX_NODES; i++) {
      leaf(method("m" + i), i * MILLI);
    }
    assertTrue(tree.size() <= CallTree.MAX_NODES / 2 + 1, () -> tree.size() + " nodes");
    assertTrue(tree.size() >= CallTree.MAX_NODES / 2 - 1, () -> tree.size() + " nodes");
    assertEquals(CallTree.MAX_NODES + 1, calls());
    assertEquals(1, deeper.mark(), "the mark of an open call moves along");
    assertEquals("kept below", tree.operation(0).name);
    assertEquals("m" + CallTree.MAX_NODES, tree.operation(tree.size() - 1).name);
    check();
    int size = tree.size();
    leaf(method("short"), 5 * MILLI);
    assertEquals(size, tree.size(), "shorter than what was given up");
    assertEquals(CallTree.MAX_NODES + 2, calls());
    leaf(method("long"), 600 * MILLI);
    assertEquals(size + 1, tree.size());
    exit(root, deeper, 200_000 * MILLI);
    assertEquals(1, tree.first(tree.size() - 1), "its children are below it");
    exit(root, open, 300_000 * MILLI);
    assertEquals(0, tree.first(tree.size() - 1));
    check();
    exit(root, outermost, 300_001 * MILLI);
    outermost = context.enter(root);
    leaf(method("short"), 2 * MILLI);
    assertEquals(1, tree.size(), "the next unit begins anew");
    assertEquals(0, tree.omitted());
    exit(root, outermost, 3 * MILLI);
  }

  @Test
  void marksOfOpenCallsMoveWithTheNodesBeforeThem() {
    Operation root = method("root");
    Frame outermost = context.enter(root);
    for (int i = 0; i < 100; i++) {
      leaf(method("short" + i), 2 * MILLI);
    }
    leaf(method("long"), 999 * MILLI);
    Frame open = context.enter(root);
    assertEquals(101, open.mark());
    for (int i = 0; i < CallTree.MAX_NODES; i++) {
      leaf(method("m" + i), (10 + i) * MILLI);
    }
    assertEquals(1, open.mark(), "all before it but the long one are gone");
    exit(root, open, 200_000 * MILLI);
    String drawn = drawn();
    assertTrue(drawn.startsWith("long root(m"), drawn);
    assertEquals(100 + 1 + CallTree.MAX_NODES + 1, calls());
    exit(root, outermost, 200_001 * MILLI);
  }

  @Test
  void whatCanBeFoldedNeedsNoRoom() {
    Operation root = method("root");
    Operation often = method("often");
    Frame outermost = context.enter(root);
    for (int i = 0; i < CallTree.MAX_NODES - 1; i++) {
      leaf(method("m" + i), 10 * MILLI + i);
    }
    for (int i = 0; i < 100; i++) {
      leaf(often, 2 * MILLI);
    }
    assertEquals(CallTree.MAX_NODES, tree.size());
    assertEquals(0, tree.omitted());
    leaf(method("one too many"), 11 * MILLI);
    leaf(often, 2 * MILLI);
    assertTrue(drawn().contains("often*101"), this::drawn);
    assertEquals(CallTree.MAX_NODES - 1 + 101 + 1, calls());
    exit(root, outermost, 30_000 * MILLI);
  }

  @Test
  void aTreeOfCallsThatAreAllAlikeMakesRoomForTheirParent() {
    Operation root = method("root", 0);
    Frame outermost = context.enter(root);
    Frame parent = context.enter(root);
    for (int i = 0; i < CallTree.MAX_NODES + 200; i++) {
      Frame frame = context.enter(root);
      context.depth = 2;
      frame.childNanos = 0;
      tree.add(method("m" + i), frame, MILLI, null);
    }
    check();
    assertEquals(CallTree.MAX_NODES + 200, calls());
    exit(root, parent, 900 * MILLI);
    assertSame(root, tree.operation(tree.size() - 1));
    assertEquals(0, tree.first(tree.size() - 1));
    exit(root, outermost, 901 * MILLI);
  }

  private long nanosOfNodes() {
    long sum = 0;
    for (int node = 0; node < tree.size(); node++) {
      sum += tree.selfNanos(node);
    }
    return sum;
  }

  private long nanosOfOpenCalls(int open) {
    long sum = 0;
    for (int i = 0; i <= open; i++) {
      sum += context.frame(i).childNanos;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyCallIsANodeOrOmitted(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Operation root = method("root", 0);
    Frame outermost = context.enter(root);
    long calls = 0;
    Deque<Frame> open = new ArrayDeque<>();
    Deque<Long> atLeast = new ArrayDeque<>();
    long below = 0;
    for (int i = 0; i < 20_000; i++) {
      if (open.size() < 6 && random.nextInt(3) > 0 || open.isEmpty()) {
        open.push(context.enter(root));
        atLeast.push(below);
        below = 0;
      } else {
        Operation method = random.nextInt(4) == 0 ? method("m" + i, 0) : root;
        long duration = below + random.nextInt(1, 1_000);
        Frame frame = open.pop();
        context.depth = frame.depth;
        if (tree.add(method, frame, duration, null)) {
          context.frame(frame.depth - 1).childNanos += duration;
        }
        below = atLeast.pop() + duration;
        calls++;
        if (i % 97 == 0) {
          check();
          assertEquals(nanosOfOpenCalls(open.size()), nanosOfNodes(), "self times");
        }
      }
      assertEquals(calls, calls());
    }
    assertTrue(tree.omitted() > 0);
    context.depth = 1;
    context.exit(root, outermost, null);
  }

  private static Operation query(String id) {
    return new Operation("SELECT " + id, "SELECT " + id, Operation.QUERY, id, new Series());
  }
}
