package io.weftline.agent.trace;

import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.CallTree.QueryGroup;
import io.weftline.bootstrap.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The executions of one query by a unit, or by one thread for it. Belongs to one thread at a time.
 */
final class QueryUse {
  final Operation operation;
  StackTraceElement caller;
  long count;
  long totalNanos;
  long maxNanos;

  /** Negative if unknown. */
  long rows;

  /** How many different parameters it had, and the hash of the first. */
  int distinct;

  private final long firstParameters;

  /** How often the unit has executed it, in this call or before. */
  private final long unitCount;

  private QueryUse(Operation operation, QueryGroup group) {
    this.operation = operation;
    caller = group == null ? null : group.caller;
    rows = group == null ? -1 : group.rows;
    firstParameters = 0;
    unitCount = group == null ? 0 : group.count();
  }

  /** All that the tree of a thread has seen in its unit of calls. */
  static List<QueryUse> all(CallTree tree) {
    int count = tree.queryGroups();
    if (count == 0) {
      return Collections.emptyList();
    }
    List<QueryUse> all = new ArrayList<QueryUse>(count);
    for (int i = 0; i < count; i++) {
      all.add(new QueryUse(tree.queryGroup(i)));
    }
    return all;
  }

  /** One that is added up from the nodes of a tree. */
  static QueryUse below(CallTree tree, Operation operation) {
    for (int i = 0; i < tree.queryGroups(); i++) {
      if (tree.queryGroup(i).operation() == operation) {
        return new QueryUse(operation, tree.queryGroup(i));
      }
    }
    return new QueryUse(operation, null);
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

  QueryUse(QueryGroup group) {
    operation = group.operation();
    caller = group.caller;
    count = group.count();
    totalNanos = group.totalNanos();
    maxNanos = group.maxNanos();
    rows = group.rows;
    unitCount = count;
    distinct = group.parameters.count();
    firstParameters = group.parameters.first();
  }

  private QueryUse(QueryUse other) {
    operation = other.operation;
    caller = other.caller;
    count = other.count;
    totalNanos = other.totalNanos;
    maxNanos = other.maxNanos;
    rows = other.rows;
    unitCount = other.unitCount;
    distinct = other.distinct;
    firstParameters = other.firstParameters;
  }

  /** For whoever adds others to it. */
  QueryUse copy() {
    return new QueryUse(this);
  }

  /** Adds those of another thread. */
  void add(QueryUse other) {
    count += other.count;
    caller = caller == null ? other.caller : caller;
    boolean same = distinct == 1 && other.distinct == 1 && firstParameters == other.firstParameters;
    distinct = same ? 1 : distinct + other.distinct;
    totalNanos += other.totalNanos;
    maxNanos = Math.max(maxNanos, other.maxNanos);
    rows += other.rows;
  }
}
