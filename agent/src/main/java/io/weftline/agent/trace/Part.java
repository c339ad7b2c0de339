package io.weftline.agent.trace;

import io.weftline.agent.event.Calls;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import java.util.Collections;
import java.util.List;

/**
 * What one thread does for a unit from when it begins to work for it until it has done, or until
 * the unit ends: the calls, the queries, and what it takes. One object from the beginning to the
 * end, since every request has one: its sums are what the thread had used before until {@link #end}
 * makes them the difference.
 *
 * <p>Belongs to that thread until it is added to those that the unit has already.
 */
final class Part extends Usage {
  /** Whether it is of a task that was handed to a thread, and so beside the unit. */
  final boolean handed;

  /** By listener, what it wants to have back; null if there are none. */
  final Object[] taken;

  /** Null if there are none, and until the end. */
  Calls calls;

  List<QueryUse> queries = Collections.emptyList();

  /** The part that was added before this one. */
  Part before;

  /** Counted from 1 in the order in which they were added. */
  int number;

  /** Of the calling thread, whose tree it is. */
  Part(CallTree tree, Meter meter, boolean measured, boolean handed, Object[] taken) {
    this.handed = handed;
    this.taken = taken;
    queryCount = tree.queryCount();
    queryNanos = tree.queryNanos();
    httpCount = tree.count(Operation.HTTP);
    httpNanos = tree.nanos(Operation.HTTP);
    waitNanos = tree.nanos(Operation.WAIT);
    if (measured) {
      cpuNanos = meter.cpuNanos();
      allocatedBytes = meter.allocatedBytes();
    }
  }

  /**
   * Whether the queries that the thread has recorded are all the unit's; before {@link #end}. Else
   * some were another unit's, and nobody knows which.
   */
  boolean ownsQueries() {
    return queryCount == 0;
  }

  /**
   * Called once, by the thread that it is of.
   *
   * @param frame what it works for the unit with
   * @param startNanos when the unit began
   * @param detailed whether calls and queries are wanted, and not only what they took together
   */
  void end(Frame frame, Meter meter, long startNanos, boolean detailed) {
    CallTree tree = frame.context.tree;
    int mark = frame.mark();
    if (cpuNanos >= 0) {
      cpuNanos = Math.max(0, meter.cpuNanos() - cpuNanos);
    }
    if (allocatedBytes >= 0) {
      allocatedBytes = Math.max(0, meter.allocatedBytes() - allocatedBytes);
    }
    if (detailed) {
      calls = Trees.calls(tree, mark, startNanos);
      if (ownsQueries()) {
        queries = QueryUse.all(tree);
      }
    }
    omitted = tree.omitted() + (detailed ? 0 : tree.size() - mark);
    queryCount = tree.queryCount() - queryCount;
    queryNanos = tree.queryNanos() - queryNanos;
    httpCount = tree.count(Operation.HTTP) - httpCount;
    httpNanos = tree.nanos(Operation.HTTP) - httpNanos;
    waitNanos = tree.nanos(Operation.WAIT) - waitNanos;
    if (!handed) {
      accountedNanos = queryNanos + httpNanos + waitNanos + Math.max(0, cpuNanos);
    }
  }
}
