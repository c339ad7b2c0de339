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

  Origin(String operation, ThreadLabel thread, Work work) {
    this(operation, thread, work, false, false);
  }

  /**
   * @param operation the timed call that it left first, or null if it left none
   */
  Origin(String operation, ThreadLabel thread, Work work, boolean ends, boolean handed) {
    this.operation = operation;
    this.thread = thread;
    this.work = work;
    this.ends = ends;
    this.handed = handed;
  }
}
