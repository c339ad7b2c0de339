package io.weftline.agent.trace;

import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Throwables;

/**
 * Where the rare ends of calls, units, threads and the application leave the bridge and reach the
 * part of the agent that deals with each. A part that is switched off is not there, and nothing
 * happens.
 *
 * <p>Listeners are set before the bridge is connected; afterwards every thread calls.
 */
public final class Ends extends Bridge.Units {
  private CallListener calls;
  private FailureListener failures;
  private ResultListener results;
  private Runnable end;

  public void calls(CallListener listener) {
    calls = listener;
  }

  public void failures(FailureListener listener) {
    failures = listener;
  }

  public void results(ResultListener listener) {
    results = listener;
  }

  /** What runs at the end of the virtual machine, after the last hook of the application. */
  public void end(Runnable action) {
    end = action;
  }

  @Override
  public void callEnded(Operation method, Frame frame, long endNanos, Throwable thrown) {
    if (calls != null) {
      calls.callEnded(method, frame, endNanos, thrown);
    }
  }

  @Override
  public void unitFailed(ThreadContext context, Throwable leaving) {
    if (failures == null) {
      return;
    }
    Thread thread = Thread.currentThread();
    failures.unitEnded(
        seen(context.throwables),
        operations(context.throwables),
        context.throwables.count(),
        leaving,
        context.startNanos(),
        thread.getName(),
        thread.getId(),
        context.isVirtual());
  }

  @Override
  public void throwablesFull(ThreadContext context, Throwable inFlight) {
    if (failures == null) {
      return;
    }
    Thread thread = Thread.currentThread();
    failures.throwablesFull(
        seen(context.throwables),
        operations(context.throwables),
        context.throwables.count(),
        inFlight,
        thread.getName(),
        thread.getId(),
        context.isVirtual());
  }

  private static Throwable[] seen(Throwables throwables) {
    Throwable[] seen = new Throwable[throwables.count()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = throwables.get(i);
    }
    return seen;
  }

  private static String[] operations(Throwables throwables) {
    String[] operations = new String[throwables.count()];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = throwables.leftFirst(i).name;
    }
    return operations;
  }

  @Override
  public void resultsLeftOpen(ThreadContext context) {
    if (results != null) {
      results.resultsLeftOpen(context);
    }
  }

  @Override
  public void uncaught(Thread thread, Throwable thrown) {
    if (failures == null) {
      return;
    }
    ThreadContext context = ThreadContext.current();
    boolean before = context.mute(true);
    try {
      failures.uncaught(thrown, thread.getName(), thread.getId(), context.isVirtual());
    } finally {
      context.mute(before);
    }
  }

  @Override
  public void end() {
    if (end != null) {
      end.run();
    }
  }
}
