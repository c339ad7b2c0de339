package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.method;
import static io.weftline.bootstrap.Fixtures.onOtherThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.OpenResults.Cursor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadContextTest {
  private static final long MILLI = 1_000_000;

  private final ThreadContext context = ThreadContext.current();
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    units = RecordedUnits.connect();
  }

  @AfterEach
  void nothingIsLeft() {
    assertEquals(0, context.depth());
    assertEquals(0, context.groups);
    assertEquals(0, context.throwables.count());
    assertEquals(0, context.tree.size());
  }

  @Test
  void whatIsLeftOutOfACallAfterItsEndDoesNotMakeItNegative() {
    Frame frame = context.enter(1, 0);
    long endNanos = System.nanoTime();
    ThreadContext.discount(1_000 * MILLI);

    assertEquals(0, context.exit(frame, endNanos, null, null));
    context.endIfOutermost(frame);
  }

  private static long[] collect(Operation operation) {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    operation.series.collect(into);
    return into;
  }

  private static void lasted(Frame frame, long nanos) {
    frame.startNanos = System.nanoTime() - nanos;
  }

  // ---- calls

  @Test
  void aThreadKeepsItsContextAndNoOtherHasIt() throws Exception {
    assertSame(context, ThreadContext.current());
    ThreadContext other = onOtherThread(ThreadContext::current);
    assertNotSame(context, other);
    assertTrue(other.number > context.number);
    assertFalse(other.isVirtual());
  }

  @Test
  void nestedCallsAreCountedEachWithItsTimeAndFailure() {
    Operation outer = method("outer", 20 * MILLI);
    Operation inner = method("inner", 5 * MILLI);
    Frame first = context.enter(outer);
    assertTrue((context.depth() > 0));
    assertEquals(0, first.depth);
    Frame second = context.enter(inner);
    assertEquals(1, second.depth);
    assertEquals(2, context.depth());
    lasted(second, 6 * MILLI);
    context.exit(inner, second, new Exception());
    lasted(first, 10 * MILLI);
    assertTrue(first.childNanos() >= 6 * MILLI);
    context.exit(outer, first, null);
    assertFalse((context.depth() > 0));
    long[] ofInner = collect(inner);
    assertEquals(1, ofInner[Series.COUNT]);
    assertEquals(1, ofInner[Series.ERRORS]);
    assertEquals(1, ofInner[Series.SLOW]);
    long[] ofOuter = collect(outer);
    assertEquals(1, ofOuter[Series.COUNT]);
    assertEquals(0, ofOuter[Series.ERRORS]);
    assertEquals(0, ofOuter[Series.SLOW]);
  }

  @Test
  void framesAreMadeOnceForEachDepth() {
    Operation method = method("m");
    Frame first = context.enter(method);
    Frame second = context.enter(method);
    context.exit(method, second, null);
    context.exit(method, first, null);
    assertSame(first, context.enter(method));
    assertSame(second, context.enter(method));
    context.exit(method, second, null);
    context.exit(method, first, null);
  }

  @Test
  void recursionGoesAsDeepAsTheProgramDoes() {
    Operation method = method("recursive");
    Frame[] all = new Frame[5_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = context.enter(method);
      assertEquals(i, all[i].depth);
    }
    for (int i = all.length - 1; i >= 0; i--) {
      context.exit(method, all[i], null);
    }
    assertEquals(5_000, collect(method)[Series.COUNT]);
    assertTrue(context.frames.length <= 256, "the frames of a deep recursion are kept for ever");
  }

  @Test
  void anExitRestoresItsOwnDepthWhateverWasLostAboveIt() {
    Operation method = method("m");
    Frame first = context.enter(method);
    Frame second = context.enter(method);
    context.enter(1, 0);
    context.enter(method);
    context.exit(method, second, null);
    assertEquals(1, context.depth());
    Frame grouped = context.enter(1, 0);
    assertNotNull(grouped, "the group of a lost call is still taken");
    context.exit(grouped, null, null);
    context.enter(method);
    context.exit(method, first, null);
  }

  @Test
  void aMethodThatIsSwitchedOffIsNotSeen() {
    Operation method = method("m");
    method.on(false);
    assertNull(context.enter(method));
    method.on(true);
    context.exit(method, context.enter(method), null);
    assertEquals(1, collect(method)[Series.COUNT]);
  }

  @Test
  void nothingIsSeenWhileTheAgentIsAtWork() {
    assertFalse(context.mute(true));
    assertNull(context.enter(method("m")));
    assertNull(context.enter(1, 0));
    assertTrue(context.mute(false));
    units.onEnd = frame -> assertNull(context.enter(method("of the agent")));
    Operation slow = method("slow", 0);
    context.exit(slow, context.enter(slow), null);
    assertEquals(1, units.ended.size());
    assertFalse(context.mute(false), "it stayed mute");
  }

  @Test
  void ofAGroupOnlyTheOutermostCounts() {
    Frame outer = context.enter(1, 0);
    assertNull(context.enter(1, 0));
    Frame other = context.enter(2, 0);
    assertNotNull(other);
    assertNull(context.enter(1, 0));
    assertNull(context.enter(2, 0));
    Operation method = method("within");
    Frame within = context.enter(method);
    assertNull(context.enter(1, 0));
    context.exit(method, within, null);
    context.exit(other, null, null);
    assertNull(context.enter(1, 0));
    long nanos = context.exit(outer, null, null);
    assertTrue(nanos >= 0);
    context.endIfOutermost(outer);
    Frame again = context.enter(1, 0);
    assertNotNull(again);
    context.exit(again, null, null);
  }

  @Test
  void aCallOfAGroupIsItsParentsChild() {
    Operation method = method("m", 1_000 * MILLI);
    Operation query = new Operation("q", "q", Operation.QUERY, "id", new Series());
    Frame frame = context.enter(method);
    Frame call = context.enter(1, MILLI);
    lasted(call, 3 * MILLI);
    long nanos = context.exit(call, query, null);
    assertEquals(nanos, frame.childNanos());
    assertEquals(1, context.tree.size());
    assertSame(query, context.tree.operation(0));
    context.exit(method, frame, null);
  }

  @Test
  void aNodeIsWhatTookAThousandthOfTheLeastThresholdSoFar() {
    Operation coarse = method("coarse", 10_000 * MILLI);
    Operation fine = method("fine", 1_000 * MILLI);
    Operation query = new Operation("q", "q", Operation.QUERY, "id", new Series());
    Frame frame = context.enter(coarse);
    Frame call = context.enter(coarse);
    lasted(call, 9 * MILLI);
    context.exit(coarse, call, null);
    assertEquals(0, context.tree.size());
    call = context.enter(fine);
    lasted(call, 2 * MILLI);
    context.exit(fine, call, null);
    assertEquals(1, context.tree.size());
    call = context.enter(1, MILLI / 10);
    lasted(call, MILLI / 5);
    context.exit(call, query, null);
    assertEquals(2, context.tree.size(), "a query's own threshold says when it is a node");
    context.exit(coarse, frame, null);
  }

  @Test
  void aSlowCallIsOutermostUnlessAnEnclosingOneIsPastItsThreshold() {
    Operation outer = method("outer", 50 * MILLI);
    Operation inner = method("inner", 5 * MILLI);
    Frame first = context.enter(outer);
    Frame second = context.enter(inner);
    lasted(second, 6 * MILLI);
    context.exit(inner, second, null);
    lasted(first, 51 * MILLI);
    second = context.enter(inner);
    lasted(second, 6 * MILLI);
    context.exit(inner, second, null);
    context.exit(outer, first, null);
    assertEquals(
        List.of(inner, outer), units.ended.stream().map(RecordedUnits.Ended::method).toList());
  }

  @Test
  void failedCallsAreToldWhereThatIsAskedFor() {
    Operation method = method("m");
    Throwable thrown = new Exception();
    context.exit(method, context.enter(method), thrown);
    assertEquals(0, units.ended.size());
    method.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, true);
    context.exit(method, context.enter(method), thrown);
    assertEquals(1, units.ended.size());
    assertSame(thrown, units.ended.get(0).thrown());
    method.thresholds(Long.MAX_VALUE, 0, false);
    context.exit(method, context.enter(method), null);
    assertEquals(2, units.ended.size());
  }

  @Test
  void aFastCallAllocatesNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Operation outer = method("outer");
    Operation inner = method("inner");
    Bridge.add(outer, 0);
    Bridge.add(inner, 1);
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < 5; turn++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        Frame first = Bridge.methodEnter(0);
        Bridge.methodExit(1, Bridge.methodEnter(1), null);
        Bridge.methodExit(0, first, null);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  // ---- throwables

  @Test
  void throwablesAreToldOnceEachInTheirOrder() {
    Operation a = method("a");
    Operation b = method("b");
    Throwable one = new Exception("one");
    Throwable two = new Exception("two");
    Frame outermost = context.enter(a);
    Frame first = context.enter(a);
    Frame second = context.enter(b);
    context.exit(b, second, one);
    context.exit(a, first, one);
    context.exit(b, context.enter(b), two);
    context.exit(b, context.enter(b), one);
    context.exit(a, outermost, two);
    assertEquals(1, units.failed.size());
    RecordedUnits.Failed failed = units.failed.get(0);
    assertEquals(List.of(one, two), failed.seen());
    assertEquals(List.of(b, b), failed.leftFirst());
    assertSame(two, failed.leaving());
  }

  // ---- virtual threads

  @Test
  void aVirtualThreadBorrowsAContextForAUnit() throws Exception {
    Operation method = method("m");
    ThreadContext first =
        onOtherThread(
            () -> {
              ThreadContext borrowed = ThreadContext.attach(true);
              assertTrue(borrowed.isVirtual());
              Frame outer = borrowed.enter(method);
              borrowed.exit(method, borrowed.enter(method), null);
              borrowed.exit(method, outer, null);
              assertNotSame(borrowed, ThreadContext.current(), "it was not given back");
              return borrowed;
            });
    ThreadContext second =
        onOtherThread(
            () -> {
              ThreadContext borrowed = ThreadContext.attach(true);
              borrowed.exit(method, borrowed.enter(method), null);
              return borrowed;
            });
    assertSame(first, second);
  }

  @Test
  void aVirtualThreadKeepsItsContextWhileAResultIsOpen() throws Exception {
    ThreadContext kept =
        onOtherThread(
            () -> {
              ThreadContext borrowed = ThreadContext.attach(true);
              Frame call = borrowed.enter(1, 0);
              borrowed.exit(call, null, null);
              Cursor cursor = borrowed.results.open("result", "statement", 1, 1, false);
              borrowed.endIfOutermost(call);
              assertSame(borrowed, ThreadContext.current());
              call = borrowed.enter(1, 0);
              borrowed.exit(call, null, null);
              borrowed.results.close(cursor);
              borrowed.endIfOutermost(call);
              assertNotSame(borrowed, ThreadContext.current());
              return borrowed;
            });
    assertFalse(List.of(OpenResults.registered()).contains(kept), "it is in the pool");
  }

  @Test
  void aVirtualThreadKeepsItsContextWhileItLogs() throws Exception {
    Operation method = method("m");
    onOtherThread(
        () -> {
          ThreadContext borrowed = ThreadContext.attach(true);
          borrowed.logging = true;
          borrowed.exit(method, borrowed.enter(method), null);
          assertSame(borrowed, ThreadContext.current());
          borrowed.logging = false;
          borrowed.releaseIfIdle();
          assertNotSame(borrowed, ThreadContext.current());
          return borrowed;
        });
  }

  @Test
  void aContextIsTheOrphanOfTheThreadThatHadItLast() throws Exception {
    Callable<ThreadContext> wellBehaved =
        () -> {
          ThreadContext borrowed = ThreadContext.attach(true);
          Frame call = borrowed.enter(1, 0);
          borrowed.exit(call, null, null);
          Cursor cursor = borrowed.results.open("result", "statement", 1, 1, false);
          borrowed.results.close(cursor);
          borrowed.endIfOutermost(call);
          return borrowed;
        };
    ThreadContext first = onOtherThread(wellBehaved);
    assertFalse(OpenResults.orphans().contains(first.results), "it is in the pool");
    ThreadContext second =
        onOtherThread(
            () -> {
              ThreadContext borrowed = ThreadContext.attach(true);
              Frame call = borrowed.enter(1, 0);
              borrowed.exit(call, null, null);
              borrowed.results.open("result", "statement", 1, 1, false);
              borrowed.endIfOutermost(call);
              return borrowed;
            });
    assertSame(first, second);
    assertTrue(OpenResults.orphans().contains(second.results), "its result is left open for ever");
  }

  @Test
  void aCallThatIsNotFollowedTakesNoContextFromThePool() throws Exception {
    int hook =
        Bridge.add(
            new Hook(0, false) {
              @Override
              public Frame enter(ThreadContext context, Object self, Object argument) {
                return null;
              }

              @Override
              public void exit(
                  Frame frame, Object self, Object argument, Object result, long n, Throwable t) {}
            });
    ThreadContext borrowed =
        onOtherThread(
            () -> {
              ThreadContext own = ThreadContext.attach(true);
              Frame outer = own.enter(4, 0);
              Bridge.enter(hook, null, null);
              assertSame(own, ThreadContext.current(), "given back within a unit");
              own.restore(0);
              Bridge.enter(hook, null, null);
              assertNotSame(own, ThreadContext.current());
              assertNotNull(outer);
              return own;
            });
    assertSame(borrowed, onOtherThread(() -> ThreadContext.attach(true)));
  }

  @Test
  void realVirtualThreadsAreKnown() throws Exception {
    assertFalse(Bridge.isVirtual(Thread.currentThread()));
    if (Runtime.version().feature() < 21) {
      return;
    }
    List<Boolean> seen = new ArrayList<>();
    Runnable task = () -> seen.add(ThreadContext.current().isVirtual());
    Thread thread =
        (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    thread.join();
    assertEquals(List.of(true), seen);
  }
}
