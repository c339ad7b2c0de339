package io.weftline.agent.trace;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the agent knows of objects of the application, by identity, without keeping them alive and
 * without calling their {@code hashCode} or {@code equals}. The entry is the value: one object for
 * each key.
 *
 * <p>Thread-safe; finding takes no lock unless the table grows meanwhile. Striped: a put or a
 * removal locks one of {@value #STRIPES}.
 *
 * @param <E> the type of the entries
 */
public final class WeakIdentityMap<E extends WeakIdentityMap.Entry> {
  private static final int STRIPES = 16;
  private static final int FIRST_CAPACITY = 64;

  private final Stripe[] stripes = new Stripe[STRIPES];

  public WeakIdentityMap() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** The entry of an object, or null. */
  @SuppressWarnings("unchecked")
  public E get(Object key) {
    int hash = System.identityHashCode(key);
    Stripe stripe = stripes[hash & STRIPES - 1];
    AtomicReferenceArray<Entry> table = stripe.table;
    Entry entry = find(table, hash, key);
    if (entry == null && (stripe.growing || stripe.table != table)) {
      synchronized (stripe) {
        entry = find(stripe.table, hash, key);
      }
    }
    return (E) entry;
  }

  private static Entry find(AtomicReferenceArray<Entry> table, int hash, Object key) {
    Entry entry = table.get(hash >>> 4 & table.length() - 1);
    while (entry != null && (entry.hash != hash || entry.get() != key)) {
      entry = entry.next;
    }
    return entry;
  }

  /** Adds an entry, in the place of one for the same object that is there already. */
  public void put(E entry) {
    stripes[entry.hash & STRIPES - 1].put(entry);
  }

  /** Takes the entry of an object out; returns it, or null. */
  @SuppressWarnings("unchecked")
  public E remove(Object key) {
    E entry = get(key);
    if (entry != null) {
      stripes[entry.hash & STRIPES - 1].unlink(entry);
    }
    return entry;
  }

  /** How many entries there are, those of collected objects included until the next put. */
  public int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  /** The entry of an object with that identity hash, one of them if there are several; or null. */
  @SuppressWarnings("unchecked")
  public E ofHash(int hash) {
    Stripe stripe = stripes[hash & STRIPES - 1];
    synchronized (stripe) {
      Entry entry = stripe.table.get(hash >>> 4 & stripe.table.length() - 1);
      while (entry != null && (entry.hash != hash || entry.get() == null)) {
        entry = entry.next;
      }
      return (E) entry;
    }
  }

  /** All entries whose objects are there, and those that come or go meanwhile perhaps. */
  @SuppressWarnings("unchecked")
  public List<E> entries() {
    List<E> entries = new ArrayList<E>();
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        for (int i = 0; i < stripe.table.length(); i++) {
          for (Entry each = stripe.table.get(i); each != null; each = each.next) {
            if (each.get() != null) {
              entries.add((E) each);
            }
          }
        }
      }
    }
    return entries;
  }

  /** The queue that entries are made with. */
  public ReferenceQueue<Object> queueFor(Object key) {
    return stripes[System.identityHashCode(key) & STRIPES - 1].collected;
  }

  /** Knows its object weakly, and the next entry of its bucket. */
  public abstract static class Entry extends WeakReference<Object> {
    final int hash;
    volatile Entry next;

    protected Entry(Object key, ReferenceQueue<Object> queue) {
      super(key, queue);
      hash = System.identityHashCode(key);
    }
  }

  /** A sixteenth of the map. */
  private static final class Stripe {
    final ReferenceQueue<Object> collected = new ReferenceQueue<Object>();
    volatile AtomicReferenceArray<Entry> table = new AtomicReferenceArray<Entry>(FIRST_CAPACITY);

    /** While true whoever finds nothing has to look again. */
    volatile boolean growing;

    private int size;

    synchronized void put(Entry entry) {
      expunge();
      Entry before = find(table, entry.hash, entry.get());
      if (before != null) {
        unlink(before);
      }
      if (size >= table.length()) {
        grow();
      }
      int at = entry.hash >>> 4 & table.length() - 1;
      entry.next = table.get(at);
      table.set(at, entry);
      size++;
    }

    synchronized void unlink(Entry entry) {
      // Whoever has kept it sees that it is no more.
      entry.clear();
      int at = entry.hash >>> 4 & table.length() - 1;
      Entry before = null;
      for (Entry each = table.get(at); each != null; each = each.next) {
        if (each == entry) {
          // The entry keeps its successor: a thread that stands on it finds its way.
          if (before == null) {
            table.set(at, each.next);
          } else {
            before.next = each.next;
          }
          size--;
          return;
        }
        before = each;
      }
    }

    private void expunge() {
      for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
        unlink((Entry) gone);
      }
    }

    /** Moves every entry: a thread on the old table may miss one, and nothing worse. */
    private void grow() {
      growing = true;
      AtomicReferenceArray<Entry> old = table;
      AtomicReferenceArray<Entry> larger = new AtomicReferenceArray<Entry>(old.length() * 2);
      for (int i = 0; i < old.length(); i++) {
        Entry each = old.get(i);
        while (each != null) {
          Entry next = each.next;
          int at = each.hash >>> 4 & larger.length() - 1;
          each.next = larger.get(at);
          larger.set(at, each);
          each = next;
        }
      }
      table = larger;
      growing = false;
    }

    synchronized int size() {
      return size;
    }
  }
}
