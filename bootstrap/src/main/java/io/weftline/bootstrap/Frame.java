package io.weftline.bootstrap;

import java.util.Arrays;

/**
 * One observed call in progress, and what woven code holds between its two calls. Made once for
 * each depth of a thread and used again.
 *
 * <p>Belongs to the thread of its context.
 */
public final class Frame {
  /** The context it belongs to. */
  public final ThreadContext context;

  /** 0 for the outermost call of the unit of work. */
  public final int depth;

  /** When the call began, as {@link System#nanoTime()}; perhaps by the coarse clock. */
  long startNanos;

  /** What its observed children took together, in nanoseconds. */
  long childNanos;

  /** From when on this call is slow; what its children ask whether they are only nodes. */
  long slowNanos;

  /** How many nodes the tree had when the call began: from here on they are below it. */
  int mark;

  /** The groups that were open when the call began. */
  int groups;

  /** Whether the call began by the coarse clock; of calls of a group only. */
  boolean coarse;

  /** Whether it is no call, but what a thread does for a unit. */
  boolean ofUnit;

  /** Of such: the unit that was in hand before, or null. */
  Unit before;

  /** For the hook: what the beginning of the call tells its end. Nothing of the application's. */
  public Object note;

  Frame(ThreadContext context, int depth) {
    this.context = context;
    this.depth = depth;
  }

  /** Whether a call of the group was in progress when this one began. */
  public boolean isWithin(int group) {
    return (groups & group) != 0;
  }

  /** Whether {@link #startNanos} is of the coarse clock. */
  public boolean isCoarse() {
    return coarse;
  }

  public long startNanos() {
    return startNanos;
  }

  /** What its observed children have taken so far, in nanoseconds. */
  public long childNanos() {
    return childNanos;
  }

  /** The first node of the tree that is below this call. */
  public int mark() {
    return mark;
  }

  /** What a thread has in hand of what was handed to it. Belongs to that thread. */
  static final class Hand {
    /** What is being scheduled by the thread, or 0. */
    byte scheduling;

    /** Whether a scheduled future runs whose task is about to. */
    boolean awaited;

    /** What a pool's worker runs, and how that was entered. */
    Object task;

    Frame frame;

    /** The same of a worker that this one runs within; mostly null. */
    private Hand before;

    void take(Object next, Frame entered) {
      if (frame != null && frame.ofUnit) {
        Hand outer = new Hand();
        outer.task = task;
        outer.frame = frame;
        outer.before = before;
        before = outer;
      }
      task = next;
      frame = entered;
    }

    Frame giveBack() {
      Frame entered = frame;
      task = before == null ? null : before.task;
      frame = before == null ? null : before.frame;
      before = before == null ? null : before.before;
      return entered;
    }
  }

  /**
   * The latest slow calls of a thread of those that the coarse clock times, one for each of the
   * last {@value #METHODS} methods. Of them nobody knows which runs within which: without this each
   * call of a recursion would be told, also of one through several methods.
   *
   * <p>Belongs to the thread.
   */
  static final class Told {
    static final int METHODS = 8;

    private final Operation[] operations = new Operation[METHODS];
    private final long[] starts = new long[METHODS];
    private final long[] durations = new long[METHODS];
    private int next;

    /**
     * Whether a slow call has no more to tell than the latest one of the same method, which was
     * within it; if not, it is the latest now.
     */
    boolean within(Operation method, long began, long duration) {
      int at = 0;
      while (at < METHODS && operations[at] != method) {
        at++;
      }
      if (at == METHODS) {
        at = next;
        next = next + 1 & METHODS - 1;
      } else if (starts[at] - began >= 0 && duration - durations[at] < method.slowNanos) {
        return true;
      }
      operations[at] = method;
      starts[at] = began;
      durations[at] = duration;
      return false;
    }

    void forget() {
      Arrays.fill(operations, null);
    }
  }

  /**
   * The throwables that left observed calls of a unit of work, with the call that each left first.
   * A few, found by identity. As soon as they are too many they are told, and all but the latest
   * are forgotten.
   *
   * <p>Belongs to the thread of its context.
   */
  public static final class Throwables {
    /** How many different ones of a unit are followed at a time. */
    static final int MAX = 8;

    private final ThreadContext context;
    private Throwable[] throwables;
    private Operation[] leftFirst;
    private Object[] notes;
    private long[] seenNanos;
    private int count;

    Throwables(ThreadContext context) {
      this.context = context;
    }

