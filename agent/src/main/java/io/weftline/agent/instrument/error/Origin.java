package io.weftline.agent.instrument.error;

import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;

/** Where a throwable was seen: the operation and the thread. Immutable. */
final class Origin {
  final String operation;
  final ThreadLabel thread;

  /** The request or job, or null. */
  final Work work;

  /** Whether the request or job ended with it, or with what was made of it. */
  final boolean ends;

  /** Whether it left a task that was handed over: who waits for that may have it next. */
  final boolean handed;

  /** How it was logged, or null if it was not. */
  final Note record;

  /** When it was seen first, as {@link System#nanoTime()}; 0 for now. */
  final long seenNanos;

  Origin(String operation, ThreadLabel thread, Work work) {
    this(operation, thread, work, 0, false, false, null);
  }

  /**
   * @param operation the timed call that it left first, or null if it left none
   */
  Origin(
      String operation,
      ThreadLabel thread,
      Work work,
      long seenNanos,
      boolean ends,
      boolean handed,
      Note record) {
    this.operation = operation;
    this.thread = thread;
    this.work = work;
    this.seenNanos = seenNanos;
    this.ends = ends;
    this.handed = handed;
    this.record = record == null || record.level == null ? null : record;
  }
}
