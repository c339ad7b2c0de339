package io.weftline.agent.instrument.error;

/** Where a throwable was seen: the operation and the thread. Immutable. */
final class Origin {
  final String operation;
  final String threadName;
  final long threadId;
  final boolean virtual;

  /**
   * @param operation the timed call that it left first, or null if it left none
   */
  Origin(String operation, String threadName, long threadId, boolean virtual) {
    this.operation = operation;
    this.threadName = threadName;
    this.threadId = threadId;
    this.virtual = virtual;
  }
}
