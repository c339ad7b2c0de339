package io.weftline.bootstrap;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A unit of work that has ids: a request or a job. Every thread that works for it has it as its
 * {@link ThreadContext#unit}: the one that it came to, those that go on with it, and those that
 * tasks were handed to.
 *
 * <p>Immutable here; {@link #entered} and {@link #left} are called by the threads that work for it,
 * several at once.
 */
public abstract class Unit {
  /** The two halves of the trace's id; not both 0. */
  public final long traceHigh;

  public final long traceLow;

  /** Its own id within the trace; not 0. */
  public final long spanId;

  /** The id of what called it, 0 if nobody has said. */
  public final long parentSpanId;

  /** When it began, as {@link System#nanoTime()}. */
  public final long startNanos;

  /** From when on it is slow, in nanoseconds. */
  public final long slowNanos;

  /** Calls below it are nodes of a tree from here on, in nanoseconds. */
  final long nodeNanos;

  protected Unit(
      long traceHigh,
      long traceLow,
      long spanId,
      long parentSpanId,
      long startNanos,
      long slowNanos) {
    this.traceHigh = traceHigh;
    this.traceLow = traceLow;
    this.spanId = spanId;
    this.parentSpanId = parentSpanId;
    this.startNanos = startNanos;
    this.slowNanos = slowNanos;
    nodeNanos = slowNanos / 1000;
  }

  /** The id that the caller knows it by, or null. */
  public abstract String requestId();

  /** Whether it has ended: what goes on has its ids, but is no part of it. */
  public abstract boolean hasEnded();

  /**
   * The calling thread begins to work for it, with this frame.
   *
   * @param handed whether that is a task it was handed, and not what the unit itself waits for
   */
  protected abstract void entered(ThreadContext context, Frame frame, boolean handed);

  /**
   * The calling thread has done with the frame; the tree of the calls in it begins at its mark.
   * Called before the thread's unit of calls ends.
   */
  protected abstract void left(ThreadContext context, Frame frame, Throwable thrown);

  /** Whether it is a run of that task, which submits itself for the next one. */
  public boolean isRunOf(Object task) {
    return false;
  }

  /**
   * Stands around a task that was handed over: runs it for the unit, once. Is to all who ask the
   * task itself.
   */
  static class Carrier implements Runnable {
    final Object target;

    /** Null once it has run, or where it is nobody's. */
    private Unit unit;

    Carrier(Object target, Unit unit) {
      this.target = target;
      this.unit = unit;
    }

    /** Whether it can be nothing but a {@code Runnable}, for those who get to see it. */
    static boolean isLambda(Object task) {
      Class<?> type = task.getClass();
      String name = type.getName();
      if (name.indexOf('/') < 0 && !name.contains("$$Lambda")) {
        return false;
      }
      Class<?>[] interfaces = type.getInterfaces();
      return interfaces.length == 1 && interfaces[0] == Runnable.class;
    }

    /** What {@link Handover#leave} gets; null if the thread works for the unit already. */
    final Frame enter() {
      Unit carried = unit;
      unit = null;
      return Handover.enter(carried);
    }

    @Override
    public void run() {
      Frame frame = enter();
      if (frame == null) {
        ((Runnable) target).run();
        return;
      }
      Throwable thrown = null;
      try {
        ((Runnable) target).run();
      } catch (Throwable t) {
        thrown = t;
        throw t;
      } finally {
        Handover.leave(frame, thrown);
      }
    }

    @Override
    public final boolean equals(Object other) {
      return other == this || target.equals(Handover.own(other));
    }

    @Override
    public final int hashCode() {
      return target.hashCode();
    }

    @Override
    public final String toString() {
      return target.toString();
    }
  }

  /** The same of what has a result. */
  static final class Call extends Carrier implements Callable<Object> {
    Call(Object target, Unit unit) {
      super(target, unit);
    }

    @Override
    public Object call() throws Exception {
      Frame frame = enter();
      if (frame == null) {
        return ((Callable<?>) target).call();
      }
      Throwable thrown = null;
      try {
        return ((Callable<?>) target).call();
      } catch (Throwable t) {
        thrown = t;
        throw t;
      } finally {
        Handover.leave(frame, thrown);
      }
    }
  }

  /** The same of what stages of a {@code CompletableFuture} do, with no result or one. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // Of the types of arguments it knows nothing.
  static class Stage extends Carrier implements Supplier, Consumer, Function {
    private static final int RUN = 0;
    private static final int GET = 1;
    private static final int ACCEPT = 2;
    private static final int APPLY = 3;
    private static final int ACCEPT_BOTH = 4;
    private static final int APPLY_BOTH = 5;

    Stage(Object target, Unit unit) {
      super(target, unit);
    }

    @Override
    public void run() {
      carry(this, RUN, null, null);
    }

    @Override
    public Object get() {
      return carry(this, GET, null, null);
    }

    @Override
    public void accept(Object argument) {
      carry(this, ACCEPT, argument, null);
    }

    @Override
    public Object apply(Object argument) {
      return carry(this, APPLY, argument, null);
    }

    private static Object carry(Carrier carrier, int kind, Object one, Object other) {
      Frame frame = carrier.enter();
      if (frame == null) {
        return call(carrier.target, kind, one, other);
      }
      Throwable thrown = null;
      try {
        return call(carrier.target, kind, one, other);
      } catch (Throwable t) {
        thrown = t;
        throw t;
      } finally {
        Handover.leave(frame, thrown);
      }
    }

    private static Object call(Object target, int kind, Object one, Object other) {
      switch (kind) {
        case RUN:
          ((Runnable) target).run();
          return null;
        case GET:
          return ((Supplier) target).get();
        case ACCEPT:
          ((Consumer) target).accept(one);
          return null;
        case APPLY:
          return ((Function) target).apply(one);
        case ACCEPT_BOTH:
          ((BiConsumer) target).accept(one, other);
          return null;
        default:
          return ((BiFunction) target).apply(one, other);
      }
    }
  }

  /** The same of those with two; no class can be both. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // As above.
  static final class Join extends Carrier implements BiConsumer, BiFunction {
    Join(Object target, Unit unit) {
      super(target, unit);
    }

    @Override
    public void accept(Object one, Object other) {
      Stage.carry(this, Stage.ACCEPT_BOTH, one, other);
    }

    @Override
    public Object apply(Object one, Object other) {
      return Stage.carry(this, Stage.APPLY_BOTH, one, other);
    }
  }

  /**
   * Tasks that cannot have a carrier, by their identity. Of a fixed size; what finds no place is
   * counted and goes without its unit.
   *
   * <p>Thread-safe, without a lock.
   */
  static final class Noted {
    private static final int SLOTS = 16_384;
    private static final int PROBES = 8;

    private final AtomicReferenceArray<Entry> slots = new AtomicReferenceArray<Entry>(SLOTS);
    private final AtomicLong lost = new AtomicLong();

    /** False if there is none; what is not handed over costs a look at this. */
    volatile boolean any;

    /**
     * @param unit null for a run that is nobody's
     */
    void put(Object task, Unit unit) {
      Entry entry = new Entry(task, unit);
      int at = System.identityHashCode(task);
      for (int i = 0; i < PROBES; i++) {
        int slot = at + i & SLOTS - 1;
        if (slots.get(slot) == null && slots.compareAndSet(slot, null, entry)) {
          if (!any) {
            any = true;
          }
          return;
        }
      }
      lost.incrementAndGet();
    }

    boolean has(Object task) {
      return oldest(task) >= 0;
    }

    /** The unit that the task was handed over for first, and no longer; null if there is none. */
    Unit take(Object task) {
      for (int slot = oldest(task); slot >= 0; slot = oldest(task)) {
        Entry entry = slots.get(slot);
        if (entry != null && entry.task == task && slots.compareAndSet(slot, entry, null)) {
          return entry.unit;
        }
      }
      return null;
    }

    private int oldest(Object task) {
      int at = System.identityHashCode(task);
      int found = -1;
      long nanos = 0;
      for (int i = 0; i < PROBES; i++) {
        int slot = at + i & SLOTS - 1;
        Entry entry = slots.get(slot);
        if (entry != null && entry.task == task && (found < 0 || entry.nanos - nanos < 0)) {
          found = slot;
          nanos = entry.nanos;
        }
      }
      return found;
    }

    void sweep(long nowNanos) {
      if (!any) {
        return;
      }
      any = false;
      boolean left = false;
      for (int i = 0; i < SLOTS; i++) {
        Entry entry = slots.get(i);
        if (entry != null && nowNanos - entry.nanos > Handover.LINGER_NANOS) {
          slots.compareAndSet(i, entry, null);
        } else {
          left |= entry != null;
        }
      }
      if (left) {
        any = true;
      }
    }

    long lost() {
      return lost.get();
    }
  }

  /** A task and its unit. Immutable. */
  private static final class Entry {
    final Object task;
    final Unit unit;
    final long nanos = System.nanoTime();

    Entry(Object task, Unit unit) {
      this.task = task;
      this.unit = unit;
    }
  }

  /**
   * Begins and ends jobs. One instance, by the agent.
   *
   * <p>Called by application threads; the context is theirs.
   */
  public abstract static class Jobs {
    /** Null for none. */
    static volatile Jobs inUse;

    /** From now on that one; null for none. */
    public static void use(Jobs jobs) {
      inUse = jobs;
    }

    /**
     * A scheduled task is about to run on a thread that works for nobody.
     *
     * @return what {@link #end} gets; null if it is no job
     */
    public abstract Frame begin(ThreadContext context, Object task);

    /** It has run. */
    public abstract void end(Frame frame, Throwable thrown);
  }

  /**
   * What happened on a thread shortly before: the latest few things, the oldest of which gives way.
   * Belongs to the thread of its context.
   */
  public static final class Crumbs {
    public static final int MAX = 20;

    /** Of a text no more is kept; more than is ever shown, for what is cut out of it. */
    static final int MAX_CHARS = 512;

    private long[] endNanos;
    private long[] durations;
    private long[] units;
    private byte[] levels;
    private String[] kinds;
    private String[] sources;
    private String[] texts;
    private int total;

    Crumbs() {}

    /**
     * Adds one.
     *
     * @param unit the span id of the unit that it belongs to, 0 for none
     * @param durationNanos negative if it took no time
     * @param kind of the event it is, or {@code log}
     * @param level as {@link Enum#ordinal} of the agent's
     * @param source the logger of a record, or null
     * @param text what it says; may be null
     */
    public void add(
        long unit,
        long nowNanos,
        long durationNanos,
        String kind,
        int level,
        String source,
        String text) {
      if (kinds == null) {
        make();
      }
      int at = total % MAX;
      units[at] = unit;
      endNanos[at] = nowNanos;
      durations[at] = durationNanos;
      kinds[at] = kind;
      levels[at] = (byte) level;
      sources[at] = source;
      texts[at] = text == null || text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
      total++;
      if (total == 2 * MAX) {
        total = MAX;
      }
    }

    private void make() {
      units = new long[MAX];
      endNanos = new long[MAX];
      durations = new long[MAX];
      levels = new byte[MAX];
      sources = new String[MAX];
      texts = new String[MAX];
      kinds = new String[MAX];
    }

    void clear() {
      if (total > 0) {
        Arrays.fill(sources, null);
        Arrays.fill(texts, null);
        total = 0;
      }
    }

    public int size() {
      return Math.min(total, MAX);
    }

    /**
     * Where the one is that came {@code back} before the latest; what the others are asked with.
     */
    public int at(int back) {
      return (total - 1 - back) % MAX;
    }

    public long unit(int at) {
      return units[at];
    }

    public long endNanos(int at) {
      return endNanos[at];
    }

    public long durationNanos(int at) {
      return durations[at];
    }

    public String kind(int at) {
      return kinds[at];
    }

    public int level(int at) {
      return levels[at];
    }

    public String source(int at) {
      return sources[at];
    }

    public String text(int at) {
      return texts[at];
    }
  }
}
