package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.method;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryGroupsTest {
  private final ThreadContext context = ThreadContext.current();
  private final CallTree tree = context.tree;

  @BeforeEach
  void connect() {
    context.restore(0);
    RecordedUnits.connect();
  }

  private static Operation query(String id) {
    return new Operation("SELECT " + id, "SELECT " + id, Operation.QUERY, id, new Series());
  }

  @Test
  void executionsAreGroupedByWhatTheyExecute() {
    Operation root = method("root");
    Frame outermost = context.enter(root);
    Operation one = query("one");
    Operation two = query("two");
    CallTree.QueryGroup group = tree.query(one, 5);
    assertSame(group, tree.query(one, 9));
    assertSame(group, tree.query(one, 2));
    tree.query(two, 100);
    group.caller = new StackTraceElement("com.acme.Orders", "find", "Orders.java", 12);
    group.callerSought = true;
    tree.fetched(one, 30, 4);
    tree.fetched(query("nobody's"), 1, 1);
    assertEquals(2, tree.queryGroups());
    assertSame(group, tree.queryGroup(0));
    assertSame(one, group.operation());
    assertEquals(3, group.count());
    assertEquals(46, group.totalNanos());
    assertEquals(9, group.maxNanos());
    assertEquals(4, group.rows);
    assertEquals(4, tree.queryCount());
    assertEquals(147, tree.queryNanos());
    context.exit(root, outermost, null);

    assertEquals(0, tree.queryGroups());
    assertEquals(0, tree.queryCount());
    assertEquals(0, tree.queryNanos());
    outermost = context.enter(root);
    group = tree.query(two, 7);
    assertEquals(1, group.count());
    assertEquals(7, group.totalNanos());
    assertEquals(7, group.maxNanos());
    assertEquals(0, group.rows);
    assertNull(group.caller);
    assertFalse(group.callerSought);
    context.exit(root, outermost, null);
  }

  @Test
  void differentQueriesAreLimitedAndAllAreCounted() {
    Operation root = method("root");
    Frame outermost = context.enter(root);
    Operation first = query("0");
    tree.query(first, 1);
    for (int i = 1; i < CallTree.MAX_GROUPS; i++) {
      assertNotNull(tree.query(query("" + i), 1));
    }
    assertNull(tree.query(query("one more"), 10));
    assertNotNull(tree.query(first, 1));
    assertEquals(CallTree.MAX_GROUPS, tree.queryGroups());
    assertEquals(CallTree.MAX_GROUPS + 2, tree.queryCount());
    assertEquals(CallTree.MAX_GROUPS + 11, tree.queryNanos());
    context.exit(root, outermost, null);
    assertEquals(0, tree.queryGroups());
  }
}