    /** The class's name, or null for none. */
    static String nameOf(Throwable thrown) {
      return thrown == null ? null : thrown.getClass().getName();
    }

    /** Notes that one left a call; true if it is the first that it left. */
    boolean add(Throwable thrown, Operation operation) {
      int size = count;
      if (size > 0 && throwables[size - 1] == thrown && leftFirst[size - 1] != null) {
        return false;
      }
      if (throwables == null) {
        throwables = new Throwable[MAX + 1];
        leftFirst = new Operation[MAX + 1];
        notes = new Object[MAX + 1];
        seenNanos = new long[MAX + 1];
      }
      int at = indexOf(thrown);
      if (at >= 0) {
        if (leftFirst[at] == null) {
          leftFirst[at] = operation;
        }
        return false;
      }
      // An overflow of the stack has one place more: there is no room to tell of the others.
      if (size > MAX || size == MAX && !(thrown instanceof StackOverflowError)) {
        tell(thrown);
      }
      throwables[count] = thrown;
      leftFirst[count] = operation;
      seenNanos[count] = System.nanoTime();
      count++;
      return true;
    }

    private int indexOf(Throwable thrown) {
      for (int i = 0; i < count; i++) {
        if (throwables[i] == thrown) {
          return i;
        }
      }
      return -1;
    }

    /**
     * Notes one that is known to the unit without having left an observed call, or something more
     * of one that has.
     *
     * @param note for whoever is told of it at the end
     */
    public void note(Throwable thrown, Object note) {
      add(thrown, null);
      int at = indexOf(thrown);
      notes[at] = note;
      context.touched = true;
    }

    /** What was noted of it, or null. */
    public Object note(int index) {
      return notes[index];
    }

    /** What was noted of one, or null. */
    public Object noteOf(Throwable thrown) {
      int at = indexOf(thrown);
      return at < 0 ? null : notes[at];
    }

    /** When one was seen first, as {@link System#nanoTime()}. */
    public long seenNanos(int index) {
      return seenNanos[index];
    }

    /** Forgets one, which somebody else tells of. */
    public void remove(Throwable thrown) {
      int at = indexOf(thrown);
      if (at >= 0) {
        count--;
        for (int i = at; i <= count; i++) {
          boolean last = i == count;
          throwables[i] = last ? null : throwables[i + 1];
          leftFirst[i] = last ? null : leftFirst[i + 1];
          notes[i] = last ? null : notes[i + 1];
          seenNanos[i] = last ? 0 : seenNanos[i + 1];
        }
      }
    }

    /** Has them told and forgets all but the latest, which may be in flight again. */
    private void tell(Throwable inFlight) {
      boolean before = context.mute(true);
      try {
        Bridge.units.throwablesFull(context, inFlight);
      } catch (Throwable t) {
        // No reason not to follow the one in flight.
        Bridge.failed(t);
      } finally {
        context.mute(before);
        Throwable latest = throwables[count - 1];
        Operation operation = leftFirst[count - 1];
        Object note = notes[count - 1];
        long seen = seenNanos[count - 1];
        clear();
        throwables[0] = latest;
        leftFirst[0] = operation;
        notes[0] = note;
        seenNanos[0] = seen;
        count = 1;
      }
    }

    void clear() {
      for (int i = 0; i < count; i++) {
        throwables[i] = null;
        leftFirst[i] = null;
        notes[i] = null;
      }
      count = 0;
    }

    public int count() {
      return count;
    }

    public Throwable get(int index) {
      return throwables[index];
    }

    /** The observed call that it left first, or null. */
    public Operation leftFirst(int index) {
      return leftFirst[index];
    }
  }

  /**
   * Where the JDK's futures tell of tasks that have failed, and of those who ask what came of them.
   * The doors are here; what is behind them is the agent's. No lock is taken.
   *
   * <p>Called by threads of every kind, before a failure can be seen by others, and by those who
   * see it before they go on.
   */
  public abstract static class Outcomes {
    /** Of a {@code FutureTask} that is not done. */
    private static final int NEW = 0;

    private static final int EXCEPTIONAL = 3;

    /**
     * Whether a task has failed so far: before, nobody can ask for one that has. Plain, since who
     * sees a failure sees what was written before it.
     */
    public static boolean any;

    private static volatile Outcomes inUse;
    private static Class<?> failedStage;
    private static int hook;
    private static int failures;

