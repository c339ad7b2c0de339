package io.weftline.bootstrap;

import io.weftline.bootstrap.OpenResults.Cursor;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The doors that woven code goes through. Nothing thrown inside gets out: it is counted, and what
 * fails {@value #MAX_FAILURES} times is switched off. An error that is the program's own ({@link
 * StackOverflowError}, {@link OutOfMemoryError}) is counted apart and switches nothing off.
 *
 * <p>What is woven leads to static state here and nowhere else. Arrays are replaced, never changed
 * in place below their old length; a thread that sees an old one finds nothing at its index and
 * does nothing.
 */
public final class Bridge {
  /** So many failures switch a hook off, unless {@link #forgive} was called between them. */
  public static final int MAX_FAILURES = 100;

  /** The hook index under which failures of methods and of the ends are counted. */
  public static final int METHODS = 0;

  private static final AtomicLong FAILURES = new AtomicLong();
  private static final AtomicLong OVERFLOWS = new AtomicLong();

  private static Operation[] methods = new Operation[0];
  private static Hook[] hooks = new Hook[1];
  private static int[] hookFailures = new int[1];
  private static volatile int switchedOff;
  private static volatile Throwable lastFailure;
  private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";

  static Units units;
  private static Linkage linkage;

  /**
   * The coarse clock: {@link System#nanoTime()} at its latest tick, 0 while it stands still. Woven
   * code reads it where two exact readings would cost more than what is timed.
   */
  public static volatile long coarse;

  private Bridge() {}

  // ---- called by woven code

  /** Before a woven method; null if it is not observed. */
  public static Frame methodEnter(int id) {
    ThreadContext context = null;
    int depth = 0;
    try {
      Operation[] all = methods;
      Operation method = id < all.length ? all[id] : null;
      if (method == null) {
        return null;
      }
      context = ThreadContext.current();
      depth = context.depth;
      return context.enter(method);
    } catch (Throwable t) {
      // The context counts a call last, after everything that can fail: its depth is right.
      failed(METHODS, t, context, depth);
      return null;
    }
  }

  /** After a woven method whose frame is not null. */
  public static void methodExit(int id, Frame frame, Throwable thrown) {
    try {
      Operation[] all = methods;
      Operation method = id < all.length ? all[id] : null;
      if (method != null) {
        frame.context.exit(method, frame, thrown);
      } else {
        frame.context.restore(frame.depth);
      }
    } catch (Throwable t) {
      // By hand, since the stack may have no room for another call.
      frame.context.depth = frame.depth;
      frame.context.groups = frame.groups;
      failed(METHODS, t, frame.context, frame.depth);
    }
  }

  /**
   * After a woven method that is timed by the coarse clock alone.
   *
   * @param startNanos what {@link #coarse} was before
   */
  public static void coarseExit(int id, long startNanos, Throwable thrown) {
    try {
      Operation[] all = methods;
      Operation method = id < all.length ? all[id] : null;
      if (method != null
          && (thrown != null || startNanos != coarse || !method.on || !method.series.count())) {
        method.exitCoarse(startNanos, thrown);
      }
    } catch (Throwable t) {
      failed(METHODS, t);
    }
  }

  /**
   * Before a call that a hook observes; null if it does not. Small, so that the compiler copies it
   * into woven methods: of the seven of a statement through a pool four end here.
   */
  public static Frame enter(int hook, Object self, Object argument) {
    Hook[] all = hooks;
    Hook observer = hook < all.length ? all[hook] : null;
    if (observer == null) {
      return null;
    }
    ThreadContext context = ThreadContext.currentOrNull();
    return observer.ignores(context) ? null : enter(hook, observer, context, self, argument);
  }

  private static Frame enter(
      int hook, Hook observer, ThreadContext known, Object self, Object argument) {
    ThreadContext context = known;
    int depth = 0;
    try {
      if (context == null) {
        context = ThreadContext.current();
      }
      depth = context.depth;
      Frame frame = observer.enter(context, self, argument);
      if (frame == null && context.virtual) {
        context.releaseIfIdle();
      }
      return frame;
    } catch (Throwable t) {
      if (context != null && context.depth > depth) {
        context.groups = context.frames[depth].groups;
        context.depth = depth;
      }
      failed(hook, t, context, depth);
      return null;
    }
  }

  /** After such a call. */
  public static void exit(
      int hook,
      Frame frame,
      Object self,
      Object argument,
      Object result,
      long number,
      Throwable thrown) {
    try {
      Hook[] all = hooks;
      Hook observer = hook < all.length ? all[hook] : null;
      if (observer != null) {
        observer.exit(frame, self, argument, result, number, thrown);
      } else {
        frame.context.restore(frame.depth);
      }
    } catch (Throwable t) {
      frame.context.depth = frame.depth;
      frame.context.groups = frame.groups;
      failed(hook, t, frame.context, frame.depth);
    }
  }

