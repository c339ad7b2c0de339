package io.weftline.bootstrap;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The results that a thread has open: a few, found by identity. What is left over when the thread
 * is gone is found through {@link #orphans}.
 *
 * <p>Belongs to the thread of its context, but for the static methods.
 */
public final class OpenResults {
  /** How many results a thread may have open before the oldest is ended early. */
  public static final int MAX = 8;

  /** Those that have had open results; guarded by itself. */
  private static final Set<OpenResults> REGISTERED = new LinkedHashSet<OpenResults>();

  private final ThreadContext context;
  private final Cursor[] cursors = new Cursor[MAX];

  /** At least as many as are open: those that other threads close are taken off later. */
  private int count;

  private int ofUnit;
  private int next;

  /** Whose results these are; null while there have been none, or in a pool of contexts. */
  private volatile WeakReference<Thread> thread;

  OpenResults(ThreadContext context) {
    this.context = context;
  }

  public ThreadContext context() {
    return context;
  }

  /** Keeps a cursor; returns the one that had to make room for it, or null. */
  public Cursor open(Cursor cursor) {
    if (thread == null) {
      register();
    }
    int at = next;
    for (int i = 0; i < MAX && cursors[at] != null; i++) {
      at = at + 1 & MAX - 1;
    }
    if (cursors[at] != null) {
      at = oldest();
    }
    Cursor oldest = cursors[at];
    if (oldest == null) {
      count++;
    } else if (oldest.inUnit) {
      ofUnit--;
    }
    cursors[at] = cursor;
    next = at + 1 & MAX - 1;
    if (cursor.inUnit) {
      ofUnit++;
      context.touched = true;
    }
    return oldest;
  }

  private int oldest() {
    int at = 0;
    Cursor oldest = null;
    for (int i = 0; i < MAX; i++) {
      Cursor cursor = cursors[i];
      if (cursor == null) {
        return i; // closed from outside just now
      }
      if (oldest == null || cursor.startNanos - oldest.startNanos < 0) {
        oldest = cursor;
        at = i;
      }
    }
    return at;
  }

  /** Takes off what other threads have closed. */
  void recount() {
    count = 0;
    ofUnit = 0;
    for (Cursor cursor : cursors) {
      if (cursor != null) {
        count++;
        ofUnit += cursor.inUnit ? 1 : 0;
      }
    }
  }

  /** The cursor of a result, or null. */
  public Cursor of(Object result) {
    if (count > 0) {
      for (int i = 1; i <= MAX; i++) {
        // The newest first.
        Cursor cursor = cursors[next - i & MAX - 1];
        if (cursor != null && cursor.get() == result) {
          return cursor;
        }
      }
    }
    return null;
  }

  /** The cursor of a statement, or null. */
  public Cursor ofStatement(Object statement) {
    if (count > 0) {
      for (int i = 1; i <= MAX; i++) {
        Cursor cursor = cursors[next - i & MAX - 1];
        if (cursor != null && cursor.statement == statement) {
          return cursor;
        }
      }
    }
    return null;
  }

  /** Puts a cursor in the place of one of the same execution. */
  public void replace(Cursor old, Cursor cursor) {
    for (int i = 0; i < MAX; i++) {
      if (cursors[i] == old) {
        cursors[i] = cursor;
        return;
      }
    }
  }

  /** Forgets a cursor that has ended. */
  public void close(Cursor cursor) {
    for (int i = 1; i <= MAX; i++) {
      int at = next - i & MAX - 1;
      if (cursors[at] == cursor) {
        cursors[at] = null;
        count--;
        if (cursor.inUnit) {
          ofUnit--;
        }
        if (i == 1) {
          // The same place again: it is in the cache.
          next = at;
        }
        return;
      }
    }
  }

  /**
   * Forgets a cursor that another thread than that of the context has ended. What the context
   * counts for itself is left alone, so that nothing of two threads meets in it but the slot.
   */
  public void closeFromOutside(Cursor cursor) {
    for (int i = 0; i < MAX; i++) {
      if (cursors[i] == cursor) {
        cursors[i] = null;
        return;
      }
    }
  }

  /** The cursor in a slot, or null; slots are from 0 to {@link #MAX}. */
  public Cursor slot(int slot) {
    return cursors[slot];
  }

  /** At least how many are open; 0 is exact. */
  public int count() {
    return count;
  }

  /** Whether some were opened in the unit of work in hand. */
  boolean anyOfUnit() {
    return ofUnit != 0;
  }

  private void register() {
    thread = new WeakReference<Thread>(Thread.currentThread());
    synchronized (REGISTERED) {
      REGISTERED.add(this);
    }
  }

  /** The thread has given its context back: nothing of it is to be looked after. */
  void released() {
    thread = null;
  }

  /**
   * Those whose threads have ended with results open; nobody else uses them, and each is returned
   * once. For the agent's thread.
   */
  public static List<OpenResults> orphans() {
    List<OpenResults> orphans = new ArrayList<OpenResults>();
    synchronized (REGISTERED) {
      for (Iterator<OpenResults> each = REGISTERED.iterator(); each.hasNext(); ) {
        OpenResults results = each.next();
        WeakReference<Thread> reference = results.thread;
        if (reference == null) {
          // Given back, perhaps to a full pool; registers again with its next result.
          each.remove();
          continue;
        }
        Thread owner = reference.get();
        if (owner == null || !owner.isAlive()) {
          each.remove();
          orphans.add(results);
        }
      }
    }
    return orphans;
  }

  /** All that have had open results: at the end, or for a result that is closed elsewhere. */
  public static OpenResults[] registered() {
    synchronized (REGISTERED) {
      return REGISTERED.toArray(new OpenResults[0]);
    }
  }
}
