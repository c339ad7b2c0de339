package io.weftline.agent.http;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Calls that are known by an object of their client, for clients that have no place to keep
 * something. A few hundred places, found by the object's identity; where all that an object may
 * have are taken the one there is forgotten.
 *
 * <p>Thread-safe, without locks. Holds the objects weakly.
 */
public final class OpenCalls {
  /** How many are known at a time; a power of two. */
  static final int PLACES = 1 << 10;

  /** How many places an object may have. */
  private static final int NEAR = 4;

  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<Entry>(PLACES);

  /** The call of an object, perhaps one that has ended; null if none is known. */
  public ClientCall get(Object of) {
    int hash = System.identityHashCode(of);
    for (int i = 0; i < NEAR; i++) {
      Entry entry = entries.get(hash + i & PLACES - 1);
      if (entry != null && entry.get() == of) {
        return entry.call;
      }
    }
    return null;
  }

  /** Has an object known from now on. */
  public void put(Object of, ClientCall call) {
    int hash = System.identityHashCode(of);
    int place = hash & PLACES - 1;
    for (int i = NEAR - 1; i >= 0; i--) {
      int at = hash + i & PLACES - 1;
      Entry entry = entries.get(at);
      if (entry == null || entry.call.hasEnded() && entry.get() == null) {
        place = at;
      } else if (entry.get() == of) {
        place = at;
        break;
      }
    }
    entries.set(place, new Entry(of, call));
  }

  /** Forgets an object. */
  public void remove(Object of) {
    int hash = System.identityHashCode(of);
    for (int i = 0; i < NEAR; i++) {
      int at = hash + i & PLACES - 1;
      Entry entry = entries.get(at);
      if (entry != null && entry.get() == of) {
        entries.compareAndSet(at, entry, null);
      }
    }
  }

  /** An object, held weakly, and its call. */
  private static final class Entry extends WeakReference<Object> {
    final ClientCall call;

    Entry(Object of, ClientCall call) {
      super(of);
      this.call = call;
    }
  }
}
