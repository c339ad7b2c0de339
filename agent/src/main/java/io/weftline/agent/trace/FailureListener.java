package io.weftline.agent.trace;

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
}
