package io.weftline.bootstrap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What the agent keeps of one thing that is timed: a method, a query, a call to a neighbour. Its
 * names, its thresholds, its series. One instance for each distinct thing, compared by identity; a
 * node of the call tree refers to it.
 *
 * <p>The thresholds are plain fields that the agent may change while threads read them: each call
 * sees the old one or the new one.
 */
public class Operation {
  /** Values of {@link #kind}; the call tree of an event uses the same. */
  public static final byte METHOD = 0;

  public static final byte QUERY = 1;

  /** A request to another service. */
  public static final byte HTTP = 2;

  /** Waiting for something that is shared, such as a connection of a pool. */
  public static final byte WAIT = 3;

  /** In full: {@code com.acme.Order.place}, or a query's summary. */
  public final String name;

  /** As it stands in a call tree: {@code Order.place}. */
  public final String label;

  public final byte kind;

  /** The id of the query, else null. */
  public final String id;

  public final Series series;

  /** A call is slow from here on, in nanoseconds. */
  long slowNanos;

  /** A call is looked at again when it ends, from here on: it may be worth a line. */
  long logNanos;

  /** A call is a node of its unit's tree from here on. */
  long nodeNanos;

  /** Whether a failed call is worth a line. */
  boolean logFailed;

  /** False while the method is not observed. */
  boolean on = true;

  public Operation(String name, String label, byte kind, String id, Series series) {
    this.name = name;
    this.label = label;
    this.kind = kind;
    this.id = id;
    this.series = series;
  }

  /**
   * Sets from when on a call is slow, written, and a node of a tree, in nanoseconds; a threshold of
   * {@link Long#MAX_VALUE} is never reached.
   *
   * @param logFailed whether a call that throws is written whatever it took
   */
  public final void thresholds(long slowNanos, long logNanos, boolean logFailed) {
    this.slowNanos = slowNanos;
    this.logNanos = logNanos;
    this.nodeNanos = Math.min(slowNanos, logNanos) / 1000;
    this.logFailed = logFailed;
  }

  public final long slowNanos() {
    return slowNanos;
  }

  public final long logNanos() {
    return logNanos;
  }

  /** Switches observing on or off, for calls that begin from now on. */
  public final void on(boolean observed) {
    on = observed;
  }

  // ---- calls that are timed by the coarse clock

  /**
   * Ends a call of a method that is timed by the coarse clock and that met a tick, failed, or is
   * not the first thread's.
   */
  void exitCoarse(long startNanos, Throwable thrown) {
    ThreadContext context = ThreadContext.currentOrNull();
    if (thrown == null && startNanos == Bridge.coarse) {
      if (context == null && !Bridge.isVirtual(Thread.currentThread())) {
        context = ThreadContext.attach(false);
      }
      if (on && (context == null || !context.owner.muted)) {
        series.count(context);
      }
      return;
    }
    if (context == null) {
      context = ThreadContext.current();
    }
    if (on && !context.owner.muted) {
      exitRarer(context, startNanos, thrown);
    } else if (context.virtual) {
      context.releaseIfIdle();
    }
  }

  void exitRarer(ThreadContext context, long startNanos, Throwable thrown) {
    int at = context.depth;
    try {
      exitLate(context.frameFor(at), startNanos, thrown);
    } catch (Throwable t) {
      context.restore(at);
      throw t;
    }
  }

  private void exitLate(Frame frame, long startNanos, Throwable thrown) {
    ThreadContext context = frame.context;
    CallTree tree = context.tree;
    int at = frame.depth;
    long now = System.nanoTime();
    // The clock stood still when it began: then nobody knows when that was.
    long began = startNanos == 0 ? now : startNanos;
    // At most a tick, and what that came late, too long, so that no slow call is missed; the others
    // are right on average. What met no tick is not slow: that the clock came late is no fault of
    // a call that failed.
    boolean slow = startNanos != Bridge.coarse && now - began >= slowNanos;
    if (!slow) {
      long tick = Bridge.coarse;
      now = tick == 0 || tick - began < 0 ? began : tick;
    }
    long duration = now - began;
    frame.startNanos = began;
    frame.slowNanos = slowNanos;
    frame.mark = tree.size();
    frame.childNanos = 0;
    if (at > 0 && nodeNanos < context.nodeNanos) {
      context.nodeNanos = nodeNanos;
    }
    boolean node = at > 0 && duration >= context.nodeNanos;
    if (node) {
      tree.adopt(frame);
    }
    series.record(context.number, duration, thrown != null, slow);
    if (thrown != null) {
      context.left(thrown, this);
    }
    if (duration >= logNanos && !(slow && context.told.within(this, began, duration))) {
      context.logged(this, frame, now, thrown);
    }
    if (node) {
      tree.addLate(this, frame, duration, Frame.Throwables.nameOf(thrown));
    } else if (at == 0) {
      context.endUnit(thrown);
    }
  }

