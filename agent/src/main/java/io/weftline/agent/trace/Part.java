package io.weftline.agent.trace;

import io.weftline.agent.event.Calls;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.CallTree.QueryGroup;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one thread did for a unit from when it began to work for it until it had done, or until the
 * unit ended: the calls, the queries, and what it took. Immutable but for its place among the
 * others.
 */
final class Part {
  /** Null if there are none. */
  final Calls calls;

  final long omitted;
  final List<Query> queries;
  final long queryCount;
  final long queryNanos;
  final long httpCount;
  final long httpNanos;
  final long waitNanos;

  /** Negative if unknown. */
  final long cpuNanos;

  /** Negative if unknown. */
  final long allocatedBytes;

  /** Whether it is of a task that was handed to a thread, and so beside the unit. */
  final boolean handed;

  /** The part that was added before this one. */
  Part before;

  /** Counted from 1 in the order in which they were added. */
  int number;

  private Part(
      CallTree tree,
      Calls calls,
      long omitted,
      List<Query> queries,
      Scope scope,
      long cpuNanos,
      long allocated) {
    this.calls = calls;
    this.omitted = omitted;
    this.queries = queries;
    queryCount = tree.queryCount() - scope.queryCount;
    queryNanos = tree.queryNanos() - scope.queryNanos;
    httpCount = tree.count(Operation.HTTP) - scope.httpCount;
    httpNanos = tree.nanos(Operation.HTTP) - scope.httpNanos;
    waitNanos = tree.nanos(Operation.WAIT) - scope.waitNanos;
    this.cpuNanos = cpuNanos;
    this.allocatedBytes = allocated;
    handed = scope.handed;
  }

  private Part(AtomicLongArray sums) {
    calls = null;
    queries = Collections.emptyList();
    omitted = sums.get(0);
    queryCount = sums.get(1);
    queryNanos = sums.get(2);
    httpCount = sums.get(3);
    httpNanos = sums.get(4);
    waitNanos = sums.get(5);
    cpuNanos = sums.get(6);
    allocatedBytes = sums.get(7);
    handed = true;
  }

  /**
   * Of the calling thread.
   *
   * @param frame what it works for the unit with
   * @param startNanos when the unit began
   * @param detailed whether calls and queries are wanted, and not only what they took together
   */
  static Part of(
      ThreadContext context,
      Frame frame,
      Scope scope,
      Meter meter,
      long startNanos,
      boolean detailed) {
    long cpu = Meter.UNKNOWN;
    long allocated = Meter.UNKNOWN;
    if (scope.cpuNanos >= 0) {
      cpu = Math.max(0, meter.cpuNanos() - scope.cpuNanos);
    }
    if (scope.allocatedBytes >= 0) {
      allocated = Math.max(0, meter.allocatedBytes() - scope.allocatedBytes);
    }
    CallTree tree = context.tree;
    return new Part(
        tree,
        detailed ? Trees.calls(tree, frame.mark(), startNanos) : null,
        tree.omitted() + (detailed ? 0 : tree.size() - frame.mark()),
        // Which of them were another unit's before nobody knows.
        detailed && scope.queryCount == 0 ? queries(tree) : Collections.<Query>emptyList(),
        scope,
        cpu,
        allocated);
  }

  static List<Query> queries(CallTree tree) {
    int count = tree.queryGroups();
    if (count == 0) {
      return Collections.emptyList();
    }
    List<Query> queries = new ArrayList<Query>(count);
    for (int i = 0; i < count; i++) {
      queries.add(new Query(tree.queryGroup(i)));
    }
    return queries;
  }

  /**
   * Of a unit that has too many parts, the sums of the rest.
   *
   * <p>Thread-safe.
   */
  static final class Rest {
    private final AtomicLongArray sums = new AtomicLongArray(8);

    void add(Part part) {
      sums.getAndAdd(0, part.omitted);
      sums.getAndAdd(1, part.queryCount);
      sums.getAndAdd(2, part.queryNanos);
      sums.getAndAdd(3, part.httpCount);
      sums.getAndAdd(4, part.httpNanos);
      sums.getAndAdd(5, part.waitNanos);
      sums.getAndAdd(6, Math.max(0, part.cpuNanos));
      sums.getAndAdd(7, Math.max(0, part.allocatedBytes));
    }

    Part part() {
      return new Part(sums);
    }
  }

  /** The executions of one query. */
  static final class Query {
    final Operation operation;
    final String caller;
    long count;
    long totalNanos;
    long maxNanos;

    /** Negative if unknown. */
    long rows;

    /** How often the unit has executed it, in this call or before. */
    private final long unitCount;

    private Query(Operation operation, QueryGroup group) {
      this.operation = operation;
      caller = group == null ? null : group.caller;
      rows = group == null ? -1 : group.rows;
      unitCount = group == null ? 0 : group.count();
    }

    /** One that is added up from the nodes of a tree. */
    static Query below(CallTree tree, Operation operation) {
      for (int i = 0; i < tree.queryGroups(); i++) {
        if (tree.queryGroup(i).operation() == operation) {
          return new Query(operation, tree.queryGroup(i));
        }
      }
      return new Query(operation, null);
    }

    /** Adds a node, whose longest execution is not known if it stands for several. */
    void add(long executions, long nanos) {
      count += executions;
      totalNanos += nanos;
      maxNanos = Math.max(maxNanos, nanos / executions);
    }

    /** The rows are known for the unit as a whole. */
    void forgetRowsOfOthers() {
      if (count != unitCount) {
        rows = -1;
      }
    }

    Query(QueryGroup group) {
      operation = group.operation();
      caller = group.caller;
      count = group.count();
      totalNanos = group.totalNanos();
      maxNanos = group.maxNanos();
      rows = group.rows;
      unitCount = count;
    }

    void add(Query other) {
      count += other.count;
      totalNanos += other.totalNanos;
      maxNanos = Math.max(maxNanos, other.maxNanos);
      rows += other.rows;
    }
  }
}
