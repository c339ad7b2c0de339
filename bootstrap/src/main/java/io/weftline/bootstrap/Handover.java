package io.weftline.bootstrap;

import io.weftline.bootstrap.Frame.Hand;
import io.weftline.bootstrap.Unit.Call;
import io.weftline.bootstrap.Unit.Carrier;
import io.weftline.bootstrap.Unit.Jobs;
import io.weftline.bootstrap.Unit.Join;
import io.weftline.bootstrap.Unit.Noted;
import io.weftline.bootstrap.Unit.Stage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How the unit in hand goes on with what is handed to other threads. A task gets a {@link Carrier}
 * around it where nobody looks at it again; where the application could tell the difference, and
 * for fork-join tasks, which are what they are, the task is noted in a table by its identity.
 * Whoever runs it works for the unit meanwhile, and is afterwards what it was before.
 *
 * <p>Called by threads of every kind, those of the JDK's own work included. It takes no lock, loads
 * no class once {@link #start} has run, and looks at nothing but the class of a task first: what
 * mounts and unmounts virtual threads passes here.
 */
public final class Handover {
  /**
   * What is submitted, or waits, longer than this is no longer the unit's if that has ended: what
   * submits itself again and again would go on with it for ever.
   */
  static final long LINGER_NANOS = 300_000_000_000L;

  /** What the frame of a task notes when it has been left. */
  public static final Object HANDED = Boolean.TRUE;

  private static final String JDK = "java.";
  private static final byte ONCE = 1;
  private static final byte APART = 2;
  private static final int EXCEPTIONAL = 3;

  private static final Class<?> ADAPTER = Executors.callable(new Carrier("", null)).getClass();

  private static final Noted NOTED = new Noted();

  private static String[][] internal = new String[0][];
  private static volatile boolean on;
  private static int hook;
  private static int failures;

  private Handover() {}

  // ---- called by the agent

  /**
   * Begins to hand over; everything that calls need is loaded when this returns.
   *
   * @param internals what names of classes begin with whose tasks are nobody's, by their first
   *     letter, of which there are no more than the array has places
   */
  public static synchronized void start(String[][] internals) {
    if (hook == 0) {
      internal = internals;
      hook = Bridge.add((Bridge.Hook) null);
      Object task = new Join(new Stage(new Call("", null), null), null).target;
      NOTED.put(task, null);
      NOTED.take(task);
      NOTED.sweep(System.nanoTime());
      Carrier.isLambda(task);
      isForked(task);
      Jobs.use(Jobs.inUse);
      on = true;
    }
  }

  /** Forgets what nobody has run in time; on the agent's thread, a few times a second. */
  public static void sweep(long nowNanos) {
    NOTED.sweep(nowNanos);
  }

  /** How many tasks were not noted, since there were too many. */
  public static long lost() {
    return NOTED.lost();
  }

  /** Whether a class, by its name, is of the JDK or one of those that {@link #start} was given. */
  public static boolean isInternal(String name) {
    char initial = name.charAt(0);
    String[] prefixes = initial < internal.length ? internal[initial] : null;
    if (prefixes != null) {
      for (String prefix : prefixes) {
        if (name.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the application has handed over: the task within a carrier, or the task itself. */
  public static Object own(Object task) {
    return task instanceof Carrier ? ((Carrier) task).target : task;
  }

  /** Whether the unit of calls that ends in a context, the calling thread's, is a task's. */
  public static boolean isHanded(ThreadContext context) {
    return context.frames[0].ofUnit && context.frames[0].note == HANDED;
  }

  // ---- called by woven code: what is handed over

  /** What a {@code FutureTask} is made with. */
  public static Runnable future(Runnable task) {
    Unit unit = ofFuture(task);
    return unit == null ? task : new Carrier(task, unit);
  }

  /** The same. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // What woven code has is raw.
  public static Callable future(Callable task) {
    Unit unit = ofFuture(task);
    return unit == null ? task : new Call(task, unit);
  }

  private static Unit ofFuture(Object task) {
    try {
      ThreadContext context = ThreadContext.currentOrNull();
      if (context == null || context.unit == null || task == null || task instanceof FutureTask) {
        return null;
      }
      byte scheduling = context.hand.scheduling;
      context.hand.scheduling = 0;
      Unit unit = inHand(context);
      return unit == null
              || scheduling == APART
              || scheduling == ONCE && unit.isRunOf(task)
              || task instanceof Carrier
              || !isCarried(task.getClass().getName())
          ? null
          : unit;
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  /** Of the JDK, what stands for something of the application's. */
  private static boolean isCarried(String name) {
    return name.startsWith(JDK)
        ? name.startsWith("java.util.concurrent.Executors$")
            || name.startsWith("java.util.function.")
            || name.startsWith("java.util.concurrent.ThreadPerTaskExecutor")
        : !isInternal(name);
  }

  /** What {@code ThreadPoolExecutor.execute} gets. */
  public static Runnable pooled(Object pool, Object queue, Runnable task) {
    try {
      if (task == null || task instanceof FutureTask || task instanceof Carrier) {
        return task;
      }
      boolean plain = pool.getClass() == ThreadPoolExecutor.class;
      Unit unit = inHand();
      if (unit == null) {
        if (plain && NOTED.any && NOTED.has(task)) {
          // The same object as one of a unit's: this run of it is nobody's.
          NOTED.put(task, null);
        }
      } else if (isCarried(task.getClass().getName())) {
        if (Carrier.isLambda(task)
            && !(queue instanceof PriorityBlockingQueue || queue instanceof DelayQueue)) {
          return new Carrier(task, unit);
        }
        if (plain) {
          NOTED.put(task, unit);
        }
      }
    } catch (Throwable t) {
      failed(t);
    }
    return task;
  }

  /** What the application is told that its pool has refused or left undone. */
  public static Runnable refused(Runnable task) {
    if (NOTED.any) {
      NOTED.take(task);
    }
    return (Runnable) own(task);
  }

  /** The same of many; in place. */
  public static void refused(List<Runnable> tasks) {
    try {
      for (int i = 0; i < tasks.size(); i++) {
        Runnable task = tasks.get(i);
        Runnable own = refused(task);
        if (own != task) {
          tasks.set(i, own);
        }
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** What a pool is to take out of its queue: the carrier of the task, if that has one. */
  public static Runnable removed(BlockingQueue<Runnable> queue, Runnable task) {
    try {
      if (hook == 0 || task == null || task instanceof FutureTask || task instanceof Carrier) {
        return task;
      }
      if (NOTED.any) {
        NOTED.take(task);
      }
      if (Carrier.isLambda(task)) {
        for (Object each : queue.toArray()) {
          if (own(each) == task) {
            return (Runnable) each;
          }
        }
      }
    } catch (Throwable t) {
      failed(t);
    }
    return task;
  }

  /** What a fork-join pool is given to run, if that is no task of its kind. */
  public static Object shared(Object task) {
    try {
      // The name before all else: virtual threads are mounted by such a task.
      if (task != null
          && isCarried(task.getClass().getName())
          && !(task instanceof ForkJoinTask)
          && !(task instanceof Carrier)) {
        Unit unit = inHand();
        return unit == null
            ? task
            : task instanceof Runnable && !(task instanceof Callable)
                ? new Carrier(task, unit)
                : new Call(task, unit);
      }
    } catch (Throwable t) {
      failed(t);
    }
    return task;
  }

  /** What a thread of its own is made for; the factory may be the application's. */
  public static Runnable alone(Object factory, Runnable task) {
    try {
      if (task != null && isCarried(task.getClass().getName()) && !(task instanceof Carrier)) {
        Unit unit = inHand();
        if (unit != null
            && (factory.getClass().getName().startsWith(JDK)
                || task.getClass().getName().startsWith(JDK)
                || Carrier.isLambda(task))) {
          return new Carrier(task, unit);
        }
      }
    } catch (Throwable t) {
      failed(t);
    }
    return task;
  }

  /**
   * What a stage of a {@code CompletableFuture} does.
   *
   * @param arguments how many it has
   */
  public static Object stage(Object function, int arguments) {
    try {
      Unit unit = inHand();
      if (unit == null || function == null || function instanceof Carrier) {
        return function;
      }
      String name = function.getClass().getName();
      if (isInternal(name) && !name.startsWith("java.util.")) {
        return function;
      }
      return arguments == 2 ? new Join(function, unit) : new Stage(function, unit);
    } catch (Throwable t) {
      failed(t);
      return function;
    }
  }

  /** A fork-join task is handed over. */
  public static void fork(Object task) {
    try {
      Unit unit = inHand();
      if (unit != null && task != null && isForked(task)) {
        NOTED.put(task, unit);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  private static boolean isForked(Object task) {
    String name = task.getClass().getName();
    return name.startsWith(JDK)
        ? name.startsWith("java.util.stream.")
            || name.startsWith("java.util.concurrent.ConcurrentHashMap$")
        : !isInternal(name);
  }

  /**
   * Before something is scheduled: once, or again and again, which is nobody's but its own.
   *
   * @return what {@link #scheduled} gets; may be null
   */
  public static Object scheduling(boolean again, long delay, TimeUnit unit) {
    ThreadContext context = ThreadContext.currentOrNull();
    if (context == null || context.unit == null) {
      return null;
    }
    boolean apart = again || unit != null && unit.toNanos(delay) > LINGER_NANOS;
    context.hand.scheduling = apart ? APART : ONCE;
    return context.hand;
  }

  public static void scheduled(Object hand) {
    ((Hand) hand).scheduling = 0;
  }

  // ---- called by woven code: what is run

  /** Before a fork-join task runs; null if it is nobody's. */
  public static Frame forkBegins(Object task) {
    return NOTED.any && isForked(task) ? enter(NOTED.take(task)) : null;
  }

  /** After what {@link #forkBegins} returned a frame for. */
  public static void forkEnded(Frame frame) {
    leave(frame, null);
  }

  /** Before a pool's worker runs a task. */
  public static void workBegins(Object pool, Object task) {
    if (!NOTED.any || pool.getClass() != ThreadPoolExecutor.class) {
      return;
    }
    Frame frame = enter(NOTED.take(task));
    if (frame != null) {
      frame.context.hand.take(task, frame);
    }
  }

  /** After it. */
  public static void workEnded(Object task, Throwable thrown) {
    ThreadContext context = ThreadContext.currentOrNull();
    if (context == null || context.hand.frame == null || context.hand.task != task) {
      return;
    }
    leave(context.hand.giveBack(), thrown);
  }

  /**
   * Before a {@code FutureTask} runs: if it was scheduled, and for nobody, that is a job.
   *
   * @return what {@link #ranFuture} gets; may be null
   */
  public static Object runsFuture(Object future, Object callable) {
    Jobs beginner = Jobs.inUse;
    if (beginner == null || !(future instanceof RunnableScheduledFuture) || callable == null) {
      return null;
    }
    try {
      ThreadContext context = ThreadContext.current();
      if (callable.getClass() == ADAPTER) {
        context.hand.awaited = true;
        return context.hand;
      }
      return begin(beginner, context, callable);
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  /** After it, with its state and what came of it. */
  public static void ranFuture(Object begun, int state, Object outcome) {
    if (begun instanceof Hand) {
      ((Hand) begun).awaited = false;
    } else {
      ranTask((Frame) begun, state == EXCEPTIONAL ? (Throwable) outcome : null);
    }
  }

  /** Before the task within it runs; null if that is no job. */
  public static Frame runsTask(Object task) {
    Jobs beginner = Jobs.inUse;
    ThreadContext context = beginner == null ? null : ThreadContext.currentOrNull();
    if (context == null || !context.hand.awaited) {
      return null;
    }
    context.hand.awaited = false;
    try {
      return begin(beginner, context, task);
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private static Frame begin(Jobs beginner, ThreadContext context, Object task) {
    return context.unit != null || task instanceof Carrier ? null : beginner.begin(context, task);
  }

  /** After it. */
  public static void ranTask(Frame frame, Throwable thrown) {
    try {
      Jobs.inUse.end(frame, thrown);
    } catch (Throwable t) {
      failed(frame, t);
    }
  }

  // ---- units

  private static Unit inHand() {
    ThreadContext context = ThreadContext.currentOrNull();
    return context == null ? null : inHand(context);
  }

  private static Unit inHand(ThreadContext context) {
    Unit unit = context.unit;
    return unit == null
            || context.owner.muted
            || !on
            || unit.hasEnded() && System.nanoTime() - unit.startNanos > LINGER_NANOS
        ? null
        : unit;
  }

  /** The calling thread begins to work for a unit; null if it does already, or for none. */
  static Frame enter(Unit unit) {
    if (unit == null) {
      return null;
    }
    ThreadContext context = null;
    int depth = 0;
    try {
      context = ThreadContext.current();
      depth = context.depth;
      return context.unit == unit ? null : context.enter(unit, true);
    } catch (Throwable t) {
      if (context != null) {
        context.restore(depth);
      }
      failed(t);
      return null;
    }
  }

  static void leave(Frame frame, Throwable thrown) {
    try {
      frame.context.leave(frame, thrown);
    } catch (Throwable t) {
      failed(frame, t);
    }
  }

  private static void failed(Frame frame, Throwable t) {
    frame.context.restore(frame.depth);
    failed(t);
  }

  private static void failed(Throwable t) {
    Bridge.failed(t, hook);
    if (!(t instanceof VirtualMachineError) && ++failures >= Bridge.MAX_FAILURES) {
      on = false;
      Jobs.inUse = null;
    }
  }
}