  /** Before a thread dies of what it threw. */
  public static void uncaught(Thread thread, Throwable thrown) {
    if (units == null) {
      return;
    }
    try {
      units.uncaught(thread, thrown);
    } catch (Throwable t) {
      failed(METHODS, t);
    }
  }

  /** After the last hook of the application at the end of the virtual machine. */
  public static void end() {
    if (units == null) {
      return;
    }
    try {
      units.end();
    } catch (Throwable t) {
      failed(METHODS, t);
    }
  }

  /** What the exception handler of every advice calls: only code around the doors gets here. */
  public static void failed(Throwable t) {
    try {
      failed(METHODS, t);
    } catch (StackOverflowError e) {
      // No room even to count it. What overflows is the program's call, which will say so itself.
    }
  }

  /** What the exception handler of linked advice calls: with the hook that it was planned with. */
  public static void failed(Throwable t, int hook) {
    try {
      failed(hook, t);
    } catch (StackOverflowError e) {
      // As above.
    }
  }

  /**
   * Links advice that names types of a library: called by the virtual machine where woven code
   * comes by for the first time. Whatever goes wrong, the place is linked, with nothing behind it.
   *
   * @param name of a method of the advice
   * @param advice binary name of its class
   * @param hook where its failures are counted
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String name, MethodType type, String advice, int hook) {
    return linkage.link(caller.lookupClass().getClassLoader(), name, type, advice, hook);
  }

  private static void failed(int hook, Throwable t, ThreadContext context, int depth) {
    try {
      if (context != null) {
        context.restore(depth);
      }
    } catch (StackOverflowError e) {
      // The depth is right already; what the unit leaves goes with the next one.
    }
    failed(hook, t);
  }

  private static void failed(int hook, Throwable t) {
    try {
      if (t instanceof StackOverflowError || t instanceof OutOfMemoryError) {
        OVERFLOWS.getAndIncrement();
        return;
      }
      FAILURES.getAndIncrement();
      lastFailure = t;
      count(hook);
    } catch (StackOverflowError e) {
      // No room even to count in the usual way.
      OVERFLOWS.getAndIncrement();
    }
  }

  private static synchronized void count(int hook) {
    if (++hookFailures[hook] == MAX_FAILURES) {
      switchedOff++;
      if (hook == METHODS) {
        methods = new Operation[0];
      } else {
        hooks[hook] = null;
        if (linkage != null) {
          linkage.switchOff(hook);
        }
      }
    }
  }

  // ---- called by the agent

  /** Joins the agent, before anything is woven; false if another one is there already. */
  public static synchronized boolean connect(Units ends) {
    if (units != null) {
      return false;
    }
    units = ends;
    warmUp();
    return true;
  }

  /** Joins what links advice, before any is woven. */
  public static synchronized void link(Linkage linker) {
    linkage = linker;
  }

  /**
   * Loads what calls may need. Loaded by a call at the end of an application's stack, a class would
   * take the transformers of the virtual machine beyond it.
   */
  private static void warmUp() {
    ThreadContext context = ThreadContext.detached();
    new Series().record(context.number, 1, false, false);
    context.tree.query(new Operation("", "", Operation.QUERY, "", null), 1);
    Arrays.sort(new long[CallTree.MAX_NODES]);
    context.results.of(null);
    new Cursor().open(context, null, 0, 0, false);
  }

  /**
   * Loads and initialises what the doors lead to, once, on the agent's thread. A class whose
   * initialiser meets the end of a stack is unusable ever after, for the whole process; threads of
   * the application come with any amount of stack left, and some of those classes are the JDK's.
   */
  public static void rehearse() {
    Operation operation = new Operation("", "", Operation.METHOD, null, new Series());
    operation.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    for (int owner = 1; owner <= 2 * Series.OWNED; owner++) {
      operation.series.record(owner, owner, true, true);
    }
    operation.series.count();
    operation.series.count(null);
    // On a context that nobody has.
    ThreadContext context = ThreadContext.detached();
    Frame outer = context.enter(operation);
    for (int i = 0; i <= CallTree.MAX_NODES; i++) {
      Operation each = new Operation("", "", Operation.METHOD, null, operation.series);
      each.logNanos = Long.MAX_VALUE;
      context.exit(each, context.enter(each), null);
    }
    Frame call = context.enter(1, 0);
    context.left(new Throwable(), operation);
    context.exit(call, operation, null);
    context.tree.query(operation, 1);
    context.tree.fetched(operation, 1, 1);
    context.nodeNanos = 0;
    operation.exitRarer(context, System.nanoTime(), null);
    context.throwables.clear();
    context.exit(operation, outer, null);
  }

  /** Adds a method; its index is what woven code passes. */
  public static synchronized int add(Operation method, int id) {
    if (hookFailures[METHODS] >= MAX_FAILURES) {
      // Switched off: those that come later too.
      return id;
    }
    Operation[] all = methods;
    if (id >= all.length) {
      Operation[] longer = new Operation[Math.max(64, Integer.highestOneBit(id) * 2)];
      System.arraycopy(all, 0, longer, 0, all.length);
      all = longer;
    }
    all[id] = method;
    methods = all;
    return id;
  }

