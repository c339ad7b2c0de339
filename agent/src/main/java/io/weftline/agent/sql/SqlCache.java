package io.weftline.agent.sql;

import java.util.EnumMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Statements that have been analysed, by their text. An application repeats the same few hundred,
 * mostly as the same {@link String} objects, whose hash the JVM remembers: a hit is one look-up in
 * a concurrent map and takes no lock. Only putting a new one in does, and it is never held while a
 * statement is analysed. What was not used since the hand last passed goes first (clock).
 *
 * <p>Bounded by entries and by characters, since an application that writes its values into the
 * text has new statements without end. Texts that are too long are analysed each time, which costs
 * no more than the part that is looked at.
 *
 * <p>Thread-safe.
 */
public final class SqlCache {
  static final int MAX_ENTRIES = 2_000;
  static final long MAX_CHARS = 4L << 20;
  static final int MAX_TEXT_CHARS = 10 << 10;

  private final int maxAnalysedChars;
  private final int maxEntries;
  private final long maxChars;

  private final EnumMap<Dialect, ConcurrentHashMap<String, Entry>> byText =
      new EnumMap<>(Dialect.class);

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  private final Object lock = new Object();
  // The next four are guarded by lock.
  private final Entry[] ring;
  private int size;
  private int hand;
  private long chars;

  /**
   * @param maxAnalysedChars how much of a statement is looked at
   */
  public SqlCache(int maxAnalysedChars) {
    this(maxAnalysedChars, MAX_ENTRIES, MAX_CHARS);
  }

  SqlCache(int maxAnalysedChars, int maxEntries, long maxChars) {
    this.maxAnalysedChars = maxAnalysedChars;
    this.maxEntries = maxEntries;
    this.maxChars = maxChars;
    ring = new Entry[maxEntries];
    for (Dialect dialect : Dialect.values()) {
      byText.put(dialect, new ConcurrentHashMap<String, Entry>());
    }
  }

  /**
   * The statement with this text.
   *
   * @param sql may be null
   */
  public SqlStatement get(String sql, Dialect dialect) {
    if (sql == null || sql.length() > MAX_TEXT_CHARS) {
      misses.increment();
      return Sql.analyse(sql, dialect, maxAnalysedChars);
    }
    ConcurrentHashMap<String, Entry> entries = byText.get(dialect);
    Entry entry = entries.get(sql);
    if (entry != null) {
      entry.use();
      hits.increment();
      return entry.statement;
    }
    misses.increment();
    Entry made = new Entry(sql, dialect, Sql.analyse(sql, dialect, maxAnalysedChars));
    if (made.chars <= maxChars) {
      add(made, entries);
    }
    return made.statement;
  }

  private void add(Entry made, ConcurrentHashMap<String, Entry> entries) {
    synchronized (lock) {
      if (entries.putIfAbsent(made.text, made) != null) {
        return;
      }
      while (size == maxEntries || size > 0 && chars + made.chars > maxChars) {
        evict();
      }
      ring[size++] = made;
      chars += made.chars;
    }
  }

  /** Ends after two rounds at most, since it takes the marks away. Caller holds the lock. */
  private void evict() {
    while (true) {
      if (hand >= size) {
        hand = 0;
      }
      Entry entry = ring[hand];
      if (entry.used) {
        entry.used = false;
        hand++;
        continue;
      }
      byText.get(entry.dialect).remove(entry.text);
      chars -= entry.chars;
      ring[hand] = ring[--size];
      ring[size] = null;
      evictions.increment();
      return;
    }
  }

  /** How often a statement was found. */
  public long hits() {
    return hits.sum();
  }

  /** How often a statement had to be analysed. */
  public long misses() {
    return misses.sum();
  }

  /** How many statements had to make room. */
  public long evictions() {
    return evictions.sum();
  }

  /** How many statements are held. */
  public int size() {
    synchronized (lock) {
      return size;
    }
  }

  /** How many characters are held, of keys and of what was made of them. */
  long chars() {
    synchronized (lock) {
      return chars;
    }
  }

  /** A statement with its place in the cache. */
  private static final class Entry {
    private final String text;
    private final Dialect dialect;
    private final SqlStatement statement;
    private final int chars;

    /** Without a guard: a lost mark costs at most an analysis. */
    private boolean used;

    private Entry(String text, Dialect dialect, SqlStatement statement) {
      this.text = text;
      this.dialect = dialect;
      this.statement = statement;
      chars = text.length() + statement.chars();
    }

    /** Writes only if it must, so that the threads share the line in their caches. */
    private void use() {
      if (!used) {
        used = true;
      }
    }
  }
}
