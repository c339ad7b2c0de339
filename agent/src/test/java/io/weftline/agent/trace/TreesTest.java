package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Group;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** From the tree of a unit to what stands in its event. */
class TreesTest {
  private final TestServices services =
      new TestServices(Config.of(Map.of(), List.of()), "com.acme.");
  private final ThreadContext context = ThreadContext.current();
  private final List<Operation> methods = new ArrayList<>();

  /** A method whose every call is a node; only the first, the outermost, is told of. */
  private int method(String label) {
    Operation method =
        new Operation("com.acme." + label, label, Operation.METHOD, null, new Series());
    method.thresholds(0, methods.isEmpty() ? 0 : Long.MAX_VALUE, false);
    methods.add(method);
    return Bridge.add(method, methods.size() - 1);
  }

  private static void call(int method, Runnable... below) {
    Frame frame = Bridge.methodEnter(method);
    for (Runnable each : below) {
      each.run();
    }
    Bridge.methodExit(method, frame, null);
  }

  private static Operation query(String id) {
    return new Operation("SELECT " + id, "SELECT " + id, Operation.QUERY, id, new Series());
  }

  private static String drawn(Calls calls) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      text.append("  ".repeat(calls.depth(i))).append(calls.name(i));
      text.append(calls.count(i) == 1 ? "" : "*" + calls.count(i)).append('\n');
    }
    return text.toString();
  }

  @Test
  void callsStandInTheOrderInWhichTheyRan() {
    int root = method("root");
    int a = method("a");
    int b = method("b");
    int c = method("c");
    Calls[] seen = new Calls[1];
    services.ends.calls(
        (method, frame, endNanos, thrown) -> {
          seen[0] = Trees.calls(context.tree, frame.mark(), frame.startNanos());
        });
    call(
        root,
        () -> call(a, () -> call(b), () -> call(c, () -> call(b), () -> call(b))),
        () -> call(b),
        () -> call(c, () -> call(a)));
    assertEquals("a\n  b\n  c\n    b*2\nb\nc\n  a\n", drawn(seen[0]));
    Calls calls = seen[0];
    for (int i = 0; i < calls.size(); i++) {
      assertTrue(calls.startNanos(i) >= 0);
      assertTrue(calls.selfNanos(i) >= 0 && calls.selfNanos(i) <= calls.durationNanos(i));
      assertTrue(i == 0 || calls.startNanos(i) >= calls.startNanos(i - 1));
      assertEquals(Calls.METHOD, calls.kind(i));
      assertNull(calls.queryId(i));
      assertNull(calls.error(i));
    }
    call(root);
    assertNull(seen[0], "a call without calls");
  }

  @Test
  void onlyWhatIsBelowTheCallInHand() {
    int root = method("root");
    methods.get(root).thresholds(Long.MAX_VALUE, 0, false);
    int a = method("a");
    methods.get(a).thresholds(0, 0, false);
    int b = method("b");
    List<String> seen = new ArrayList<>();
    services.ends.calls(
        (method, frame, endNanos, thrown) -> {
          Calls calls = Trees.calls(context.tree, frame.mark(), frame.startNanos());
          seen.add(method.label + ":" + (calls == null ? "" : drawn(calls)));
        });
    call(root, () -> call(b), () -> call(a, () -> call(b)));
    assertEquals(List.of("a:b\n", "root:b\na\n  b\n"), seen);
  }

  @Test
  void queriesStandWithTheDearestFirst() {
    int root = method("root");
    Consumer<List<Group>> check =
        groups -> {
          assertEquals(2, groups.size());
          assertEquals("two", value(groups.get(0), "id"));
          assertEquals("SELECT two", value(groups.get(0), "summary"));
          assertEquals(1L, value(groups.get(0), "count"));
          assertEquals(7.0, value(groups.get(0), "total_ms"));
          assertEquals("com.acme.A.b:3", value(groups.get(0), "caller"));
          assertEquals("one", value(groups.get(1), "id"));
          assertEquals(2L, value(groups.get(1), "count"));
          assertEquals(3.5, value(groups.get(1), "total_ms"));
          assertEquals(2.0, value(groups.get(1), "max_ms"));
          assertEquals(4L, value(groups.get(1), "rows"));
          assertNull(value(groups.get(1), "caller"));
        };
    boolean[] checked = new boolean[1];
    services.ends.calls(
        (method, frame, endNanos, thrown) -> {
          check.accept(Trees.queries(context.tree));
          checked[0] = true;
        });
    Operation one = query("one");
    call(
        root,
        () -> {
          context.tree.query(one, 2_000_000);
          context.tree.query(one, 1_000_000);
          context.tree.fetched(one, 500_000, 4);
          context.tree.query(query("two"), 7_000_000).caller =
              new StackTraceElement("com.acme.A", "b", "A.java", 3);
        });
    assertTrue(checked[0], () -> String.valueOf(Bridge.lastFailure()));
    assertNull(Trees.queries(context.tree));
  }

  private static Object value(Group group, String name) {
    for (int i = 0; i < group.size(); i++) {
      if (group.name(i).equals(name)) {
        return group.value(i);
      }
    }
    return null;
  }

  // ---- the ends

  @Test
  void aPartThatIsSwitchedOffIsNotThere() {
    int root = method("root");
    call(root);
    Frame frame = Bridge.methodEnter(root);
    Bridge.methodExit(root, frame, new Exception());
    Bridge.uncaught(Thread.currentThread(), new Exception());
    Bridge.end();
    services.ends.resultsLeftOpen(context);
    assertEquals(0, context.throwables.count());
  }

  @Test
  void failuresAreToldWithTheCallTheyLeftFirst() {
    int root = method("root");
    int a = method("a");
    List<String> told = new ArrayList<>();
    Throwable thrown = new Exception();
    long before = System.nanoTime();
    services.failures.listen(
        new FailureListener() {
          @Override
          public void unitEnded(FailedCalls failed, Throwable leaving) {
            assertSame(thrown, failed.thrown[0]);
            long began = failed.beganNanos;
            assertTrue(began - before >= 0 && System.nanoTime() - began >= 0);
            ThreadLabel thread = failed.thread;
            told.add(
                failed.operations[0]
                    + failed.thrown.length
                    + (leaving == thrown)
                    + thread.name
                    + thread.virtual);
            assertEquals(Thread.currentThread().getId(), thread.id);
          }

          @Override
          public void throwablesFull(FailedCalls failed, Throwable inFlight) {}

          @Override
          public void uncaught(Throwable dying, ThreadLabel thread) {
            assertNull(Bridge.methodEnter(root), "the agent is at work");
            told.add("uncaught " + (dying == thrown));
          }
        });
    Frame outer = Bridge.methodEnter(root);
    Bridge.methodExit(a, Bridge.methodEnter(a), thrown);
    Bridge.methodExit(root, outer, thrown);
    Bridge.uncaught(Thread.currentThread(), thrown);
    String name = Thread.currentThread().getName();
    assertEquals(List.of("com.acme.a1true" + name + "false", "uncaught true"), told);
    boolean[] ended = new boolean[1];
    services.ends.end(() -> ended[0] = true);
    Bridge.end();
    assertTrue(ended[0]);
    assertFalse(context.mute(false), "it stayed mute");
  }

  @Test
  void everySweepHasItsTurnAndItsEnd() {
    List<String> seen = new ArrayList<>();
    for (String each : List.of("a", "b")) {
      services.sweeps.add(
          new Sweeps.Sweep() {
            @Override
            public void turn() {
              seen.add(each);
            }

            @Override
            public void finish() {
              seen.add(each + "!");
            }
          });
    }
    services.sweeps.turn();
    services.sweeps.finish();
    assertEquals(List.of("a", "b", "b!", "a!"), seen);
  }

  @Test
  void oneThatFailsKeepsTheOthersFromNothing() {
    List<String> seen = new ArrayList<>();
    services.sweeps.add(
        new Sweeps.Sweep() {
          @Override
          public void turn() {
            throw new IllegalStateException("turn");
          }

          @Override
          public void finish() {
            throw new IllegalStateException("finish");
          }
        });
    services.sweeps.add(
        new Sweeps.Sweep() {
          @Override
          public void turn() {
            seen.add("turn");
          }

          @Override
          public void finish() {
            seen.add("finish");
          }
        });
    assertThrows(IllegalStateException.class, services.sweeps::turn);
    assertThrows(IllegalStateException.class, services.sweeps::finish);
    assertEquals(List.of("turn", "finish"), seen);
  }
}