  /**
   * Adds a hook; its index is what woven code passes.
   *
   * @param hook null where only failures are to be counted, those of linked advice
   */
  public static synchronized int add(Hook hook) {
    int id = hooks.length;
    Hook[] longer = new Hook[id + 1];
    System.arraycopy(hooks, 0, longer, 0, id);
    longer[id] = hook;
    int[] counts = new int[id + 1];
    System.arraycopy(hookFailures, 0, counts, 0, id);
    hookFailures = counts;
    hooks = longer;
    return id;
  }

  /** Counts failures from 0 again, for hooks that are on: a few a day are no reason to stop. */
  public static synchronized void forgive() {
    for (int i = 0; i < hookFailures.length; i++) {
      if (hookFailures[i] < MAX_FAILURES) {
        hookFailures[i] = 0;
      }
    }
  }

  /** How many hooks have failed too often. */
  public static int switchedOff() {
    return switchedOff;
  }

  /** Failures inside hooks that were kept from the application. */
  public static long failures() {
    return FAILURES.get();
  }

  /** Times that the program's own stack or heap ended inside a hook. */
  public static long overflows() {
    return OVERFLOWS.get();
  }

  /** The latest failure, or null. */
  public static Throwable lastFailure() {
    return lastFailure;
  }

  /** Whether the thread is a virtual one; by name, since Java 8 knows none. */
  public static boolean isVirtual(Thread thread) {
    return VIRTUAL_THREAD.equals(thread.getClass().getName());
  }

  /**
   * What the agent does at the rare ends: of a call that is slow, failed or asked for, of a unit of
   * work that saw something, of a thread, of the application. One instance, by the agent.
   *
   * <p>Called by application threads; the context is theirs.
   */
  public abstract static class Units {

    /**
     * A call has ended that is worth a line: slow with no enclosing call past its own threshold, or
     * the outermost of its unit where every call or every failed one is asked for.
     *
     * @param frame its depth, start and the nodes below it
     */
    public abstract void callEnded(Operation method, Frame frame, long endNanos, Throwable thrown);

    /**
     * A unit has ended in which throwables left observed calls; the context forgets them
     * afterwards.
     *
     * @param leaving what leaves the unit, or null
     */
    public abstract void unitFailed(ThreadContext context, Throwable leaving);

    /**
     * So many throwables have left observed calls of the unit in hand that they are to be decided
     * before it ends: the context forgets all but the latest of them, and goes on with that and the
     * one in flight.
     *
     * @param inFlight what leaves a call now; none of those that the context has
     */
    public abstract void throwablesFull(ThreadContext context, Throwable inFlight);

    /** A unit has ended with results of its own still open; each must be closed in the context. */
    public abstract void resultsLeftOpen(ThreadContext context);

    /** A thread dies of what it threw. */
    public abstract void uncaught(Thread thread, Throwable thrown);

    /** The last hook of the application has run: the virtual machine is about to end. */
    public abstract void end();
  }

  /** Links advice that names types of libraries. One instance, by the agent. */
  public abstract static class Linkage {

    /** As {@link Bridge#link} says; never throws. */
    public abstract CallSite link(
        ClassLoader loader, String name, MethodType type, String advice, int hook);

    /** A hook has failed too often: what is linked to it is to do nothing from now on. */
    public abstract void switchOff(int hook);
  }

  /**
   * What an instrumentation does around the calls it is woven into. An abstract class and not an
   * interface: a call through a class's table is cheaper where many hooks exist.
   *
   * <p>Called by every application thread at once. What it throws is counted, and after {@value
   * Bridge#MAX_FAILURES} times it is not called again.
   */
  public abstract static class Hook {
    private final int groups;
    private final boolean ofOpenResults;

    /**
     * @param groups bits: the hook is not asked while a call of one of these groups is in progress
     *     and has left no note; 0 if it has to know of nested calls in any case
     * @param ofOpenResults whether it is asked only while the thread has results open
     */
    protected Hook(int groups, boolean ofOpenResults) {
      this.groups = groups;
      this.ofOpenResults = ofOpenResults;
    }

    /** Whether a call is of no interest; decided for every call, before all else. */
    final boolean ignores(ThreadContext context) {
      if (context == null) {
        return ofOpenResults;
      }
      return ofOpenResults
          ? context.results.count() == 0
          : (context.groups & groups) != 0 && context.note == null;
    }

    /**
     * Before the call.
     *
     * @param self the object it is made on, null for a static method
     * @param argument the first argument if the advice passes it
     * @return what {@link #exit} gets; null if the call is not observed, then there is no exit
     */
    public abstract Frame enter(ThreadContext context, Object self, Object argument);

    /**
     * After the call, for each that {@link #enter} returned a frame for.
     *
     * @param result what it returned if that is an object
     * @param number what it returned if that is a number or a boolean (1 or 0)
     * @param thrown what left it, or null
     */
    public abstract void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown);
  }
}