  @Override
  public final String toString() {
    return name;
  }

  /**
   * What a thread has bound to the statements that it is at work with, as hashes with the salt of
   * this process: enough to tell whether executions have the same parameters, and nothing of the
   * values. Statements are known by their identity, the latest {@value #PLACES} of a thread: of a
   * pool's and the driver's behind it each has its own.
   */
  public static final class Parameters {
    static final int PLACES = 16;

    private static final long SALT =
        mixed(System.nanoTime() ^ (long) new Object().hashCode() << 32);

    /** The golden ratio, as in splittable generators (Steele, Lea, Flood 2014). */
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private static final int MAX_BYTES = 1_024;
    private static final int MAX_CHARS = 64;

    /** Null as long as the thread has bound nothing. */
    private Bound[] places;

    private int latest;
    private int next;

    /** How many values there were that are compared with none. */
    private long unknown;

    Parameters() {}

    /** Called by woven code: a primitive, or null with its type, is bound. */
    public static void bound(Object statement, int index, long value) {
      ThreadContext context = ThreadContext.current();
      if (context.depth > 0) {
        context.results.parameters.of(statement).put(index, value);
      }
    }

    /** Called by woven code: an object is bound. */
    public static void bound(Object statement, int index, Object value) {
      ThreadContext context = ThreadContext.current();
      if (context.depth > 0) {
        Parameters parameters = context.results.parameters;
        Bound bound = parameters.of(statement);
        if (bound.compared) {
          bound.put(index, parameters.hashOf(value));
        }
      }
    }

    /**
     * A statement was prepared in a unit of work: nothing is bound, and its text may have literals.
     *
     * @param compared whether it is of interest what it is executed with
     */
    public void prepared(Object statement, String text, boolean compared) {
      of(statement).begin(text.hashCode(), compared, compared && text.indexOf('?') >= 0);
    }

    private Bound of(Object statement) {
      int hash = System.identityHashCode(statement);
      Bound found = find(hash);
      return found != null ? found : claim(hash);
    }

    private Bound find(int hash) {
      if (places == null) {
        return null;
      }
      if (places[latest].of == hash) {
        return places[latest];
      }
      for (int i = 0; i < PLACES; i++) {
        if (places[i].of == hash) {
          latest = i;
          return places[i];
        }
      }
      return null;
    }

    private Bound claim(int hash) {
      if (places == null) {
        Bound[] made = new Bound[PLACES];
        for (int i = 0; i < PLACES; i++) {
          made[i] = new Bound();
        }
        places = made;
      }
      latest = next;
      next = next + 1 & PLACES - 1;
      Bound claimed = places[latest];
      claimed.of = hash;
      claimed.begin(0, true, true);
      return claimed;
    }

    /** Of the text of a statement that is executed with it. */
    public static long ofText(String text) {
      return mixed(SALT ^ text.hashCode());
    }

    /**
     * Those that a statement is executed with; like no others if they were bound by another thread,
     * before the unit of work, or longer ago than is known.
     *
     * @param any whether it has parameters or literals at all
     */
    public long boundTo(Object statement, boolean any) {
      if (!any) {
        return SALT;
      }
      Bound bound = find(System.identityHashCode(statement));
      return bound != null && bound.isKnown() ? bound.hash() : mixed(SALT + --unknown);
    }

    /** What is bound to one statement. */
    private static final class Bound {
      private static final int MAX = 256;

      int of;
      private long text;
      private long[] values = {};
      private int size;

      /** Whether it is of interest; of what only writes it is not. */
      boolean compared;

      /** Whether its text asks for values. */
      private boolean asks;

      /** Else another thread has bound what it is executed with. */
      boolean isKnown() {
        return size > 0 || !asks;
      }

