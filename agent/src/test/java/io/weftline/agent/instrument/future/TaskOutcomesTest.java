package io.weftline.agent.instrument.future;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.ThreadLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TaskOutcomesTest {
  private final List<String> told = new ArrayList<>();
  private final List<Object> keys = new ArrayList<>();
  private boolean wanted = true;
  private long now = 1;
  private final TaskOutcomes outcomes = new TaskOutcomes(new Recorder(), () -> now);

  /** Says what it is told, in the order it is. */
  private final class Recorder implements FailureListener {
    @Override
    public void unitEnded(FailedCalls failed, Throwable leaving) {}

    @Override
    public void throwablesFull(FailedCalls failed, Throwable inFlight) {}

    @Override
    public void uncaught(Throwable thrown, ThreadLabel thread) {}

    @Override
    public Object taskFailed(Throwable thrown) {
      return wanted ? thrown.getMessage() : null;
    }

    @Override
    public void taskDelivered(Object failure, Throwable thrown) {
      told.add("delivered " + failure + " " + thrown.getMessage());
    }

    @Override
    public void taskUnasked(Object failure) {
      told.add("unasked " + failure);
    }
  }

  private Object fails(String how) {
    Object key = new Object();
    keys.add(key);
    Throwable thrown = new IllegalStateException(how);
    keys.add(thrown);
    assertEquals(wanted, outcomes.keep(key, thrown));
    return key;
  }

  @Test
  void whoAsksFirstHasItDelivered() {
    Object key = fails("one");
    assertTrue(outcomes.keeps(key));

    outcomes.delivers(key);
    outcomes.delivers(key);
    outcomes.finish();

    assertEquals(List.of("delivered one one"), told);
  }

  @Test
  void afterTenSecondsNobodyAsks() {
    Object key = fails("one");
    now += TaskOutcomes.ASKED_NANOS - 1;
    outcomes.turn();
    assertEquals(List.of(), told);

    now++;
    outcomes.turn();
    outcomes.delivers(key);

    assertEquals(List.of("unasked one"), told);
  }

  @Test
  void allThatAreLeftAreToldAtTheEnd() {
    fails("one");
    outcomes.finish();
    outcomes.finish();

    assertEquals(List.of("unasked one"), told);
  }

  @Test
  void whatIsCancelledOrNotWantedIsNotKept() {
    assertFalse(outcomes.keep(new Object(), new CancellationException()));
    wanted = false;
    fails("one");
    outcomes.finish();

    assertEquals(List.of(), told);
  }

  @Test
  void whatComesTooLateIsForgotten() {
    Object key = fails("one");
    outcomes.forget((Throwable) keys.get(1));
    outcomes.delivers(key);
    outcomes.finish();

    assertEquals(List.of(), told);
  }

  @Test
  void eachOfMoreThanAreKeptIsTold() {
    int many = 3 * KeptFailures.MAX;
    for (int i = 0; i < many; i++) {
      fails("" + i);
    }
    assertEquals(many - KeptFailures.MAX, told.size());
    assertEquals("unasked 0", told.get(0));
    assertEquals("unasked " + (many - KeptFailures.MAX - 1), told.get(told.size() - 1));

    outcomes.finish();

    assertEquals(many, told.stream().distinct().count());
    assertEquals(many, told.size());
  }

  @Test
  void theRehearsalLeavesNothing() {
    outcomes.rehearse();
    outcomes.finish();

    assertEquals(List.of(), told);
  }

  @Test
  void invokeAllItselfDoesNotAsk() {
    assertTrue(
        TaskOutcomes.isOfInvokeAll(
            stack("FutureTask.report", "FutureTask.get", "AbstractExecutorService.invokeAll")));
    assertTrue(
        TaskOutcomes.isOfInvokeAll(
            stack("FutureTask.get", "OwnTask.get", "ThreadPerTaskExecutor.invokeAll")));
    assertFalse(TaskOutcomes.isOfInvokeAll(stack("FutureTask.report", "FutureTask.get", "A.b")));
    assertFalse(
        TaskOutcomes.isOfInvokeAll(
            stack("FutureTask.get", "A.call", "AbstractExecutorService.invokeAll")));
    assertFalse(TaskOutcomes.isOfInvokeAll(stack("FutureTask.exceptionNow", "A.b")));
  }

  private static StackTraceElement[] stack(String... frames) {
    StackTraceElement[] stack = new StackTraceElement[frames.length];
    for (int i = 0; i < frames.length; i++) {
      int dot = frames[i].indexOf('.');
      stack[i] =
          new StackTraceElement(
              "java.util.concurrent." + frames[i].substring(0, dot),
              frames[i].substring(dot + 1),
              null,
              0);
    }
    return stack;
  }
}
