package io.weftline.agent.trace;

import io.weftline.agent.event.Level;

/**
 * Where instrumentations tell what has failed. Without a listener nothing happens.
 *
 * <p>Thread-safe: the listener is set while the agent is built; afterwards every thread calls.
 */
public final class Failures implements FailureListener {
  private volatile FailureListener listener;

  public void listen(FailureListener each) {
    listener = each;
  }

  @Override
  public void unitEnded(FailedCalls failed, Throwable leaving) {
    FailureListener each = listener;
    if (each != null) {
      each.unitEnded(failed, leaving);
    }
  }

  @Override
  public void throwablesFull(FailedCalls failed, Throwable inFlight) {
    FailureListener each = listener;
    if (each != null) {
      each.throwablesFull(failed, inFlight);
    }
  }

  @Override
  public void uncaught(Throwable thrown, ThreadLabel thread) {
    FailureListener each = listener;
    if (each != null) {
      each.uncaught(thrown, thread);
    }
  }

  @Override
  public void logged(Level level, String logger, String message, Throwable thrown) {
    FailureListener each = listener;
    if (each != null) {
      each.logged(level, logger, message, thrown);
    }
  }

  @Override
  public Object taskFailed(Throwable thrown) {
    FailureListener each = listener;
    return each == null ? null : each.taskFailed(thrown);
  }

  @Override
  public void taskDelivered(Object failure, Throwable thrown) {
    FailureListener each = listener;
    if (each != null) {
      each.taskDelivered(failure, thrown);
    }
  }

  @Override
  public void taskUnasked(Object failure) {
    FailureListener each = listener;
    if (each != null) {
      each.taskUnasked(failure);
    }
  }
}
