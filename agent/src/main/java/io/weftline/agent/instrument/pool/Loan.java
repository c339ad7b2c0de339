package io.weftline.agent.instrument.pool;

import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Unit;
import java.lang.ref.ReferenceQueue;

/**
 * A connection that is out, or was a moment ago, and who has borrowed it. Any thread may give it
 * back.
 */
final class Loan extends WeakIdentityMap.Entry {
  final KnownPool pool;

  /** Null if it was borrowed for none. */
  final Unit unit;

  final ThreadLabel thread;
  final long startNanos;

  private volatile boolean isOver;
  private long endNanos;

  Loan(
      Object handle,
      ReferenceQueue<Object> queue,
      KnownPool pool,
      Unit unit,
      ThreadLabel thread,
      long startNanos) {
    super(handle, queue);
    this.pool = pool;
    this.unit = unit;
    this.thread = thread;
    this.startNanos = startNanos;
  }

  void end(long nowNanos) {
    endNanos = nowNanos;
    isOver = true;
  }

  /** How long the connection was out, or has been so far, in nanoseconds. */
  long heldNanos(long nowNanos) {
    return (isOver ? endNanos : nowNanos) - startNanos;
  }

  /** Whether the connection was out after that moment. */
  boolean lastedBeyond(long nanos) {
    return !isOver || endNanos - nanos > 0;
  }
}
