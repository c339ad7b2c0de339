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
 * <p>Thread-safe; finding, adding and removing take no lock but where a table grows: an entry is
 * pushed onto the chain of its bucket, and what is removed leaves it at once only if it is the
 * first, as it mostly is, else when the chain is tidied (a stack as Treiber's, 1986, of which only
 * the first is ever popped). Striped: growing and tidying lock one of {@value #STRIPES}.
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
    Object key = entry.get();
    E before = key == null ? null : get(key);
    if (before != null) {
      removeEntry(before);
    }
    add(entry);
  }

  /** Adds an entry for an object that has none. */
  public void add(E entry) {
    stripes[entry.hash & STRIPES - 1].push(entry);
  }

  /** Takes the entry of an object out; returns it, or null. */
  public E remove(Object key) {
    E entry = get(key);
    if (entry != null) {
      removeEntry(entry);
    }
    return entry;
  }

  /** Takes an entry out, of which its object is not known any more from then on. */
  public void removeEntry(E entry) {
    stripes[entry.hash & STRIPES - 1].pop(entry);
  }

  /** How many entries there are whose objects are; counts them. */
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
    /** So many in one bucket are too many, or mostly gone. */
    private static final int LONG = 8;

    final ReferenceQueue<Object> collected = new ReferenceQueue<Object>();
    volatile AtomicReferenceArray<Entry> table = new AtomicReferenceArray<Entry>(FIRST_CAPACITY);

    /** While true whoever finds nothing has to look again. */
    volatile boolean growing;

    void push(Entry entry) {
      Object gone = collected.poll();
      if (gone != null) {
        expunge((Entry) gone);
      }
      AtomicReferenceArray<Entry> to = table;
      int length = link(to, entry);
      if (growing || table != to) {
        // Whoever makes the table larger may have passed the bucket already.
        synchronized (this) {
          if (!has(entry)) {
            link(table, entry);
          }
        }
      } else if (length >= LONG) {
        tidy();
      }
    }

    /** Returns how many there are behind it, up to {@link #LONG}. */
    private static int link(AtomicReferenceArray<Entry> to, Entry entry) {
      int at = entry.hash >>> 4 & to.length() - 1;
      Entry first;
      do {
        first = to.get(at);
        entry.next = first;
      } while (!to.compareAndSet(at, first, entry));
      int length = 0;
      for (Entry each = first; each != null && length < LONG; each = each.next) {
        length++;
      }
      return length;
    }

    /** Caller holds the lock. */
    private boolean has(Entry entry) {
      Entry each = table.get(entry.hash >>> 4 & table.length() - 1);
      while (each != null && each != entry) {
        each = each.next;
      }
      return each != null;
    }

    void pop(Entry entry) {
      // Whoever has kept it sees that it is no more.
      entry.clear();
      AtomicReferenceArray<Entry> from = table;
      int at = entry.hash >>> 4 & from.length() - 1;
      if (from.get(at) == entry) {
        // Else another one has come, and this one goes with the next tidying.
        from.compareAndSet(at, entry, entry.next);
      }
    }

    private synchronized void expunge(Entry first) {
      unlinkGone(first.hash >>> 4 & table.length() - 1);
      for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
        unlinkGone(((Entry) gone).hash >>> 4 & table.length() - 1);
      }
    }

    /** Makes room for more, or takes those out that are gone. */
    private synchronized void tidy() {
      if (size() > table.length()) {
        grow();
        return;
      }
      for (int i = 0; i < table.length(); i++) {
        unlinkGone(i);
      }
    }

    /**
     * Takes those out of a bucket that are gone. The first is left to whoever pops it next: others
     * may push meanwhile. An entry keeps its successor, so that a thread that stands on it finds
     * its way; that one that is gone comes back with it does no harm. Caller holds the lock.
     */
    private void unlinkGone(int bucket) {
      Entry before = table.get(bucket);
      if (before == null) {
        return;
      }
      if (before.get() == null && table.compareAndSet(bucket, before, before.next)) {
        before = before.next;
      }
      while (before != null) {
        Entry each = before.next;
        if (each != null && each.get() == null) {
          before.next = each.next;
        } else {
          before = each;
        }
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
          if (each.get() != null) {
            int at = each.hash >>> 4 & larger.length() - 1;
            each.next = larger.get(at);
            larger.set(at, each);
          }
          each = next;
        }
      }
      table = larger;
      growing = false;
    }

    /** How many are there and not gone. */
    int size() {
      int size = 0;
      AtomicReferenceArray<Entry> of = table;
      for (int i = 0; i < of.length(); i++) {
        for (Entry each = of.get(i); each != null; each = each.next) {
          size += each.get() != null ? 1 : 0;
        }
      }
      return size;
    }
  }
}
