package io.weftline.agent.instrument.error;

import java.util.Arrays;

/**
 * Which of the throwables that a unit of work has seen are one occurrence: those where one is cause
 * or suppressed of another. The occurrence is told by the one that left the unit, else by the
 * latest that is not itself part of another.
 *
 * <p>Confined to the call that makes it.
 */
final class Lineage {
  private final Thrown[] seen;
  private final int[] parent;
  private final boolean[] part;

  /**
   * @param seen distinct, in the order in which they first left a timed call
   */
  Lineage(Thrown[] seen, ThrownGraph graph) {
    this.seen = seen;
    parent = new int[seen.length];
    part = new boolean[seen.length];
    for (int i = 0; i < seen.length; i++) {
      parent[i] = i;
      seen[i].seenIndex = i;
    }
    for (int i = 0; i < seen.length && seen.length > 1; i++) {
      for (Thrown reached : graph.reach(seen[i])) {
        int j = reached.seenIndex;
        if (j >= 0 && j != i) {
          part[j] = true;
          parent[root(j)] = root(i);
        }
      }
    }
  }

  /**
   * For each throwable whether it stands for its occurrence.
   *
   * @param leaving the index of the one that left the unit, or negative
   */
  boolean[] tellers(int leaving) {
    int[] teller = new int[seen.length];
    Arrays.fill(teller, -1);
    for (int i = 0; i < seen.length; i++) {
      int family = root(i);
      int former = teller[family];
      // Of those in a cycle each is part of another: then the latest stands for all.
      if (former < 0 || part[former] || !part[i]) {
        teller[family] = i;
      }
    }
    if (leaving >= 0) {
      teller[root(leaving)] = leaving;
    }
    boolean[] tells = new boolean[seen.length];
    for (int i = 0; i < seen.length; i++) {
      tells[i] = teller[root(i)] == i;
    }
    return tells;
  }

  /** Whether two of them, given by their indices, are the same occurrence. */
  boolean related(int i, int j) {
    return root(i) == root(j);
  }

  private int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
