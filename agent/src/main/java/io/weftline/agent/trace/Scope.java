package io.weftline.agent.trace;

/**
 * What is remembered while a thread works for a unit: what it had used before, and what it has to
 * get back. Belongs to that thread.
 */
final class Scope {
  final long cpuNanos;
  final long allocatedBytes;

  /** Whether a task was handed to the thread. */
  final boolean handed;

  /** By listener, what it wants to have back; null if there are none. */
  final Object[] taken;

  Scope(long cpuNanos, long allocatedBytes, boolean handed, Object[] taken) {
    this.cpuNanos = cpuNanos;
    this.allocatedBytes = allocatedBytes;
    this.handed = handed;
    this.taken = taken;
  }
}
