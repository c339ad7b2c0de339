package io.weftline.agent.instrument.error;

import io.weftline.agent.instrument.error.Backtraces.Hash;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What has been found out of throwables that came from exactly the same calls: their group, and how
 * they are to be taken. In a storm it is asked for each of them instead of the stack.
 *
 * <p>Lock-free: any thread asks and adds; one of two that meet in a place takes it.
 */
final class KnownStacks {
  /** A power of two. */
  private static final int PLACES = 1024;

  private final AtomicReferenceArray<Known> places = new AtomicReferenceArray<Known>(PLACES);
  private volatile Backtraces backtraces;

  /** Begins to be of use; never before that. */
  void use(Backtraces available) {
    backtraces = available;
  }

  /**
   * The key of a throwable and its causes.
   *
   * @return null if it cannot be told without asking for its stack
   */
  Key key(Throwable thrown, ThrownGraph graph) {
    Backtraces available = backtraces;
    if (available == null) {
      return null;
    }
    Hash hash = new Hash();
    Object given = null;
    int length = 0;
    for (Thrown each = graph.of(thrown); each != null; each = each.cause()) {
      Throwable throwable = each.throwable();
      if (++length > ThrownGraph.MAX_CHAIN) {
        return null;
      }
      hash.add(System.identityHashCode(throwable.getClass()));
      if (!available.add(throwable, hash)) {
        given = length == 1 && each.cause() == null ? available.given(throwable) : null;
        if (given == null) {
          return null;
        }
        hash.add(System.identityHashCode(throwable));
      }
    }
    hash.finish();
    return new Key(hash.high, hash.low, given == null ? null : thrown, given);
  }

  /** What is known of it, or null. */
  Known get(Key key) {
    Known known = places.get((int) key.high & PLACES - 1);
    return known != null && known.isOf(key) ? known : null;
  }

  /**
   * @param group null if it is to be ignored
   */
  void put(Key key, ErrorGroup group, boolean expected) {
    places.set((int) key.high & PLACES - 1, new Known(key, group, expected));
  }

  /** Of a throwable with its causes. Immutable. */
  static final class Key {
    final long high;
    final long low;

    /** Of one that is thrown again and again, and whose stack was asked for: itself, and that. */
    private final Throwable same;

    private final Object stack;

    Key(long high, long low, Throwable same, Object stack) {
      this.high = high;
      this.low = low;
      this.same = same;
      this.stack = stack;
    }
  }

  /** Immutable. */
  static final class Known {
    /** Null if it is to be ignored. */
    final ErrorGroup group;

    final boolean expected;
    private final long high;
    private final long low;
    private final WeakReference<Throwable> same;
    private final WeakReference<Object> stack;

    Known(Key key, ErrorGroup group, boolean expected) {
      high = key.high;
      low = key.low;
      same = key.same == null ? null : new WeakReference<Throwable>(key.same);
      stack = key.stack == null ? null : new WeakReference<Object>(key.stack);
      this.group = group;
      this.expected = expected;
    }

    boolean isOf(Key key) {
      return high == key.high
          && low == key.low
          && (same == null ? key.same == null : same.get() == key.same && stack.get() == key.stack);
    }
  }
}
