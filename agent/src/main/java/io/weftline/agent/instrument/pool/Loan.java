package io.weftline.agent.instrument.pool;

import io.weftline.agent.trace.Borrowed;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Unit;
import java.lang.ref.ReferenceQueue;

/**
 * A connection that is out, or was a moment ago, and who has borrowed it. Any thread may give it
 * back.
 */
final class Loan extends WeakIdentityMap.Entry implements Borrowed {
  final KnownPool pool;

  /** Null if it was borrowed for none. */
  final Unit unit;

  final ThreadLabel thread;
  final long startNanos;

  /** Where it was borrowed, the latest call first; null where nobody had a reason to look. */
  final StackTraceElement[] stack;

  /** Of the thread that borrows. */
  private long waitNanos;

  /** That of the line that has said that it is held for long, and of the next; 0 before. */
  volatile long spanId;

  /** Whether a line has said that it is held for long. */
  private boolean told;

  private volatile boolean isOver;
  private long endNanos;

  Loan(
      Object handle,
      ReferenceQueue<Object> queue,
      KnownPool pool,
      Unit unit,
      ThreadLabel thread,
      long startNanos,
      StackTraceElement[] stack) {
    super(handle, queue);
    this.pool = pool;
    this.unit = unit;
    this.thread = thread;
    this.startNanos = startNanos;
    this.stack = stack;
  }

  void waited(long nanos) {
    waitNanos = nanos;
  }

  @Override
  public String poolName() {
    return pool.name;
  }

  @Override
  public long waitNanos() {
    return waitNanos;
  }

  /**
   * It is back.
   *
   * @return whether that is to be told, since it has been told that it was out
   */
  synchronized boolean end(long nowNanos) {
    endNanos = nowNanos;
    isOver = true;
    return told;
  }

  /** Says that it is going to be told; false if it is back, or was told before. */
  synchronized boolean tells() {
    boolean first = !isOver && !told;
    told |= first;
    return first;
  }

  /** How long the connection was out, or has been so far, in nanoseconds. */
  long heldNanos(long nowNanos) {
    return (isOver ? endNanos : nowNanos) - startNanos;
  }

  /** Whether the connection was out after that moment. */
  boolean lastedBeyond(long nanos) {
    return !isOver || endNanos - nanos > 0;
  }

  /** Whether what it was borrowed for has ended. */
  boolean outlivesItsUnit() {
    return unit != null && unit.hasEnded();
  }
}
