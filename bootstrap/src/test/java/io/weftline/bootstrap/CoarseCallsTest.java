package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.bytesOfThousand;
import static io.weftline.bootstrap.Fixtures.method;
import static io.weftline.bootstrap.Fixtures.onOtherThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are timed by the coarse clock alone; the tests move its hand. */
class CoarseCallsTest {
  private static final long MILLI = 1_000_000;
  private static final int ID = 3;
  private static final int OTHER = 4;

  private final ThreadContext context = ThreadContext.current();
  private final Operation method = method("coarse", 1_000 * MILLI);
  private final Operation other = method("other", 1_000 * MILLI);
  private final long failures = Bridge.failures();
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    units = RecordedUnits.connect();
    Bridge.add(method, ID);
    Bridge.add(other, OTHER);
    Bridge.coarse = System.nanoTime();
  }

  @AfterEach
  void nothingIsLeft() {
    Bridge.coarse = 0;
    assertEquals(failures, Bridge.failures(), () -> String.valueOf(Bridge.lastFailure()));
    assertEquals(0, context.depth());
    assertEquals(0, context.throwables.count());
    assertEquals(0, context.tree.size());
  }

  private static long[] collect(Operation operation) {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    into[Series.MAX_NANOS] = Long.MIN_VALUE;
    operation.series.collect(into);
    return into;
  }

  /** A call that began so long ago, at a tick, and ends now; the last tick was right now. */
  private static void exit(int id, long agoNanos, Throwable thrown) {
    long now = System.nanoTime();
    Bridge.coarse = now;
    Bridge.coarseExit(id, now - agoNanos, thrown);
  }

  // ---- what is counted

  @Test
  void aCallWithinATickIsOnlyCounted() {
    for (int i = 0; i < 1_000; i++) {
      Bridge.coarseExit(ID, Bridge.coarse, null);
    }
    long[] all = collect(method);
    assertEquals(1_000, all[Series.COUNT]);
    assertEquals(1_000, all[Series.ZERO]);
    assertEquals(0, all[Series.SUM_NANOS]);
    assertEquals(0, all[Series.MIN_NANOS]);
    assertEquals(0, all[Series.MAX_NANOS]);
    assertEquals(0, all[Series.ERRORS] + all[Series.SLOW]);
    assertEquals(0, collect(method)[Series.COUNT], "counted twice");
  }

  @Test
  void aCallThatMetTicksHasTheirDuration() {
    long start = Bridge.coarse;
    Bridge.coarse = start + 20 * MILLI;
    Bridge.coarseExit(ID, start, null);
    long[] all = collect(method);
    assertEquals(1, all[Series.COUNT]);
    assertEquals(20 * MILLI, all[Series.SUM_NANOS]);
    assertEquals(20 * MILLI, all[Series.MIN_NANOS]);
    assertEquals(0, all[Series.SLOW]);
  }

  @Test
  void aSlowCallIsToldWithWhatItTookToNow() {
    long start = System.nanoTime() - 1_001 * MILLI;
    // The hand lags behind: by it alone the call would not be slow.
    Bridge.coarse = start + 995 * MILLI;
    Bridge.coarseExit(ID, start, null);
    long most = System.nanoTime() - start;
    assertEquals(1, collect(method)[Series.SLOW]);
    assertEquals(1, units.ended.size());
    RecordedUnits.Ended ended = units.ended.get(0);
    assertSame(method, ended.method());
    assertTrue(
        ended.durationNanos() >= 1_001 * MILLI && ended.durationNanos() <= most, ended::toString);
  }

  @Test
  void whatIsThrownWithinATickIsCountedAndFollowed() {
    Throwable thrown = new Exception();
    long start = Bridge.coarse;
    Bridge.coarseExit(ID, start, thrown);
    long[] all = collect(method);
    assertEquals(1, all[Series.COUNT]);
    assertEquals(1, all[Series.ERRORS]);
    assertEquals(0, all[Series.SUM_NANOS]);
    assertEquals(
        List.of(new RecordedUnits.Failed(List.of(thrown), List.of(method), thrown)), units.failed);
    assertEquals(start, context.startNanos(), "what began before is told by this");
  }

  @Test
  void aCallInProgressWhenTheClockBeginsHasNoDuration() {
    Bridge.coarseExit(ID, 0, null);
    long[] all = collect(method);
    assertEquals(1, all[Series.COUNT]);
    assertEquals(0, all[Series.SLOW]);
    assertEquals(0, all[Series.SUM_NANOS]);
    assertEquals(List.of(), units.ended);
  }

  @Test
  void aCallInProgressWhenTheClockStopsIsCounted() {
    long start = System.nanoTime() - 50 * MILLI;
    Bridge.coarse = 0;
    Bridge.coarseExit(ID, start, null);
    Bridge.coarseExit(ID, 0, null);
    long[] all = collect(method);
    assertEquals(2, all[Series.COUNT]);
    assertEquals(0, all[Series.SUM_NANOS]);
  }

  @Test
  void aHandThatGoesBackMakesNoDurationBelowZero() {
    long start = Bridge.coarse;
    Bridge.coarse = start - 10 * MILLI;
    Bridge.coarseExit(ID, start, null);
    assertEquals(0, collect(method)[Series.SUM_NANOS]);
  }

  @Test
  void nothingIsCountedWhileTheAgentIsAtWorkOrTheMethodIsSwitchedOff() {
    exit(ID, 0, null);
    boolean before = context.mute(true);
    exit(ID, 0, null);
    exit(ID, 50 * MILLI, null);
    exit(ID, 0, new Exception());
    context.mute(before);
    method.on(false);
    exit(ID, 0, null);
    exit(ID, 50 * MILLI, new Exception());
    method.on(true);
    exit(ID, 0, null);
    assertEquals(2, collect(method)[Series.COUNT]);
    Bridge.coarseExit(9_999, Bridge.coarse, null);
    assertEquals(0, units.failed.size());
  }

  @Test
  void aRecursionThroughSeveralMethodsIsToldOnceForEach() {
    long now = System.nanoTime();
    Bridge.coarse = now;
    for (int i = 0; i < 1_000; i++) {
      int id = i % 2 == 0 ? ID : OTHER;
      Bridge.coarseExit(id, now - 3_000 * MILLI - i, null);
    }
    assertEquals(2, units.ended.size());
  }

  @Test
  void aRecursionThatIsSlowIsToldOnceAndMoreOnlyIfThereIsMoreToTell() {
    long start = System.nanoTime() - 3_500 * MILLI;
    Bridge.coarse = System.nanoTime();
    Bridge.coarseExit(ID, start + 2_000 * MILLI, null);
    Bridge.coarseExit(ID, start + 1_990 * MILLI, null);
    Bridge.coarseExit(ID, start + 1_980 * MILLI, null);
    assertEquals(1, units.ended.size());
    Bridge.coarseExit(ID, start, null);
    assertEquals(2, units.ended.size(), "two seconds more");
    Bridge.coarseExit(OTHER, start, null);
    assertEquals(3, units.ended.size(), "of another method");
    assertEquals(4, collect(method)[Series.SLOW]);
    exit(OTHER, 1_100 * MILLI, null);
    assertEquals(4, units.ended.size(), "it began after the other one");
  }

  // ---- threads

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 24})
  void everyCallOfEveryThreadIsCounted(int threads) throws Exception {
    int calls = 50_000;
    CountDownLatch running = new CountDownLatch(threads);
    List<FutureTask<Void>> tasks = new ArrayList<>();
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      boolean virtual = t % 5 == 4;
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                running.countDown();
                running.await();
                Exception thrown = new Exception();
                for (int i = 0; i < calls; i++) {
                  if (virtual && i % 100 == 0) {
                    ThreadContext.attach(true);
                  }
                  long start = Bridge.coarse;
                  if (i % 1_000 == 0) {
                    Bridge.coarse = System.nanoTime();
                  }
                  Bridge.coarseExit(ID, start, i % 500 == 1 ? thrown : null);
                }
                return null;
              });
      tasks.add(task);
      Thread thread = new Thread(task);
      all.add(thread);
      thread.start();
    }
    long counted = 0;
    long errors = 0;
    boolean done;
    do {
      done = tasks.stream().allMatch(FutureTask::isDone);
      long[] some = collect(method);
      counted += some[Series.COUNT];
      errors += some[Series.ERRORS];
      Thread.yield();
    } while (!done);
    for (int i = 0; i < threads; i++) {
      tasks.get(i).get();
      all.get(i).join();
    }
    long[] rest = collect(method);
    assertEquals((long) threads * calls, counted + rest[Series.COUNT]);
    assertEquals((long) threads * calls / 500, errors + rest[Series.ERRORS]);
  }

  @Test
  void aVirtualThreadGivesItsContextBackOnce() throws Exception {
    ThreadContext first =
        onOtherThread(
            () -> {
              ThreadContext borrowed = ThreadContext.attach(true);
              exit(ID, 50 * MILLI, null);
              assertNotSame(borrowed, ThreadContext.current(), "it was not given back");
              return borrowed;
            });
    List<ThreadContext> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      taken.add(onOtherThread(() -> ThreadContext.attach(true)));
    }
    assertTrue(taken.contains(first));
    assertEquals(3, taken.stream().distinct().count(), "two threads would have the same");
    assertEquals(1, collect(method)[Series.COUNT]);
  }

  @Test
  void aCountIsNobodysThoughAVirtualThreadComesFirst() {
    method.series.count(null);
    method.series.count(null);
    long[] all = collect(method);
    assertEquals(2, all[Series.COUNT]);
    assertEquals(2, all[Series.ZERO]);
    assertEquals(0, all[Series.MIN_NANOS]);
    exit(ID, 0, null);
    assertEquals(1, collect(method)[Series.COUNT]);
  }

  @Test
  void zeroIsTheShortestOnlyWhereSomethingWasOnlyCounted() {
    exit(ID, 0, null);
    exit(ID, 50 * MILLI, null);
    assertEquals(0, collect(method)[Series.MIN_NANOS]);
    Series.nextInterval();
    exit(ID, 50 * MILLI, null);
    long[] next = collect(method);
    assertEquals(50 * MILLI, next[Series.MIN_NANOS]);
    assertEquals(50 * MILLI, next[Series.MAX_NANOS]);
    Series.nextInterval();
    exit(ID, 0, null);
    assertEquals(0, collect(method)[Series.MAX_NANOS]);
  }

  @Test
  void aCallAllocatesNothing() {
    assertEquals(
        0,
        bytesOfThousand(
            () -> {
              exit(ID, 0, null);
              exit(OTHER, 20 * MILLI, null);
            }));
  }

  // ---- the end of the stack

  private int calls;
  private long counted;

  private int descend(long seed, boolean ticks, Throwable thrown) {
    int below;
    try {
      below = descend(seed + 1, ticks, thrown);
    } catch (StackOverflowError e) {
      below = 0;
    }
    // What woven code does: an overflow before the door is suppressed there too.
    try {
      if (below < 400) {
        calls++;
        Bridge.coarseExit(ID, ticks ? Bridge.coarse - MILLI : Bridge.coarse, thrown);
      }
    } catch (Throwable t) {
      Bridge.failed(t);
    }
    return below + 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theEndOfTheStackIsTheProgramsAndLosesNothingElse(int how) throws Exception {
    Bridge.rehearse();
    Throwable thrown = how >= 2 ? new Exception() : null;
    ThreadContext afterwards =
        onOtherThread(
            () -> {
              ThreadContext own = ThreadContext.current();
              for (int i = 0; i < 20; i++) {
                descend(i, how % 2 == 1, thrown);
              }
              assertEquals(0, own.depth());
              assertTrue(!own.mute(false), "it stayed mute");
              long[] soFar = collect(method);
              exit(ID, 0, null);
              exit(ID, 20 * MILLI, null);
              exit(ID, 0, new Exception());
              assertEquals(3, collect(method)[Series.COUNT]);
              // What there was no stack to clean up goes with the next unit that fails.
              assertEquals(0, own.throwables.count());
              assertEquals(0, own.tree.size());
              counted = soFar[Series.COUNT];
              return own;
            });
    assertNotSame(context, afterwards);
    assertTrue(counted <= calls && counted > calls / 2, counted + " of " + calls);
  }
}
