package io.weftline.agent.trace;

import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;

/**
 * Where the rare ends of calls, units, threads and the application leave the bridge and reach the
 * part of the agent that deals with each. A part that is switched off is not there, and nothing
 * happens.
 *
 * <p>Listeners are set before the bridge is connected; afterwards every thread calls.
 */
public final class Ends extends Bridge.Units {
  private CallListener calls;
  private final Failures failures;
  private ResultListener results;
  private Runnable end;

  /**
   * @param failures who is told of what units and threads end with
   */
  public Ends(Failures failures) {
    this.failures = failures;
  }

  public void calls(CallListener listener) {
    calls = listener;
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
    failures.unitEnded(FailedCalls.of(context), leaving);
  }

  @Override
  public void throwablesFull(ThreadContext context, Throwable inFlight) {
    failures.throwablesFull(FailedCalls.of(context), inFlight);
  }

  @Override
  public void resultsLeftOpen(ThreadContext context) {
    if (results != null) {
      results.resultsLeftOpen(context);
    }
  }

  @Override
  public void uncaught(Thread thread, Throwable thrown) {
    ThreadContext context = ThreadContext.current();
    boolean before = context.mute(true);
    try {
      failures.uncaught(
          thrown, new ThreadLabel(thread.getName(), thread.getId(), context.isVirtual()));
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
