package io.weftline.agent.instrument.error;

import io.weftline.agent.trace.ThreadLabel;

/** Where a throwable was seen: the operation and the thread. Immutable. */
final class Origin {
  final String operation;
  final ThreadLabel thread;

  /**
   * @param operation the timed call that it left first, or null if it left none
   */
  Origin(String operation, ThreadLabel thread) {
    this.operation = operation;
    this.thread = thread;
  }
}
