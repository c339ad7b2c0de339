package io.weftline.agent.trace;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Group;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Copies the tree of a unit of work into what an event carries: the calls in the order in which
 * they ran, the queries with the dearest first. Called by the thread whose tree it is.
 */
public final class Trees {
  private Trees() {}

  /**
   * The calls below one that began when the tree had {@code mark} nodes; null if there are none.
   *
   * @param startNanos when that call began
   */
  public static Calls calls(CallTree tree, int mark, long startNanos) {
    int size = tree.size();
    if (mark >= size) {
      return null;
    }
    Calls calls = new Calls(size - mark);
    int[] waiting = new int[size - mark];
    int[] depths = new int[size - mark];
    int count = 0;
    // Nodes stand in the order in which they ended: the last child is the one before its parent.
    for (int node = size - 1; node >= mark; node = tree.first(node) - 1) {
      waiting[count++] = node;
    }
    for (int row = 0; count > 0; row++) {
      int node = waiting[--count];
      int depth = depths[count];
      Operation operation = tree.operation(node);
      calls.set(
          row,
          depth,
          operation.label,
          operation.kind,
          // What the agent took is left out of the start of the call that was in progress.
          Math.max(0, tree.startNanos(node) - startNanos),
          tree.durationNanos(node),
          tree.selfNanos(node),
          tree.count(node),
          operation.id,
          tree.error(node));
      int first = tree.first(node);
      for (int child = node - 1; child >= first; child = tree.first(child) - 1) {
        waiting[count] = child;
        depths[count++] = depth + 1;
      }
    }
    return calls;
  }

  /**
   * The queries of the whole unit of the calling thread, dearest first; null if there were none.
   */
  public static List<Group> queries(CallTree tree) {
    return queries(QueryUse.all(tree));
  }

  /**
   * The queries below a call that began when the tree had {@code mark} nodes, as far as they are
   * nodes: those that took less than a thousandth of the threshold are not. Null if there are none.
   */
  public static List<Group> queries(CallTree tree, int mark) {
    List<QueryUse> queries = new ArrayList<QueryUse>();
    for (int node = mark; node < tree.size(); node++) {
      if (tree.operation(node).kind == Operation.QUERY) {
        QueryUse query = find(queries, tree.operation(node));
        if (query == null) {
          query = QueryUse.below(tree, tree.operation(node));
          queries.add(query);
        }
        query.add(tree.count(node), tree.durationNanos(node));
      }
    }
    for (QueryUse query : queries) {
      query.forgetRowsOfOthers();
    }
    return queries(queries);
  }

  private static QueryUse find(List<QueryUse> queries, Operation operation) {
    for (QueryUse each : queries) {
      if (each.operation == operation) {
        return each;
      }
    }
    return null;
  }

  /** The same of queries of several threads, each once; the list is sorted. */
  static List<Group> queries(List<QueryUse> queries) {
    if (queries.isEmpty()) {
      return null;
    }
    Collections.sort(queries, DEAREST_FIRST);
    List<Group> groups = new ArrayList<Group>(queries.size());
    for (QueryUse each : queries) {
      groups.add(
          new Group()
              .put("id", each.operation.id)
              .put("summary", each.operation.label)
              .put("count", each.count)
              .millis("total_ms", each.totalNanos)
              .millis("max_ms", each.maxNanos)
              .put("rows", each.rows < 0 ? null : Long.valueOf(each.rows))
              .put("caller", Callers.text(each.caller)));
    }
    return groups;
  }

  private static final Comparator<QueryUse> DEAREST_FIRST =
      new Comparator<QueryUse>() {
        @Override
        public int compare(QueryUse a, QueryUse b) {
          return Long.compare(b.totalNanos, a.totalNanos);
        }
      };
}
