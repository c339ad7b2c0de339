package io.weftline.agent.instrument.future;

import io.weftline.agent.instrument.future.KeptFailures.Kept;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.Sweeps;
import io.weftline.bootstrap.Frame;
import java.lang.reflect.Field;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;

/**
 * Keeps what tasks have failed with until somebody asks, or it is clear that nobody does.
 *
 * <p>Called by the threads of tasks and of those who ask; the sweep is the agent's.
 */
final class TaskOutcomes extends Frame.Outcomes implements Sweeps.Sweep {
  /** For so long somebody may still ask. */
  static final long ASKED_NANOS = 10_000_000_000L;

  private static final String PACKAGE = "java.util.concurrent.";

  /** As many frames there may be of ours, and of overridden methods, above those that matter. */
  private static final int FRAMES = 24;

  private final KeptFailures kept = new KeptFailures();
  private final FailureListener listener;
  private final Clock clock;
  private volatile Field result;

  TaskOutcomes(FailureListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** What else has to be there before the first task fails is loaded and tried. */
  void rehearse() {
    Object key = new Object();
    Kept oldest = kept.put(key, new CancellationException(), key, clock.nanoTime());
    if (oldest == null && keeps(key)) {
      kept.take(key);
    }
    isOfInvokeAll(new Throwable().getStackTrace());
  }

  /**
   * @param field has the result of a future, accessible; where woven code cannot read it
   */
  void readsResult(Field field) throws IllegalAccessException {
    result = field;
    resultOf(new java.util.concurrent.CompletableFuture<Object>());
  }

  @Override
  protected boolean keep(Object future, Throwable thrown) {
    if (thrown == null || thrown instanceof CancellationException) {
      return false;
    }
    Object handle = listener.taskFailed(thrown);
    if (handle == null) {
      return false;
    }
    Kept oldest = kept.put(future, thrown, handle, clock.nanoTime());
    if (oldest != null) {
      listener.taskUnasked(oldest.handle);
    }
    return true;
  }

  @Override
  protected boolean keeps(Object future) {
    return kept.has(future);
  }

  @Override
  protected void delivers(Object future) {
    if (future instanceof FutureTask && isOfInvokeAll(new Throwable().getStackTrace())) {
      return;
    }
    Kept taken = kept.take(future);
    if (taken != null) {
      listener.taskDelivered(taken.handle, taken.thrown.get());
    }
  }

  /**
   * Whether it is {@code invokeAll} itself that asks: it waits so for those that are not done, and
   * looks at none. Found out of the stack, since only failures come here, and each but once.
   */
  static boolean isOfInvokeAll(StackTraceElement[] stack) {
    boolean asked = false;
    for (int i = 0; i < stack.length && i < FRAMES; i++) {
      String type = stack[i].getClassName();
      String method = stack[i].getMethodName();
      if (!asked) {
        asked = type.equals(PACKAGE + "FutureTask") && method.equals("get");
      } else if (!method.equals("get")) {
        return method.equals("invokeAll") && type.startsWith(PACKAGE);
      }
    }
    return false;
  }

  @Override
  protected void forget(Throwable thrown) {
    kept.takeThrown(thrown);
  }

  @Override
  protected Object resultOf(Object future) throws IllegalAccessException {
    Field field = result;
    return field == null ? null : field.get(future);
  }

  @Override
  public void turn() {
    tellDue(ASKED_NANOS);
  }

  @Override
  public void finish() {
    tellDue(Long.MIN_VALUE);
  }

  private void tellDue(long minNanos) {
    for (Kept each = kept.takeDue(clock.nanoTime(), minNanos);
        each != null;
        each = kept.takeDue(clock.nanoTime(), minNanos)) {
      listener.taskUnasked(each.handle);
    }
  }

  /** Reads the time; the tests' own where they need one. */
  interface Clock {
    long nanoTime();
  }
}
