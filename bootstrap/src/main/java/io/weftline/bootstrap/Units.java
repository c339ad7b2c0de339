package io.weftline.bootstrap;

/**
 * What the agent does at the rare ends: of a call that is slow, failed or asked for, of a unit of
 * work that saw something, of a thread, of the application. One instance, by the agent.
 *
 * <p>Called by application threads; the context is theirs.
 */
public abstract class Units {

  /**
   * A call has ended that passed its threshold, or failed where failures are asked for.
   *
   * @param frame its depth, start and the nodes below it
   * @param outermost whether no enclosing call is past its own threshold already
   */
  public abstract void callEnded(
      MethodProbe probe, Frame frame, long endNanos, Throwable thrown, boolean outermost);

  /**
   * A unit has ended in which throwables left observed calls; the context forgets them afterwards.
   *
   * @param leaving what leaves the unit, or null
   */
  public abstract void unitFailed(ThreadContext context, Throwable leaving);

  /** A unit has ended with results of its own still open; each must be closed in the context. */
  public abstract void resultsLeftOpen(ThreadContext context);

  /** A thread dies of what it threw. */
  public abstract void uncaught(Thread thread, Throwable thrown);

  /** The last hook of the application has run: the virtual machine is about to end. */
  public abstract void end();
}
