package io.weftline.agent.http;

import io.weftline.agent.trace.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;

/**
 * Calls that are known by an object of their client, for clients that have no place to keep
 * something. As many as there are objects.
 *
 * <p>Thread-safe. Holds the objects weakly.
 */
public final class OpenCalls {
  private final WeakIdentityMap<Entry> entries = new WeakIdentityMap<Entry>();

  /** The call of an object, perhaps one that has ended; null if none is known. */
  public ClientCall get(Object of) {
    Entry entry = entries.get(of);
    return entry == null ? null : entry.call;
  }

  /** Has an object known from now on, in the place of a call that it had before. */
  public void put(Object of, ClientCall call) {
    entries.put(new Entry(of, entries.queueFor(of), call));
  }

  /** Forgets an object. */
  public void remove(Object of) {
    entries.remove(of);
  }

  int size() {
    return entries.size();
  }

  private static final class Entry extends WeakIdentityMap.Entry {
    final ClientCall call;

    Entry(Object of, ReferenceQueue<Object> queue, ClientCall call) {
      super(of, queue);
      this.call = call;
    }
  }
}
