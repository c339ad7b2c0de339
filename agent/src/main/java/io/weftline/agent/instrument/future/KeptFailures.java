package io.weftline.agent.instrument.future;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Failures that nobody has asked for yet, by the identity of what has them: a table of chains that
 * are replaced, never changed. Whoever wins the one exchange of a failure tells of it, be that who
 * asks, the agent's thread, or who needs the room; all others find nothing. Nothing of the
 * application's is kept alive.
 *
 * <p>Thread-safe, without a lock.
 */
final class KeptFailures {
  static final int MAX = 1_000;

  private static final int CHAINS = 1_024;

  private final AtomicReferenceArray<Link> chains = new AtomicReferenceArray<Link>(CHAINS);
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();

  /**
   * Keeps a failure.
   *
   * @param handle what it is told by
   * @return the oldest of them, if there are too many: it is the caller's to tell; else null
   */
  Kept put(Object key, Throwable thrown, Object handle, long nowNanos) {
    Kept oldest = size.incrementAndGet() > MAX ? takeOldest() : null;
    Kept kept = new Kept(key, thrown, handle, nowNanos, numbers.getAndIncrement());
    Link before;
    do {
      before = chains.get(kept.chain);
    } while (!chains.compareAndSet(kept.chain, before, new Link(kept, before)));
    return oldest;
  }

  boolean has(Object key) {
    return find(key) != null;
  }

  /** The failure of a key for the one who asks first; null for all others. */
  Kept take(Object key) {
    Kept kept = find(key);
    return kept != null && take(kept) ? kept : null;
  }

  /** The failure that is a throwable, whoever has it; null if there is none. */
  Kept takeThrown(Throwable thrown) {
    for (int i = 0; i < CHAINS; i++) {
      for (Link each = chains.get(i); each != null; each = each.next) {
        if (each.kept.thrown.get() == thrown && take(each.kept)) {
          return each.kept;
        }
      }
    }
    return null;
  }

  /**
   * One that is old enough, or that nobody can ask for any more; null if there is none.
   *
   * @param minNanos how old
   */
  Kept takeDue(long nowNanos, long minNanos) {
    for (int i = 0; i < CHAINS; i++) {
      for (Link each = chains.get(i); each != null; each = each.next) {
        Kept kept = each.kept;
        if ((nowNanos - kept.atNanos >= minNanos || kept.key.get() == null) && take(kept)) {
          return kept;
        }
      }
    }
    return null;
  }

  /** How many there are. */
  int size() {
    return size.get();
  }

  private Kept takeOldest() {
    while (true) {
      Kept oldest = null;
      for (int i = 0; i < CHAINS; i++) {
        for (Link each = chains.get(i); each != null; each = each.next) {
          if (!each.kept.get() && (oldest == null || each.kept.number < oldest.number)) {
            oldest = each.kept;
          }
        }
      }
      if (oldest == null || take(oldest)) {
        return oldest;
      }
    }
  }

  private Kept find(Object key) {
    for (Link each = chains.get(chainOf(key)); each != null; each = each.next) {
      if (each.kept.key.get() == key && !each.kept.get()) {
        return each.kept;
      }
    }
    return null;
  }

  private boolean take(Kept kept) {
    if (!kept.compareAndSet(false, true)) {
      return false;
    }
    size.decrementAndGet();
    Link before;
    do {
      before = chains.get(kept.chain);
    } while (!chains.compareAndSet(kept.chain, before, without(before, kept)));
    return true;
  }

  /** Chains are short: there are more of them than failures. */
  private static Link without(Link chain, Kept kept) {
    if (chain == null) {
      return null;
    }
    if (chain.kept == kept) {
      return chain.next;
    }
    Link rest = without(chain.next, kept);
    return rest == chain.next ? chain : new Link(chain.kept, rest);
  }

  private static int chainOf(Object key) {
    int hash = System.identityHashCode(key);
    return (hash ^ hash >>> 16) & CHAINS - 1;
  }

  /** A failure; true once it has been taken. */
  static final class Kept extends AtomicBoolean {
    private static final long serialVersionUID = 1;

    /** Alive while what has it is. */
    final transient WeakReference<Throwable> thrown;

    final transient Object handle;
    private final transient WeakReference<Object> key;
    private final int chain;
    private final long atNanos;
    private final long number;

    Kept(Object key, Throwable thrown, Object handle, long atNanos, long number) {
      this.key = new WeakReference<Object>(key);
      this.thrown = new WeakReference<Throwable>(thrown);
      this.handle = handle;
      this.atNanos = atNanos;
      this.number = number;
      chain = chainOf(key);
    }
  }

  /** One of a chain. Immutable. */
  private static final class Link {
    final Kept kept;
    final Link next;

    Link(Kept kept, Link next) {
      this.kept = kept;
      this.next = next;
    }
  }
}
