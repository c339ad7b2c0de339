package io.weftline.agent.weave;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of class loaders, which are held weakly and told apart by identity: their own
 * {@code equals} and {@code hashCode} are the application's code.
 *
 * <p>Thread-safe.
 *
 * @param <V> what is known; it must not lead to the loader
 */
final class LoaderMap<V> {
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<ClassLoader>();
  private final Map<Key, V> values = new HashMap<Key, V>();

  /** What is known of a loader, or null. */
  V get(ClassLoader loader) {
    Key key = new Key(loader, null);
    synchronized (values) {
      return values.get(key);
    }
  }

  /** Keeps the value unless there is one already; returns the one that is kept. */
  V putIfAbsent(ClassLoader loader, V value) {
    Key key = new Key(loader, gone);
    synchronized (values) {
      for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
        values.remove(each);
      }
      V before = values.get(key);
      if (before != null) {
        return before;
      }
      values.put(key, value);
      return value;
    }
  }

  /** Those that are held, loaders that are gone included until the next is added. */
  int size() {
    synchronized (values) {
      return values.size();
    }
  }

  /** Equal to itself and to a key of the same loader. */
  private static final class Key extends WeakReference<ClassLoader> {
    private final int hash;

    Key(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return loader != null && other instanceof Key && ((Key) other).get() == loader;
    }
  }
}
