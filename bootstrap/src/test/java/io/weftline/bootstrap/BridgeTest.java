package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.method;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Bridge.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private final ThreadContext context = ThreadContext.current();
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    units = RecordedUnits.connect();
  }

  private static Operation never(String name) {
    return method(name, Long.MAX_VALUE);
  }

  private static long countOf(Operation operation) {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    operation.series.collect(into);
    return into[Series.COUNT];
  }

  /** Counts how often it is asked, and observes nothing. */
  private static final class RecordingHook extends Hook {
    int asked;

    RecordingHook(int groups) {
      super(groups, false);
    }

    RecordingHook(boolean ofOpenResults) {
      super(0, ofOpenResults);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      asked++;
      return null;
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      throw new AssertionError("nothing was observed");
    }
  }

  /** Fails when told to, on one side or the other. */
  private static final class FailingHook extends Hook {
    Throwable atEnter;
    Throwable atExit;
    int enters;
    int exits;

    FailingHook() {
      super(0, false);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      enters++;
      Frame frame = context.enter(2, 0);
      if (atEnter != null) {
        RecordedUnits.<RuntimeException>sneak(atEnter);
      }
      return frame;
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      exits++;
      if (atExit != null) {
        RecordedUnits.<RuntimeException>sneak(atExit);
      }
      frame.context.exit(frame, null, thrown);
      frame.context.endIfOutermost(frame);
    }
  }

  private static void call(int hook) {
    Frame frame = Bridge.enter(hook, null, null);
    if (frame != null) {
      Bridge.exit(hook, frame, null, null, null, 0, null);
    }
  }

  @Test
  void aHookIsNotAskedWithinItsGroups() {
    RecordingHook nested = new RecordingHook(2 | 4);
    int hook = Bridge.add(nested);
    for (int group : new int[] {2, 4}) {
      Frame within = context.enter(group, 0);
      assertNull(Bridge.enter(hook, this, null));
      context.exit(within, null, null);
    }
    assertEquals(0, nested.asked);
    Frame another = context.enter(8, 0);
    Bridge.enter(hook, this, null);
    context.exit(another, null, null);
    Bridge.enter(hook, this, null);
    assertEquals(2, nested.asked);
    Frame asking = context.enter(2, 0);
    context.note = "who knows?";
    Bridge.enter(hook, this, null);
    context.note = null;
    context.exit(asking, null, null);
    assertEquals(3, nested.asked);
  }

  @Test
  void aHookOfOpenResultsIsAskedWhileThereAreSome() {
    RecordingHook closing = new RecordingHook(true);
    int hook = Bridge.add(closing);
    Bridge.enter(hook, this, null);
    assertEquals(0, closing.asked);
    OpenResults.Cursor cursor = context.results.open(this, "statement", 1, 1, false);
    Bridge.enter(hook, this, null);
    assertEquals(1, closing.asked);
    context.results.close(cursor);
    Bridge.enter(hook, this, null);
    assertEquals(1, closing.asked);
  }

  @Test
  void onlyOneAgentConnects() {
    assertFalse(Bridge.connect(new RecordedUnits()));
    assertSame(units, Bridge.units);
  }

  @Test
  void whatIsNotKnownIsNotObserved() {
    long failures = Bridge.failures();
    assertNull(Bridge.methodEnter(0));
    assertNull(Bridge.methodEnter(1 << 20));
    assertNull(Bridge.enter(7, null, null));
    Bridge.add(never("first"), 5);
    assertNull(Bridge.methodEnter(4), "a hole");
    Frame frame = context.enter(never("lost"));
    Bridge.methodExit(4, frame, null);
    assertEquals(0, context.depth());
    frame = context.enter(never("lost"));
    Bridge.methodExit(1 << 20, frame, null);
    assertEquals(0, context.depth());
    frame = context.enter(1, 0);
    Bridge.exit(99, frame, null, null, null, 0, null);
    assertEquals(0, context.depth());
    assertEquals(failures, Bridge.failures());
  }

  @Test
  void endsReachTheAgentAndItsFailuresStayInside() {
    Throwable thrown = new Exception("of the thread");
    Bridge.uncaught(Thread.currentThread(), thrown);
    Bridge.end();
    assertSame(thrown, units.uncaught.get(0));
    assertEquals(1, units.ends);
    units.onEnd =
        frame -> {
          throw new IllegalStateException("of the agent");
        };
    long failures = Bridge.failures();
    Bridge.add(method("slow", 0), 0);
    Bridge.methodExit(0, Bridge.methodEnter(0), null);
    assertEquals(failures + 1, Bridge.failures());
    assertEquals("of the agent", Bridge.lastFailure().getMessage());
  }

  @Test
  void nothingHappensBeforeTheAgentIsThere() {
    Bridge.units = null;
    Bridge.uncaught(Thread.currentThread(), new Exception());
    Bridge.end();
  }

  @Test
  void aHookThatFailsTooOftenIsSwitchedOffAlone() {
    FailingHook failing = new FailingHook();
    FailingHook good = new FailingHook();
    failing.atExit = new IllegalStateException("once more");
    int first = Bridge.add(failing);
    int second = Bridge.add(good);
    long failures = Bridge.failures();
    for (int i = 0; i < Bridge.MAX_FAILURES + 20; i++) {
      call(first);
      call(second);
      assertEquals(0, context.depth());
    }
    assertEquals(Bridge.MAX_FAILURES, failing.exits);
    assertEquals(Bridge.MAX_FAILURES, failing.enters);
    assertEquals(Bridge.MAX_FAILURES + 20, good.exits);
    assertEquals(failures + Bridge.MAX_FAILURES, Bridge.failures());
    assertSame(failing.atExit, Bridge.lastFailure());
  }

  @Test
  void failuresThatAreForgivenDoNotAddUp() {
    FailingHook failing = new FailingHook();
    failing.atExit = new IllegalStateException("now and then");
    int hook = Bridge.add(failing);
    int off = Bridge.switchedOff();
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i < Bridge.MAX_FAILURES; i++) {
        call(hook);
      }
      Bridge.forgive();
    }
    assertEquals(3 * (Bridge.MAX_FAILURES - 1), failing.exits);
    assertEquals(off, Bridge.switchedOff());
    for (int i = 0; i < Bridge.MAX_FAILURES; i++) {
      call(hook);
    }
    Bridge.forgive();
    call(hook);
    assertEquals(off + 1, Bridge.switchedOff());
    assertEquals(3 * (Bridge.MAX_FAILURES - 1) + Bridge.MAX_FAILURES, failing.exits);
  }

  @Test
  void whatFailsAtTheBeginningIsNotBegun() {
    FailingHook failing = new FailingHook();
    failing.atEnter = new IllegalStateException("at the beginning");
    int hook = Bridge.add(failing);
    assertNull(Bridge.enter(hook, null, null));
    assertEquals(0, context.depth());
    failing.atEnter = null;
    assertNotNull(Bridge.enter(hook, null, null), "the group is still taken");
    context.restore(0);
    assertEquals(0, failing.exits);
  }

  @Test
  void aHookThatIsSwitchedOffInTheMiddleOfACallLeavesNothing() {
    FailingHook hook = new FailingHook();
    int id = Bridge.add(hook);
    Frame outer = Bridge.enter(id, null, null);
    hook.atEnter = new IllegalStateException();
    context.groups = 0;
    for (int i = 0; i < Bridge.MAX_FAILURES; i++) {
      context.groups = 0;
      Bridge.enter(id, null, null);
    }
    Bridge.exit(id, outer, null, null, null, 0, null);
    assertEquals(0, hook.exits);
    assertEquals(0, context.depth());
    assertEquals(0, context.groups);
  }

  @Test
  void whatIsTheProgramsOwnIsCountedApart() {
    FailingHook hook = new FailingHook();
    int id = Bridge.add(hook);
    long failures = Bridge.failures();
    long overflows = Bridge.overflows();
    hook.atEnter = new StackOverflowError();
    for (int i = 0; i < 2 * Bridge.MAX_FAILURES; i++) {
      call(id);
    }
    hook.atEnter = null;
    hook.atExit = new OutOfMemoryError();
    for (int i = 0; i < 2 * Bridge.MAX_FAILURES; i++) {
      call(id);
    }
    assertEquals(2 * Bridge.MAX_FAILURES, hook.exits, "it is switched off");
    assertEquals(failures, Bridge.failures());
    assertEquals(overflows + 4 * Bridge.MAX_FAILURES, Bridge.overflows());
  }

  @Test
  void methodsThatFailTooOftenAreSwitchedOffForGood() {
    Operation slow = method("slow", 0);
    Bridge.add(slow, 0);
    units.onEnd =
        frame -> {
          throw new IllegalStateException("of the agent");
        };
    for (int i = 0; i < Bridge.MAX_FAILURES; i++) {
      Bridge.methodExit(0, Bridge.methodEnter(0), null);
    }
    assertNull(Bridge.methodEnter(0));
    Bridge.add(never("later"), 1);
    assertNull(Bridge.methodEnter(1), "a class that is loaded later switches methods on again");
    assertEquals(Bridge.MAX_FAILURES, units.ended.size());
  }

  @Test
  void advicePassesOnWhatFailsAroundTheDoors() {
    long failures = Bridge.failures();
    Bridge.failed(new NoClassDefFoundError("x"));
    assertEquals(failures + 1, Bridge.failures());
  }

  @Test
  void aUnitWhoseEndFailsLeavesNothingToTheNext() {
    Operation outer = method("outer", 0);
    Operation inner = never("inner");
    Bridge.add(outer, 0);
    Bridge.add(inner, 1);
    units.onEnd =
        frame -> {
          throw new IllegalStateException("of the agent");
        };
    Frame outermost = Bridge.methodEnter(0);
    Frame below = Bridge.methodEnter(1);
    context.tree.query(new Operation("q", "q", Operation.QUERY, "id", new Series()), 5);
    Bridge.methodExit(1, below, new Exception("of this unit"));
    Bridge.methodExit(0, outermost, null);
    assertEquals(0, context.depth());
    assertEquals(0, context.tree.size());
    assertEquals(0, context.tree.queryGroups());
    assertEquals(0, context.throwables.count(), "it is kept alive, and told in the next unit");
    units.onEnd = frame -> {};
    Bridge.methodExit(0, Bridge.methodEnter(0), null);
    assertTrue(units.failed.isEmpty());
  }

  @Test
  void failureToTellOfFailuresLeavesNothingEither() {
    Operation method = never("method");
    Bridge.add(method, 0);
    units.onFailed =
        () -> {
          throw new IllegalStateException("of the agent");
        };
    Bridge.methodExit(0, Bridge.methodEnter(0), new Exception());
    assertEquals(1, units.failed.size());
    assertEquals(0, context.throwables.count());
    Bridge.methodExit(0, Bridge.methodEnter(0), null);
    assertEquals(1, units.failed.size());
  }

  /** Recurses so deep that the stack ends, now in the hook, now in the program. */
  private static int dive(int depth, int[] reached) {
    reached[0] = depth;
    Frame frame = Bridge.methodEnter(0);
    try {
      return dive(depth + 1, reached) + 1;
    } catch (StackOverflowError e) {
      return depth;
    } finally {
      if (frame != null) {
        Bridge.methodExit(0, frame, null);
      }
    }
  }

  /** Calls an observed method at every depth, within one observed call far above. */
  private static void leaves(ThreadContext context, int[] reached) {
    Frame frame = Bridge.methodEnter(0);
    if (frame != null) {
      if (frame.depth != 1) {
        reached[1]++;
      }
      reached[0]++;
      Bridge.methodExit(0, frame, null);
    }
    leaves(context, reached);
  }

  private static void runLeaves(ThreadContext context, int[] reached) {
    Frame outermost = Bridge.methodEnter(0);
    if (outermost == null) {
      return;
    }
    try {
      leaves(context, reached);
    } catch (StackOverflowError e) {
      // That is how it ends.
    } finally {
      Bridge.methodExit(0, outermost, null);
    }
  }

  @Test
  void aRehearsalLeavesNoTrace() {
    long failures = Bridge.failures();
    int registered = OpenResults.registered().length;
    Bridge.rehearse();
    assertEquals(failures, Bridge.failures());
    assertEquals(registered, OpenResults.registered().length);
    assertEquals(0, context.depth());
    assertTrue(units.ended.isEmpty() && units.failed.isEmpty());
  }

  @Test
  void whereverTheStackEndsTheDepthIsRightAfterwards() throws Exception {
    Bridge.rehearse();
    Bridge.add(never("recursive"), 0);
    long failures = Bridge.failures();
    List<String> wrong = new ArrayList<>();
    int[] reached = new int[2];
    int[] deepest = new int[1];
    // Different sizes put the end of the stack at different places of the hooks.
    for (int i = 0; i < 24; i++) {
      Thread thread =
          new Thread(
              null,
              () -> {
                ThreadContext own = ThreadContext.current();
                for (int turn = 0; turn < 4; turn++) {
                  try {
                    dive(0, deepest);
                  } catch (StackOverflowError e) {
                    wrong.add("not caught by the program");
                  }
                  if (own.depth != 0 || own.groups != 0) {
                    wrong.add("at depth " + own.depth);
                  }
                  runLeaves(own, reached);
                  if (own.depth != 0) {
                    wrong.add("at depth " + own.depth + " after leaves");
                  }
                }
              },
              "deep",
              256 * 1024 + i * 176);
      thread.start();
      thread.join();
    }
    assertEquals(failures, Bridge.failures(), () -> "lately " + Bridge.lastFailure());
    assertEquals(List.of(), wrong);
    assertTrue(reached[0] > 1_000, () -> reached[0] + " leaves");
    assertEquals(0, reached[1], "leaves at a wrong depth");
    assertTrue(deepest[0] > 100);
  }

  @Test
  void methodsAreAddedWhileOthersCall() throws Exception {
    int count = 3_000;
    List<Operation> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(never("m" + i));
    }
    long failures = Bridge.failures();
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(3);
    List<Thread> threads = new ArrayList<>();
    long[] calls = new long[3];
    for (int t = 0; t < 3; t++) {
      int number = t;
      Thread thread =
          new Thread(
              () -> {
                running.countDown();
                int id = number;
                while (!done.get() || calls[number] == 0) {
                  Frame frame = Bridge.methodEnter(id);
                  if (frame != null) {
                    Bridge.methodExit(id, frame, null);
                    calls[number]++;
                  }
                  id = (id + 7) % count;
                }
              });
      thread.start();
      threads.add(thread);
    }
    running.await();
    for (int i = 0; i < count; i++) {
      assertEquals(i, Bridge.add(added.get(i), i));
    }
    done.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(failures, Bridge.failures());
    long recorded = 0;
    for (Operation each : added) {
      recorded += countOf(each);
    }
    assertEquals(calls[0] + calls[1] + calls[2], recorded);
    for (int i = 0; i < count; i++) {
      assertNotNull(Bridge.methodEnter(i), "method " + i + " was lost");
      context.restore(0);
    }
  }
}