      void begin(long textHash, boolean isCompared, boolean hasMarkers) {
        text = textHash;
        compared = isCompared;
        asks = hasMarkers;
        Arrays.fill(values, 0, size, 0);
        size = 0;
      }

      void put(int index, long value) {
        if (!compared) {
          return;
        }
        if (index < 1 || index > MAX) {
          // Whether it is bound again nobody knows.
          asks = false;
          text = mixed(text + index * STEP ^ mixed(value));
          return;
        }
        if (index > values.length) {
          values = Arrays.copyOf(values, Math.max(index, values.length * 2 + 4));
        }
        values[index - 1] = mixed(value);
        size = Math.max(size, index);
      }

      long hash() {
        long hash = SALT ^ text;
        for (int i = 0; i < size; i++) {
          hash = mixed(hash + STEP ^ values[i]);
        }
        return hash;
      }
    }

    /** Nobody's code but the JDK's is called: what could be another class is like nothing else. */
    private long hashOf(Object value) {
      if (value == null) {
        return 0;
      }
      Class<?> type = value.getClass();
      if (type == String.class) {
        return hashOf((String) value);
      }
      if (type == UUID.class) {
        return ((UUID) value).getMostSignificantBits() * STEP
            ^ ((UUID) value).getLeastSignificantBits();
      }
      if (type == Long.class
          || type == Integer.class
          || type == Short.class
          || type == Byte.class) {
        return ((Number) value).longValue();
      }
      if (type == byte[].class && ((byte[]) value).length <= MAX_BYTES) {
        return Arrays.hashCode((byte[]) value);
      }
      if (type.getClassLoader() == null && KNOWN.contains(type.getName())
          || type.getName().startsWith("java.sql.Time")
          || type.getName().equals("java.sql.Date")) {
        return value.hashCode();
      }
      return --unknown * STEP;
    }

    /** Its own hash has the same for many short texts. */
    private static long hashOf(String value) {
      int length = Math.min(value.length(), MAX_CHARS);
      long hash = (long) value.hashCode() << 32 | value.length();
      for (int i = 0; i < length; i++) {
        hash = hash * STEP + value.charAt(i);
      }
      return hash;
    }

    /** Final, or this class and no other; by name, since smaller images of the JDK lack some. */
    private static final Set<String> KNOWN =
        new HashSet<String>(
            Arrays.asList(
                "java.lang.Boolean",
                "java.lang.Character",
                "java.lang.Double",
                "java.lang.Float",
                "java.math.BigDecimal",
                "java.math.BigInteger",
                "java.time.Instant",
                "java.time.LocalDate",
                "java.time.LocalDateTime",
                "java.time.LocalTime",
                "java.time.OffsetDateTime",
                "java.time.ZonedDateTime",
                "java.util.Date"));

    /** The finalizer of MurmurHash3: each bit of the result depends on each of the argument. */
    private static long mixed(long value) {
      long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
      z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
      return z ^ z >>> 33;
    }
  }

  /**
   * How many different parameters the executions of a query had: exact up to {@value #MAX}, from
   * there on each that was not among those counts as another one.
   */
  public static final class Distinct {
    static final int MAX = 512;

    private long first;
    private int count;
    private int unseen;

    /** An open table, 0 for nothing; null while there was but one. */
    private long[] table;

    void clear() {
      count = 0;
      unseen = 0;
      table = null;
    }

    /** Another execution with those. */
    public void add(long parameters) {
      if (count == 0) {
        first = parameters;
        count = 1;
      } else if (parameters != first) {
        addOther(parameters);
      }
    }

    private void addOther(long parameters) {
      if (table == null) {
        table = new long[16];
      }
      int at = place(table, parameters);
      if (table[at] == parameters) {
        return;
      }
      if (count == MAX) {
        unseen++;
        return;
      }
      table[at] = parameters;
      count++;
      if (count * 2 > table.length) {
        grow();
      }
    }

    private void grow() {
      long[] larger = new long[table.length * 4];
      for (long each : table) {
        if (each != 0) {
          larger[place(larger, each)] = each;
        }
      }
      table = larger;
    }

    private static int place(long[] table, long parameters) {
      int at = (int) parameters & table.length - 1;
      while (table[at] != 0 && table[at] != parameters) {
        at = at + 1 & table.length - 1;
      }
      return at;
    }

    public int count() {
      return count + unseen;
    }

    /** Those of the first execution. */
    public long first() {
      return first;
    }
  }
}