    /**
     * Joins the agent, before anything is woven.
     *
     * @param failedResult the class of what a failed {@code CompletableFuture} has for a result
     */
    public static synchronized void start(Outcomes outcomes, Class<?> failedResult) {
      if (hook == 0) {
        hook = Bridge.add((Bridge.Hook) null);
      }
      failures = 0;
      failedStage = failedResult;
      inUse = outcomes;
    }

    // ---- called by woven code

    /** Before a {@code FutureTask} is failed. */
    public static void taskFailed(Object future, int state, Throwable thrown) {
      if (state == NEW) {
        failed(future, thrown);
      }
    }

    /** Before a {@code FutureTask} that is done tells how. */
    public static void taskAsked(Object future, int state) {
      if (state == EXCEPTIONAL) {
        asked(future);
      }
    }

    /** Before a fork-join task is failed, of whatever kind. */
    public static void forkFailed(Object task, int status, Throwable thrown) {
      // Those that stand for what the application has submitted; what forks, joins.
      if (status >= 0
          && task.getClass().getName().startsWith("java.util.concurrent.ForkJoinTask$Adapted")) {
        failed(task, thrown);
      }
    }

    /**
     * A stage of a {@code CompletableFuture} fails of its own accord.
     *
     * @param result what its result is going to be
     */
    public static void stageFailed(Object result, Throwable thrown) {
      if (result != null) {
        failed(result, thrown);
      }
    }

    /**
     * A stage fails, or passes on that an earlier one has failed.
     *
     * @param source the result of the earlier one
     * @param empty the result of stages that succeed with none
     */
    public static void stagePasses(Object source, Object empty, Object result, Throwable thrown) {
      if (source == null || source.getClass() != failedStage || source == empty) {
        stageFailed(result, thrown);
      }
    }

    /** Before the result of a stage is told to somebody. */
    public static void stageAsked(Object result) {
      if (result != null && result.getClass() == failedStage) {
        asked(result);
      }
    }

    /** The same of the result that a future has. */
    public static void futureAsked(Object future) {
      Outcomes to = inUse;
      if (to != null && future != null) {
        try {
          stageAsked(to.resultOf(future));
        } catch (Throwable t) {
          hookFailed(t);
        }
      }
    }

    /** After a stage has failed; too late if it had a result already. */
    public static void stageEnded(boolean inTime, Throwable thrown) {
      if (!inTime && any) {
        Outcomes to = inUse;
        if (to != null) {
          try {
            to.forget(thrown);
          } catch (Throwable t) {
            hookFailed(t);
          }
        }
      }
    }

    /** A task has failed of which nobody holds a future; its thread goes on. */
    public static void uncaught(Throwable thrown) {
      Bridge.uncaught(Thread.currentThread(), thrown);
    }

    private static void failed(Object future, Throwable thrown) {
      Outcomes to = inUse;
      if (to != null) {
        tell(to, future, thrown);
      }
    }

    /** Before a future tells what its task has failed with. */
    public static void asked(Object future) {
      Outcomes to = inUse;
      if (to != null && any && to.keeps(future)) {
        tell(to, future, null);
      }
    }

    private static void tell(Outcomes to, Object future, Throwable thrown) {
      ThreadContext context = null;
      boolean before = false;
      try {
        context = ThreadContext.current();
        before = context.owner.muted;
        context.owner.muted = true;
        if (thrown == null) {
          to.delivers(future);
        } else if (!before && to.keep(future, thrown)) {
          any = true;
        }
      } catch (Throwable t) {
        hookFailed(t);
      } finally {
        if (context != null) {
          context.owner.muted = before;
          if (context.virtual) {
            context.releaseIfIdle();
          }
        }
      }
    }

    private static void hookFailed(Throwable t) {
      Bridge.failed(t, hook);
      if (!(t instanceof VirtualMachineError) && ++failures >= Bridge.MAX_FAILURES) {
        inUse = null;
      }
    }

    // ---- what the agent does

    /** Keeps a failure until somebody asks; false if there is nothing to keep. */
    protected abstract boolean keep(Object future, Throwable thrown);

    /** Whether a failure is kept of it; for all who ask a future that has failed. */
    protected abstract boolean keeps(Object future);

    /** Somebody gets to see what is kept. */
    protected abstract void delivers(Object future);

    /** Nobody will ever get to see it. */
    protected abstract void forget(Throwable thrown);

    /** What a future has for a result, where woven code has but the future; may be null. */
    protected abstract Object resultOf(Object future) throws IllegalAccessException;
  }
}
