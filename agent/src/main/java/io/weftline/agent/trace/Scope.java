package io.weftline.agent.trace;

import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Operation;

/**
 * What is remembered while a thread works for a unit: what it had used before, and what it has to
 * get back. Belongs to that thread.
 */
final class Scope {
  final long cpuNanos;
  final long allocatedBytes;

  /** Whether a task was handed to the thread. */
  final boolean handed;

  /** What the tree of the thread had seen before, for another unit: it is none of this one's. */
  final long queryCount;

  final long queryNanos;
  final long httpCount;
  final long httpNanos;
  final long waitNanos;

  /** By listener, what it wants to have back; null if there are none. */
  final Object[] taken;

  Scope(CallTree tree, long cpuNanos, long allocatedBytes, boolean handed, Object[] taken) {
    this.cpuNanos = cpuNanos;
    this.allocatedBytes = allocatedBytes;
    this.handed = handed;
    this.taken = taken;
    queryCount = tree.queryCount();
    queryNanos = tree.queryNanos();
    httpCount = tree.count(Operation.HTTP);
    httpNanos = tree.nanos(Operation.HTTP);
    waitNanos = tree.nanos(Operation.WAIT);
  }
}
