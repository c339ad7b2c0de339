package io.weftline.bootstrap;

/**
 * What the agent keeps of one woven method: its name, its thresholds, its series.
 *
 * <p>The thresholds are plain fields that the agent may change while threads read them: each call
 * sees the old one or the new one.
 */
public final class MethodProbe extends Operation {
  /** A threshold that no duration reaches. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A call is slow from here on, in nanoseconds. */
  long slowNanos;

  /** A call is looked at again when it ends, from here on: it may be worth a line. */
  long logNanos;

  /** A call is a node of its unit's tree from here on. */
  long nodeNanos;

  /** Whether a failed call is worth a line. */
  boolean logFailed;

  /** False while the method is not observed. */
  boolean on = true;

  private final Series series = new Series();

  public MethodProbe(String name, String label) {
    super(name, label, METHOD, null);
  }

  /**
   * Sets from when on a call is slow, written, and a node of a tree, in nanoseconds.
   *
   * @param logFailed whether a call that throws is written whatever it took
   */
  public void thresholds(long slowNanos, long logNanos, boolean logFailed) {
    this.slowNanos = slowNanos;
    this.logNanos = logNanos;
    this.nodeNanos = Math.min(slowNanos, logNanos) / 1000;
    this.logFailed = logFailed;
  }

  public long slowNanos() {
    return slowNanos;
  }

  public long logNanos() {
    return logNanos;
  }

  /** Switches observing on or off, for calls that begin from now on. */
  public void on(boolean observed) {
    on = observed;
  }

  public Series series() {
    return series;
  }
}
