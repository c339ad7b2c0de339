package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallTreeTest {
  private static final long MILLI = 1_000_000;

  private final ThreadContext context = ThreadContext.current();
  private final CallTree tree = context.tree;

  @BeforeEach
  void connect() {
    context.restore(0);
    RecordedUnits.connect();
  }

  private static Operation method(String name) {
    Operation method = new Operation(name, name, Operation.METHOD, null, new Series());
    method.thresholds(1_000 * MILLI, Long.MAX_VALUE, false);
    return method;
  }

  /** Ends a call that began so long ago. */
  private void exit(Operation method, Frame frame, long durationNanos) {
    frame.startNanos = System.nanoTime() - durationNanos;
    context.exit(method, frame, null);
  }

  @Test
  void theNodesOfAUnitEndWithIt() {
    Operation outer = method("outer");
    Operation inner = method("inner");
    for (int unit = 0; unit < 3; unit++) {
      Frame outermost = context.enter(outer);
      assertEquals(0, tree.size(), "of the unit before");
      exit(inner, context.enter(inner), 5 * MILLI);
      assertEquals(1, tree.size());
      exit(outer, outermost, 6 * MILLI);
    }
    assertEquals(0, tree.size());
  }
}
