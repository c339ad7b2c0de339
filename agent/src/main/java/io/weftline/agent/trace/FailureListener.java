package io.weftline.agent.trace;

import io.weftline.agent.event.Level;

/** Hears of throwables, on the thread that they were thrown on. */
public interface FailureListener {

  /**
   * A unit of work has ended in which throwables left observed calls.
   *
   * @param failed without those that {@link #throwablesFull} was the last to be told of
   * @param leaving the one that leaves the unit, or null
   */
  void unitEnded(FailedCalls failed, Throwable leaving);

  /**
   * Throwables have left observed calls of a unit of work that has not ended, too many to be kept
   * until it does. All but the last of them are never told of again.
   *
   * @param inFlight what leaves a call now, none of those; it will be told of again, as the last of
   *     those will
   */
  void throwablesFull(FailedCalls failed, Throwable inFlight);

  /** A thread dies of it. */
  void uncaught(Throwable thrown, ThreadLabel thread);

  /**
   * A record with a throwable has passed the level check of a logger of the application.
   *
   * @param logger its name
   * @param message the text as the program has it, without its arguments; may be null
   */
  default void logged(Level level, String logger, String message, Throwable thrown) {}

  /**
   * A task has ended with it, and a future holds it for whoever asks.
   *
   * @return what {@link #taskDelivered} or {@link #taskUnasked} gets; null if nothing has to be
   *     told of it
   */
  default Object taskFailed(Throwable thrown) {
    return null;
  }

  /**
   * Somebody has asked the future: what the task ended with goes on, on the calling thread.
   *
   * @param failure what {@link #taskFailed} returned
   */
  default void taskDelivered(Object failure, Throwable thrown) {}

  /**
   * Nobody has asked in time; on the agent's thread, also at the end. If too many are kept the
   * oldest is told at once, on the thread whose task has failed just now.
   */
  default void taskUnasked(Object failure) {}
}
