package io.weftline.bootstrap;

import java.lang.ref.WeakReference;

/**
 * An execution whose result is still open: what it took so far and what came of it. It holds the
 * result weakly; what it belongs to is the agent's. 64 bytes with compressed references.
 *
 * <p>Used by one thread at a time; the one that closes may be another than the one that opened.
 */
public final class Cursor extends WeakReference<Object> {
  /** The statement, as a type of the agent's that holds nothing of the application strongly. */
  public final Object statement;

  /** When the execution began, as {@link System#nanoTime()}. */
  public final long startNanos;

  public final long executeNanos;

  /** Time inside the driver for rows, in nanoseconds. */
  public long fetchNanos;

  /** Rows that were delivered. */
  public int rows;

  /** Whether it was opened within a unit of work and ends with it at the latest. */
  public final boolean inUnit;

  private boolean finished;

  public Cursor(
      Object result, Object statement, long startNanos, long executeNanos, boolean inUnit) {
    super(result);
    this.statement = statement;
    this.startNanos = startNanos;
    this.executeNanos = executeNanos;
    this.inUnit = inUnit;
  }

  /**
   * Ends it; true the first time. Plain memory: a result that two threads close in the same instant
   * may be told twice, which no driver promises to survive either.
   */
  public boolean finish() {
    boolean first = !finished;
    finished = true;
    return first;
  }
}
