package io.weftline.agent.trace;

/** Hears of throwables, on the thread that they were thrown on. */
public interface FailureListener {

  /**
   * A unit of work has ended in which throwables left observed calls.
   *
   * @param seen the different ones in the order in which they were seen first, {@code count} of
   *     them; without those that {@link #throwablesFull} was the last to be told of
   * @param operations the call that each left first
   * @param leaving the one that leaves the unit, or null
   * @param beganNanos when the unit began, as {@link System#nanoTime()}; up to a tick too early if
   *     it is one call that is timed by the coarse clock
   */
  void unitEnded(
      Throwable[] seen,
      String[] operations,
      int count,
      Throwable leaving,
      long beganNanos,
      String threadName,
      long threadId,
      boolean virtual);

  /**
   * Throwables have left observed calls of a unit of work that has not ended, too many to be kept
   * until it does. All but the last of them are never told of again.
   *
   * @param seen the different ones in the order in which they were seen first, {@code count} of
   *     them
   * @param operations the call that each left first
   * @param inFlight what leaves a call now, none of those; it will be told of again, as the last of
   *     those will
   */
  void throwablesFull(
      Throwable[] seen,
      String[] operations,
      int count,
      Throwable inFlight,
      String threadName,
      long threadId,
      boolean virtual);

  /** A thread dies of it. */
  void uncaught(Throwable thrown, String threadName, long threadId, boolean virtual);
}
