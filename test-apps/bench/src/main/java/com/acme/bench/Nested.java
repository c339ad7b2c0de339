package com.acme.bench;

/** What is timed: one fast method, and one that calls itself. */
public final class Nested {
  private long state = 1;

  /** A few nanoseconds of work that no compiler can leave out. */
  public long fast(long seed) {
    state = state * 6364136223846793005L + seed;
    return state >>> 33;
  }

  /** So many executions, one within the other. */
  public long nested(int depth, long seed) {
    if (depth > 1) {
      return nested(depth - 1, seed + 1);
    }
    state = state * 6364136223846793005L + seed;
    return state >>> 33;
  }
}
