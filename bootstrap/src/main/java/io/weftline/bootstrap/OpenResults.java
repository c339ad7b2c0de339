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
  /** How many results a thread may have open before the oldest is ended early; a power of two. */
  public static final int MAX = 64;

  /** Those that have had open results; guarded by itself. */
  private static final Set<OpenResults> REGISTERED = new LinkedHashSet<OpenResults>();

  /**
   * What the thread has borrowed of a pool and not used yet, or null; a type of the agent's that
   * holds nothing of the application strongly.
   */
  public Object lent;

  /** What the thread has bound to its statements. */
  public final Operation.Parameters parameters = new Operation.Parameters();

  private final ThreadContext context;
  private final Cursor[] cursors = new Cursor[MAX];

  /** At least as many as are open: those that other threads close are taken off later. */
  private int count;

  private int ofUnit;
  private int next;

  /** The identity hash of the result that was looked for elsewhere last. */
  private int sought;

  /**
   * The identity hash of the statement in execution; 0 if none is. Plain memory, as the two below:
   * who looks from another thread sees what was a moment ago, and asks again under a lock that the
   * thread takes too before it believes that something is in execution still.
   */
  private int executing;

  private String executingText;
  private long executingSinceNanos;

  /** Whose results these are; null while there have been none, or in a pool of contexts. */
  private volatile WeakReference<Thread> thread;

  OpenResults(ThreadContext context) {
    this.context = context;
  }

  public ThreadContext context() {
    return context;
  }

  /**
   * The thread begins to execute a statement: whoever looks after those that last may see it.
   *
   * @param statement its identity hash
   * @param text what it is executed with, or null
   */
  public void executes(int statement, String text, long startNanos) {
    if (thread == null) {
      register();
    }
    executingSinceNanos = startNanos;
    if (text != null) {
      executingText = text;
    }
    executing = statement;
  }

  /** The execution has returned. */
  public void executed() {
    executing = 0;
    if (executingText != null) {
      executingText = null;
    }
  }

  /**
   * What the thread executes, as the identity hash of the statement; 0 for nothing. For any thread,
   * which may see what was a moment ago.
   */
  public int executing() {
    return executing;
  }

  /** The text if it was given with the call; else null. For any thread. */
  public String executingText() {
    return executingText;
  }

  /** When the latest execution began, as {@link System#nanoTime()}. For any thread. */
  public long executingSinceNanos() {
    return executingSinceNanos;
  }

  /** Whose they are, or null. For any thread. */
  public Thread thread() {
    WeakReference<Thread> reference = thread;
    return reference == null ? null : reference.get();
  }

  /** The oldest if there is no place for another, which must be closed first; else null. */
  public Cursor inTheWay() {
    if (count < MAX) {
      return null;
    }
    recount();
    Cursor oldest = null;
    for (int i = 0; i < MAX && count == MAX; i++) {
      Cursor cursor = slot(i);
      if (cursor != null && (oldest == null || cursor.startNanos() - oldest.startNanos() < 0)) {
        oldest = cursor;
      }
    }
    return oldest;
  }

  /**
   * Begins to follow a result.
   *
   * @param result null if the execution has told only that there is one
   * @param statement a type of the agent's that holds nothing of the application strongly
   * @param startNanos when the execution began
   * @return the cursor, which is the caller's until it is closed
   */
  public Cursor open(
      Object result, Object statement, long startNanos, long executeNanos, boolean inUnit) {
    if (thread == null) {
      register();
    }
    int at = next;
    for (int i = 1; i < MAX && isTaken(at); i++) {
      at = at + 1 & MAX - 1;
    }
    Cursor cursor = cursors[at];
    if (cursor == null || cursor.isOpen()) {
      // Where it is open nobody ended it in time: it is left to whoever holds it.
      cursor = new Cursor();
      cursors[at] = cursor;
    }
    next = at + 1 & MAX - 1;
    count++;
    if (inUnit) {
      ofUnit++;
      context.touched = true;
    }
    cursor.open(result, statement, startNanos, executeNanos, inUnit);
    return cursor;
  }

  private boolean isTaken(int slot) {
    Cursor cursor = cursors[slot];
    return cursor != null && cursor.isOpen();
  }

  /** Takes off what other threads have closed. */
  void recount() {
    count = 0;
    ofUnit = 0;
    for (int i = 0; i < MAX; i++) {
      Cursor cursor = slot(i);
      if (cursor != null) {
        count++;
        ofUnit += cursor.isInUnit() ? 1 : 0;
      }
    }
  }

  /** The cursor of a result, or null. */
  public Cursor of(Object result) {
    int left = count;
    for (int i = 1; left > 0 && i <= MAX; i++) {
      // The newest first.
      Cursor cursor = cursors[next - i & MAX - 1];
      if (cursor != null && cursor.isOpen()) {
        if (cursor.isOf(result)) {
          return cursor;
        }
        left--;
      }
    }
    return null;
  }

  /**
   * The cursor of a result that another thread has opened, from now on in the hands of this one;
   * null if there is none. It is looked for once: who asks for the next row of the same one again
   * has it, or gets no answer without a search.
   */
  public Cursor takeOver(Object result) {
    int hash = System.identityHashCode(result);
    if (hash == sought) {
      return null;
    }
    sought = hash;
    if (inTheWay() != null) {
      return null;
    }
    for (OpenResults other : registered()) {
      if (other != this) {
        for (int i = 0; i < MAX; i++) {
          Cursor cursor = other.cursors[i];
          if (cursor != null && cursor.isOf(result)) {
            other.cursors[i] = null;
            return adopt(cursor);
          }
        }
      }
    }
    return null;
  }

  private Cursor adopt(Cursor cursor) {
    if (thread == null) {
      register();
    }
    int at = next;
    while (isTaken(at)) {
      at = at + 1 & MAX - 1;
    }
    cursors[at] = cursor;
    next = at + 1 & MAX - 1;
    count++;
    cursor.inUnit = false;
    return cursor;
  }

  /**
   * The statement of the latest result that has ended, or null; mostly the one that is executed
   * next, for those who have to look for what is known of it elsewhere.
   */
  public Object latestStatement() {
    Cursor cursor = cursors[next];
    return cursor == null ? null : cursor.statement();
  }

  /** The cursor of a statement, or null. */
  public Cursor ofStatement(Object statement) {
    int left = count;
    for (int i = 1; left > 0 && i <= MAX; i++) {
      Cursor cursor = cursors[next - i & MAX - 1];
      if (cursor != null && cursor.isOpen()) {
        if (cursor.statement() == statement) {
          return cursor;
        }
        left--;
      }
    }
    return null;
  }

  /**
   * Ends a cursor; its figures can be read until the next is opened.
   *
   * @return true the first time: it is to be counted
   */
  public boolean close(Cursor cursor) {
    if (!cursor.close()) {
      return false;
    }
    for (int i = 1; i <= MAX; i++) {
      int at = next - i & MAX - 1;
      if (cursors[at] == cursor) {
        count--;
        if (cursor.isInUnit()) {
          ofUnit--;
        }
        if (i == 1) {
          // The same place again: it is in the cache.
          next = at;
        }
        break;
      }
    }
    return true;
  }

  /**
   * The same by another thread than that of the context. What the context counts for itself is left
   * alone, and the cursor is not used again, so that nothing of two threads meets in it.
   */
  public boolean closeFromOutside(Cursor cursor) {
    for (int i = 0; i < MAX; i++) {
      if (cursors[i] == cursor) {
        cursors[i] = null;
        return cursor.close();
      }
    }
    return false;
  }

  /** The open cursor in a slot, or null; slots are from 0 to {@link #MAX}. */
  public Cursor slot(int slot) {
    Cursor cursor = cursors[slot];
    return cursor != null && cursor.isOpen() ? cursor : null;
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
    lent = null;
    executed();
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

  /**
   * An execution whose result is open: what it took so far and what came of it. One for each place
   * of {@link OpenResults}, used again and again; a result that is opened costs the weak reference
   * to it alone, 32 bytes with compressed references.
   *
   * <p>Used by one thread at a time; the one that closes may be another than the one that opened.
   */
  public static final class Cursor {
    /** The result; null while the execution has told only that there is one. */
    private WeakReference<Object> result;

    /** The statement, as a type of the agent's that holds nothing of the application strongly. */
    private Object statement;

    private long startNanos;
    private long executeNanos;
    private boolean inUnit;

    /** Plain memory: what two threads close in the same instant may be told twice. */
    private boolean open;

    /** Time inside the driver for rows, in nanoseconds; of those that were timed until it ends. */
    public long fetchNanos;

    /** What was borrowed of a pool for this execution, the first with it; else null. */
    public Object lent;

    /** What was told of the execution while it was running; else null. */
    public Object early;

    /** What was bound to the statement, where that is asked for; a type of the agent's. */
    public Object bound;

    /**
     * Of the transaction that it was executed in: when that began, as {@link System#nanoTime()},
     * how many statements it had by then, this one included, and how long it was idle until then.
     * No statements: in none.
     */
    public long transactionBeganNanos;

    public int transactionStatements;
    public long transactionIdleNanos;

    /** Rows that were delivered. */
    public int rows;

    /** Whether asking for a row is not timed but by the coarse clock. */
    public boolean coarse;

    /** How often a row was asked for and not timed. */
    public int untimed;

    /** How often a row was asked for and timed. */
    public int timed;

    Cursor() {}

    void open(Object of, Object by, long start, long execute, boolean within) {
      statement = by;
      startNanos = start;
      executeNanos = execute;
      inUnit = within;
      fetchNanos = 0;
      lent = null;
      early = null;
      bound = null;
      transactionStatements = 0;
      rows = 0;
      coarse = false;
      untimed = 0;
      timed = 0;
      result = of == null ? null : new WeakReference<Object>(of);
      open = true;
    }

    /** The result of the execution has come. */
    public void fetched(Object of) {
      result = new WeakReference<Object>(of);
    }

    /** Ends it; true the first time. */
    boolean close() {
      boolean first = open;
      open = false;
      result = null;
      return first;
    }

    boolean isOpen() {
      return open;
    }

    /** Whether the execution has told only that there is a result. */
    public boolean isPending() {
      return result == null;
    }

    boolean isOf(Object each) {
      WeakReference<Object> reference = result;
      return reference != null && reference.get() == each;
    }

    /** The statement; of the last execution once it has ended. */
    public Object statement() {
      return statement;
    }

    /** When the execution began, as {@link System#nanoTime()}. */
    public long startNanos() {
      return startNanos;
    }

    public long executeNanos() {
      return executeNanos;
    }

    /** Whether it was opened within a unit of work and ends with it at the latest. */
    public boolean isInUnit() {
      return inUnit;
    }
  }
}
