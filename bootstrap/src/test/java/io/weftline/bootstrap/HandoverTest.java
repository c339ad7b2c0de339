package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.bytesOfThousand;
import static io.weftline.bootstrap.Fixtures.onOtherThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Unit.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private static final ThreadPoolExecutor PLAIN =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

  private final ThreadContext context = ThreadContext.current();
  private final TestUnit unit = new TestUnit(System.nanoTime());
  private Frame frame;

  @BeforeEach
  void begin() {
    context.restore(0);
    RecordedUnits.connect();
    String[][] internals = new String[128][];
    internals['j'] = new String[] {"java."};
    internals['o'] = new String[] {"org.apache.tomcat."};
    Handover.start(internals);
    frame = context.enter(unit, false);
  }

  @AfterEach
  void nothingIsLeft() {
    if (context.depth > 0) {
      context.leave(frame, null);
    }
    assertEquals(0, context.depth());
    assertNull(context.unit());
    assertEquals(0, Bridge.failures() - failuresBefore);
  }

  private final long failuresBefore = Bridge.failures();

  /** The unit that the thread works for which runs a task. */
  private static Unit inHand() {
    return ThreadContext.current().unit();
  }

  @Test
  void aTaskRunsForItsUnitOnAnotherThreadAndLeavesNothing() throws Exception {
    List<Unit> seen = new ArrayList<>();
    Runnable carrier = Handover.future((Runnable) () -> seen.add(inHand()));

    boolean clean =
        onOtherThread(
            () -> {
              carrier.run();
              return inHand() == null && ThreadContext.current().depth() == 0;
            });

    assertEquals(List.of(unit), seen);
    assertTrue(clean);
    assertEquals(1, unit.left);
  }

  @Test
  void onItsOwnThreadACarrierJustCalls() throws Exception {
    Callable<Object> carrier = callable(() -> inHand());

    assertSame(unit, carrier.call());
    assertEquals(0, unit.left);
  }

  @Test
  void aCarrierIsForOneRun() throws Exception {
    Callable<Object> carrier = callable(() -> inHand());

    assertSame(unit, onOtherThread(carrier));
    assertNull(onOtherThread(carrier));
  }

  @SuppressWarnings("unchecked")
  private static Callable<Object> callable(Callable<Object> task) {
    Callable<Object> carrier = Handover.future(task);
    assertNotSame(task, carrier);
    return carrier;
  }

  @Test
  void whatIsThrownIsTheSame() {
    IllegalStateException thrown = new IllegalStateException();
    Callable<Object> carrier =
        callable(
            () -> {
              throw thrown;
            });

    Exception seen = assertThrows(Exception.class, () -> onOtherThread(carrier));

    assertSame(thrown, seen.getCause());
    assertEquals(List.of(thrown), unit.thrown);
  }

  @Test
  void aThreadThatWorksForAnotherUnitGoesOnWithThat() throws Exception {
    TestUnit other = new TestUnit(System.nanoTime());
    Callable<Object> carrier = callable(() -> inHand());

    Unit after =
        onOtherThread(
            () -> {
              ThreadContext there = ThreadContext.current();
              Frame outer = there.enter(other, false);
              assertSame(unit, carrier.call());
              Unit left = there.unit();
              there.leave(outer, null);
              return left;
            });

    assertSame(other, after);
  }

  @Test
  void isTheTaskToWhoeverAsks() {
    Runnable task = () -> {};
    Runnable carrier = Handover.future(task);

    assertEquals(carrier, task);
    assertEquals(task.hashCode(), carrier.hashCode());
    assertEquals(task.toString(), carrier.toString());
    assertEquals(carrier, Handover.future(task));
    assertSame(task, Handover.own(carrier));
    assertSame(task, Handover.own(task));
  }

  @Test
  void nothingIsHandedOverOutsideOfUnits() {
    context.leave(frame, null);
    Runnable task = () -> {};

    assertSame(task, Handover.future(task));
    assertSame(task, Handover.pooled(PLAIN, PLAIN.getQueue(), task));
    assertSame(task, Handover.shared(task));
    assertSame(task, Handover.stage(task, 1));
    assertEquals(0, bytesOfThousand(() -> Handover.future(task)));
  }

  @Test
  void tasksOfTheJdkAndOfContainersAreNobodys() {
    FutureTask<Object> future = new FutureTask<>(() -> null);

    assertSame(future, Handover.future((Runnable) future));
    assertSame(future, Handover.shared(future));
    assertSame(future, Handover.pooled(PLAIN, PLAIN.getQueue(), future));
    Callable<?> adapted = Executors.callable(() -> {});
    assertNotSame(adapted, Handover.future(adapted));
    assertTrue(Handover.isInternal("org.apache.tomcat.Task"));
    assertFalse(Handover.isInternal("org.acme.Task"));
    assertFalse(Handover.isInternal("\u00e4.Task"));
  }

  @Test
  void whatEndedLongAgoIsNoLongerHandedOver() {
    TestUnit old = new TestUnit(System.nanoTime() - Handover.LINGER_NANOS - 1);
    Frame inner = context.enter(old, false);
    Runnable task = () -> {};
    assertNotSame(task, Handover.future(task));

    old.ended = true;

    assertSame(task, Handover.future(task));
    context.leave(inner, null);
    unit.ended = true;
    assertNotSame(task, Handover.future(task));
  }

  @Test
  void stagesGetWhatTheyAreCalledWith() throws Exception {
    Function<Object, Object> function = value -> value + " " + (inHand() == unit);
    BiFunction<Object, Object, Object> both = (one, other) -> one + " " + other;
    Supplier<Object> supplier = () -> "supplied";

    Function<?, ?> stage = (Function<?, ?>) Handover.stage(function, 1);
    assertEquals("1 true", onOtherThread(() -> apply(stage, 1)));
    assertEquals("supplied", ((Supplier<?>) Handover.stage(supplier, 1)).get());
    assertEquals("1 2", join((BiFunction<?, ?, ?>) Handover.stage(both, 2)));
  }

  @SuppressWarnings("unchecked")
  private static Object apply(Function<?, ?> function, Object value) {
    return ((Function<Object, Object>) function).apply(value);
  }

  @SuppressWarnings("unchecked")
  private static Object join(BiFunction<?, ?, ?> function) {
    return ((BiFunction<Object, Object, Object>) function).apply(1, 2);
  }

  // ---- pools

  @Test
  void aPoolGetsLambdasInCarriersAndNamedTasksAsTheyAre() {
    Runnable lambda = () -> {};
    Named named = new Named();

    assertNotSame(lambda, Handover.pooled(PLAIN, PLAIN.getQueue(), lambda));
    assertSame(lambda, Handover.pooled(PLAIN, new PriorityBlockingQueue<Object>(), lambda));
    assertSame(named, Handover.pooled(PLAIN, PLAIN.getQueue(), named));
    Runnable marked = (Runnable & Cloneable) () -> {};
    assertSame(marked, Handover.pooled(PLAIN, PLAIN.getQueue(), marked));
  }

  @Test
  void aNotedTaskRunsForItsUnitOnce() throws Exception {
    Named named = new Named();
    Handover.pooled(PLAIN, PLAIN.getQueue(), named);

    assertEquals(List.of(unit, named), onOtherThread(() -> runInPool(named)));
    assertEquals(List.of(named), onOtherThread(() -> runInPool(named)));
  }

  @Test
  void theSameTaskOfSomebodyElseIsNotTheUnits() throws Exception {
    Named named = new Named();
    Handover.pooled(PLAIN, PLAIN.getQueue(), named);
    onOtherThread(() -> Handover.pooled(PLAIN, PLAIN.getQueue(), named));

    assertEquals(List.of(unit, named), onOtherThread(() -> runInPool(named)));
    assertEquals(List.of(named), onOtherThread(() -> runInPool(named)));
  }

  @Test
  void whatIsRefusedOrRemovedIsForgotten() throws Exception {
    Named named = new Named();
    Handover.pooled(PLAIN, PLAIN.getQueue(), named);
    assertSame(named, Handover.refused(named));
    assertEquals(List.of(named), onOtherThread(() -> runInPool(named)));
    Handover.pooled(PLAIN, PLAIN.getQueue(), named);
    assertSame(named, Handover.removed(new LinkedBlockingQueue<>(), named));
    assertEquals(List.of(named), onOtherThread(() -> runInPool(named)));
  }

  @Test
  void theCarrierOfALambdaIsFoundInItsQueue() {
    Runnable lambda = () -> {};
    Runnable carrier = Handover.pooled(PLAIN, PLAIN.getQueue(), lambda);
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(List.of(() -> {}, carrier));

    assertSame(carrier, Handover.removed(queue, lambda));
    List<Runnable> left = new ArrayList<>(queue);
    Handover.refused(left);
    assertSame(lambda, left.get(1));
  }

  /** What a worker does; the unit that it works for meanwhile, and the task. */
  private static List<Object> runInPool(Runnable task) {
    List<Object> seen = new ArrayList<>();
    Handover.workBegins(PLAIN, task);
    if (inHand() != null) {
      seen.add(inHand());
    }
    Handover.workEnded(task, null);
    assertNull(inHand());
    assertEquals(0, ThreadContext.current().depth());
    assertNull(ThreadContext.current().hand.task);
    seen.add(task);
    return seen;
  }

  // ---- fork and join

  @Test
  void aForkRunsForItsUnit() throws Exception {
    RecursiveAction fork = new Action();
    Handover.fork(fork);

    boolean clean =
        onOtherThread(
            () -> {
              Frame entered = Handover.forkBegins(fork);
              assertSame(unit, inHand());
              assertNull(Handover.forkBegins(fork));
              Handover.forkEnded(entered);
              return inHand() == null;
            });

    assertTrue(clean);
  }

  @Test
  void whatFindsNoPlaceIsCountedAndGoesWithout() {
    long before = Handover.lost();
    List<RecursiveAction> forks = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      forks.add(new Action());
      Handover.fork(forks.get(i));
    }

    long lost = Handover.lost() - before;

    assertTrue(lost >= 40_000 - 16_384, () -> "lost " + lost);
    Handover.sweep(System.nanoTime());
    context.leave(frame, null);
    long found = 0;
    for (RecursiveAction fork : forks) {
      Frame entered = Handover.forkBegins(fork);
      if (entered != null) {
        found++;
        Handover.forkEnded(entered);
      }
    }
    assertEquals(40_000, found + lost);
  }

  @Test
  void whatNobodyRunsIsForgotten() {
    RecursiveAction fork = new Action();
    Handover.fork(fork);

    Handover.sweep(System.nanoTime() + Handover.LINGER_NANOS + 1);
    context.leave(frame, null);

    assertNull(Handover.forkBegins(fork));
  }

  // ---- schedules

  @Test
  void whatIsScheduledAgainAndAgainIsNobodys() {
    Runnable task = () -> {};
    Object hand = Handover.scheduling(true, 1, TimeUnit.SECONDS);
    assertSame(task, Handover.future(task));
    // Made meanwhile, by a factory of threads.
    assertNotSame(task, Handover.future(task));
    Handover.scheduled(hand);
    hand = Handover.scheduling(false, 1, TimeUnit.SECONDS);
    assertNotSame(task, Handover.future(task));
    Handover.scheduled(hand);
    hand = Handover.scheduling(false, 1, TimeUnit.HOURS);
    assertSame(task, Handover.future(task));
    Handover.scheduled(hand);
    unit.task = task;
    hand = Handover.scheduling(false, 1, null);
    assertSame(task, Handover.future(task));
    Handover.scheduled(hand);
    assertNotSame(task, Handover.future(task));
  }

  @Test
  void aScheduledTaskBeginsAJobUnlessItIsAUnits() {
    List<Object> begun = new ArrayList<>();
    Jobs.use(
        new Jobs() {
          @Override
          public Frame begin(ThreadContext by, Object task) {
            begun.add(task);
            return by.enter(new TestUnit(System.nanoTime()), false);
          }

          @Override
          public void end(Frame entered, Throwable thrown) {
            begun.add(String.valueOf(thrown));
            entered.context.leave(entered, thrown);
          }
        });
    try (var timer = new Timer()) {
      Callable<Object> task = () -> null;
      assertNull(Handover.runsFuture(timer.future(), task));
      context.leave(frame, null);
      assertNull(Handover.runsFuture(new FutureTask<>(task), task));
      Object entered = Handover.runsFuture(timer.future(), task);
      Handover.ranFuture(entered, 3, new IllegalStateException("x"));
      Named named = new Named();
      Object awaited = Handover.runsFuture(timer.future(), Executors.callable(named));
      Frame job = Handover.runsTask(named);
      assertNotNull(job);
      assertNull(Handover.runsTask(named));
      Handover.ranTask(job, null);
      Handover.ranFuture(awaited, 2, null);
      assertNull(Handover.runsTask(named));
      assertEquals(List.of(task, "java.lang.IllegalStateException: x", named, "null"), begun);
    } finally {
      Jobs.use(null);
    }
  }

  /** Makes futures that are scheduled. */
  private static final class Timer implements AutoCloseable {
    private final java.util.concurrent.ScheduledExecutorService service =
        Executors.newScheduledThreadPool(1);

    Object future() {
      return service.schedule(() -> null, 1, TimeUnit.HOURS);
    }

    @Override
    public void close() {
      service.shutdownNow();
    }
  }

  private static final class Named implements Runnable {
    @Override
    public void run() {}
  }

  private static final class Action extends RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {}
  }

  /** Remembers what left it. */
  private static final class TestUnit extends Unit {
    final List<Throwable> thrown = new ArrayList<>();
    int left;
    boolean ended;
    Object task;

    TestUnit(long startNanos) {
      super(1, 2, 3, 0, startNanos, 1_000_000_000);
    }

    @Override
    public String requestId() {
      return null;
    }

    @Override
    public boolean hasEnded() {
      return ended;
    }

    @Override
    public boolean isRunOf(Object other) {
      return task == other;
    }

    @Override
    protected void entered(ThreadContext context, Frame frame, boolean handed) {}

    @Override
    protected void left(ThreadContext context, Frame frame, Throwable leaving) {
      left++;
      if (leaving != null) {
        thrown.add(leaving);
      }
    }
  }
}
