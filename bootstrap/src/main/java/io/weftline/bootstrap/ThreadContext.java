package io.weftline.bootstrap;

import io.weftline.bootstrap.Frame.Throwables;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The unit of work in hand of one thread: the calls in progress, the tree of those that ended, the
 * throwables that left them, the results that are open.
 *
 * <p>Belongs to one thread. A platform thread keeps its own for life; a virtual one borrows one for
 * a unit from a bounded pool and leaves nothing behind. Holds types of the JDK and of this package
 * only.
 */
public final class ThreadContext {
  private static final int FIRST_FRAMES = 32;
  private static final int KEPT_FRAMES = 256;
  private static final int POOLED = 64;

  private static final ThreadLocal<ThreadContext> CURRENT = new ThreadLocal<ThreadContext>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final AtomicReferenceArray<ThreadContext> POOL =
      new AtomicReferenceArray<ThreadContext>(POOLED);

  /** From 1; what series know the context by. */
  public final int number = NUMBERS.incrementAndGet();

  public final CallTree tree = new CallTree(this);

  public final OpenResults results = new OpenResults(this);

  public final Throwables throwables = new Throwables(this);

  /** What has been handed to the thread. */
  final Frame.Hand hand = new Frame.Hand();

  Frame[] frames;
  int depth;

  /** From when on a call is a node of the tree, for the unit in hand. */
  long nodeNanos;

  /**
   * The groups of which a call is in progress, a bit each: only the outermost of a group counts.
   */
  int groups;

  /** Whose it is for life; of nobody if virtual threads borrow it. */
  final Series.Owner owner;

  boolean virtual;

  /** The unit with ids that the thread works for, or null. */
  Unit unit;

  /** Whether the end of the unit has anything to do but to be forgotten. */
  boolean touched;

  final Frame.Told told = new Frame.Told();

  /** For the hook of a group: what a nested call tells the outermost one. */
  public Object note;

  /** What happened on the thread shortly before. */
  public final Unit.Crumbs crumbs = new Unit.Crumbs();

  /** For what events say of the thread: as it was when it was last asked for. */
  public Object label;

  /** Whether the thread is within a logger of the application, which may use another one. */
  public boolean logging;

  /** For hooks that do something once in a while: the last number that chance gave. */
  public int chance = number;

  private ThreadContext(Thread thread) {
    owner = new Series.Owner(thread);
    frames = new Frame[FIRST_FRAMES];
    for (int i = 0; i < FIRST_FRAMES; i++) {
      frames[i] = new Frame(this, i);
    }
  }

  /** The context of the calling thread, or null if it has none. */
  static ThreadContext currentOrNull() {
    return CURRENT.get();
  }

  /** The context of the calling thread, made at its first use. */
  public static ThreadContext current() {
    ThreadContext context = CURRENT.get();
    return context != null ? context : attach(Bridge.isVirtual(Thread.currentThread()));
  }

  static ThreadContext attach(boolean virtual) {
    ThreadContext context = virtual ? borrow() : new ThreadContext(Thread.currentThread());
    context.virtual = virtual;
    context.touched = virtual;
    CURRENT.set(context);
    return context;
  }

  private static ThreadContext borrow() {
    for (int i = 0; i < POOLED; i++) {
      ThreadContext context = POOL.get(i);
      if (context != null && POOL.compareAndSet(i, context, null)) {
        return context;
      }
    }
    return detached();
  }

  /** One that no thread has. */
  static ThreadContext detached() {
    return new ThreadContext(null);
  }

  /** Gives the context of a virtual thread back once nothing of it is in use. */
  private void release() {
    if (results.count() != 0) {
      results.recount();
    }
    if (results.count() == 0 && !logging) {
      results.released();
      told.forget();
      crumbs.clear();
      note = null;
      CURRENT.remove();
      for (int i = 0; i < POOLED; i++) {
        if (POOL.get(i) == null && POOL.compareAndSet(i, null, this)) {
          return;
        }
      }
    }
  }

  /** Gives a borrowed context back after a call that is not followed, unless it is in use. */
  public void releaseIfIdle() {
    if (depth == 0 && !owner.muted) {
      release();
    }
  }

  /**
   * Leaves time that the agent itself took on the calling thread (it weaves where classes are
   * loaded) out of the calls in progress.
   */
  public static void discount(long nanos) {
    ThreadContext context = CURRENT.get();
    if (context != null) {
      for (int i = 0; i < context.depth; i++) {
        context.frames[i].startNanos += nanos;
      }
    }
  }

  // ---- calls

  /** Begins a call of a method; null if it is not to be observed. */
  Frame enter(Operation method) {
    if (owner.muted || !method.on) {
      return null;
    }
    int at = depth;
    Frame frame = at < frames.length ? frames[at] : deeper(at);
    if (at == 0) {
      nodeNanos = method.nodeNanos;
    } else if (method.nodeNanos < nodeNanos) {
      nodeNanos = method.nodeNanos;
    }
    frame.childNanos = 0;
    frame.slowNanos = method.slowNanos;
    frame.mark = tree.size();
    frame.groups = groups;
    frame.startNanos = System.nanoTime();
    // Last: an overflow of the stack in any of the calls above leaves nothing to be undone.
    depth = at + 1;
    return frame;
  }

  /** Ends a call of a method. */
  void exit(Operation method, Frame frame, Throwable thrown) {
    long now = System.nanoTime();
    long duration = now - frame.startNanos;
    int at = frame.depth;
    depth = at;
    groups = frame.groups;
    boolean slow = duration >= method.slowNanos;
    method.series.record(number, duration, thrown != null, slow);
    if (thrown != null) {
      left(thrown, method);
    }
    if (duration >= method.logNanos || thrown != null && method.logFailed) {
      logged(method, frame, now, thrown);
    }
    if (at > 0) {
      // What is not worth a node stays its parent's own time.
      if (duration >= nodeNanos && tree.add(method, frame, duration, Throwables.nameOf(thrown))) {
        frames[at - 1].childNanos += duration;
      }
    } else {
      endUnit(thrown);
    }
  }

  void logged(Operation method, Frame frame, long now, Throwable thrown) {
    if (now - frame.startNanos < method.slowNanos) {
      // Written for its own sake, because every call or every failed one is: the outermost only.
      if (frame.depth > 0 && !frames[frame.depth - 1].ofUnit) {
        return;
      }
    } else {
      for (int i = frame.depth - 1; i >= 0; i--) {
        Frame enclosing = frames[i];
        if (now - enclosing.startNanos >= enclosing.slowNanos) {
          return; // only a node of that one's tree
        }
      }
    }
    boolean before = owner.muted;
    owner.muted = true;
    try {
      Bridge.units.callEnded(method, frame, now, thrown);
    } finally {
      owner.muted = before;
    }
  }

  /**
   * Begins a call that is no method's: one of a group of which only the outermost counts.
   *
   * @param group one bit
   * @param nodeNanos from when on the call is a node of the tree; the least of the unit so far
   *     counts
   * @return null if one of the group is in progress or nothing is observed
   */
  public Frame enter(int group, long nodeNanos) {
    return owner.muted || (groups & group) != 0 ? null : enter(group, nodeNanos, 0);
  }

  /**
   * The same, without asking whether.
   *
   * @param startNanos when it begins by the coarse clock, or 0 to read the exact one
   */
  public Frame enter(int group, long nodeNanos, long startNanos) {
    int at = depth;
    Frame frame = at < frames.length ? frames[at] : deeper(at);
    if (at == 0 || nodeNanos < this.nodeNanos) {
      this.nodeNanos = nodeNanos;
    }
    frame.childNanos = 0;
    frame.slowNanos = Long.MAX_VALUE;
    frame.mark = tree.size();
    frame.groups = groups;
    frame.coarse = startNanos != 0;
    frame.startNanos = startNanos != 0 ? startNanos : System.nanoTime();
    groups |= group;
    depth = at + 1;
    return frame;
  }

  /**
   * Ends a call that {@link #enter(int, long)} began.
   *
   * @param operation the node it becomes if it took long enough; null for none
   * @return what it took, in nanoseconds
   */
  public long exit(Frame frame, Operation operation, Throwable thrown) {
    return exit(frame, System.nanoTime(), operation, thrown);
  }

  /**
   * The same for a call that ended a little earlier, before what has been done to find out what it
   * was.
   */
  public long exit(Frame frame, long endNanos, Operation operation, Throwable thrown) {
    // What was left out of it may have been taken after its end.
    long duration = Math.max(0, endNanos - frame.startNanos);
    int at = frame.depth;
    depth = at;
    groups = frame.groups;
    if (at > 0 && operation != null && operation.kind >= Operation.HTTP) {
      tree.other(operation.kind, duration);
    }
    if (at > 0
        && operation != null
        && duration >= nodeNanos
        && tree.add(operation, frame, duration, Throwables.nameOf(thrown))) {
      frames[at - 1].childNanos += duration;
    }
    return duration;
  }

  /**
   * Ends a call that {@link #enter(int, long)} began and that goes on with an earlier one: fetches
   * rows of its result.
   *
   * @param duration what it took, in nanoseconds
   * @param operation what the earlier one was, or null
   */
  public void exitMore(Frame frame, long duration, Operation operation) {
    int at = frame.depth;
    depth = at;
    groups = frame.groups;
    if (at > 0 && duration >= nodeNanos && tree.extend(operation, frame, duration)) {
      frames[at - 1].childNanos += duration;
    }
  }

  /**
   * Begins to work for a unit, which may have begun on another thread.
   *
   * @param handed whether that is a task it was handed: slow calls in it have lines of their own
   * @return what {@link #leave} gets; null while the agent is at work on this thread
   */
  public Frame enter(Unit work, boolean handed) {
    if (owner.muted) {
      return null;
    }
    Frame frame = enter(0, work.nodeNanos, work.startNanos);
    frame.coarse = false;
    frame.slowNanos = handed || work.hasEnded() ? Long.MAX_VALUE : work.slowNanos;
    frame.ofUnit = true;
    frame.before = unit;
    unit = work;
    touched = true;
    work.entered(this, frame, handed);
    return frame;
  }

  /**
   * Ends what {@link #enter(Unit, boolean)} began.
   *
   * @param leaving what leaves the unit, or null
   */
  public void leave(Frame frame, Throwable leaving) {
    boolean before = owner.muted;
    owner.muted = true;
    try {
      unit.left(this, frame, leaving);
    } finally {
      owner.muted = before;
      depth = frame.depth;
      groups = frame.groups;
      if (depth == 0) {
        endUnit(leaving);
      } else {
        forgetUnits(frame.depth + 1, frame.depth);
      }
    }
  }

  /** Takes the units of frames that are no more from those above to {@code at}. */
  private void forgetUnits(int from, int at) {
    for (int i = from - 1; i >= at; i--) {
      Frame frame = frames[i];
      if (frame.ofUnit) {
        frame.ofUnit = false;
        unit = frame.before;
        frame.before = null;
      }
    }
  }

  /** The unit with ids that the thread works for, or null. */
  public Unit unit() {
    return unit;
  }

  /** Whether a call of the group would be observed if it began now. */
  public boolean isObserved(int group) {
    return !owner.muted && (groups & group) == 0;
  }

  /**
   * Ends the unit if the call that {@link #enter(int, long)} began was its outermost. Results stay
   * open: they are read after such a call, not within it.
   */
  public void endIfOutermost(Frame frame) {
    if (frame.depth == 0) {
      endUnit(null);
    }
  }

  void endUnit(Throwable leaving) {
    if (touched) {
      touched = virtual;
      if (throwables.count() != 0 || results.anyOfUnit()) {
        tellOfEnd(leaving);
      }
      tree.clear();
      if (unit != null) {
        forgetUnits(1, 0);
      }
      if (frames.length > KEPT_FRAMES) {
        frames = Arrays.copyOf(frames, KEPT_FRAMES);
      }
      if (virtual) {
        release();
      }
    }
  }

  private void tellOfEnd(Throwable leaving) {
    boolean before = owner.muted;
    owner.muted = true;
    try {
      if (results.anyOfUnit()) {
        Bridge.units.resultsLeftOpen(this);
        results.recount();
      }
      if (throwables.count() != 0) {
        Bridge.units.unitFailed(this, leaving);
      }
    } finally {
      owner.muted = before;
      throwables.clear();
    }
  }

  /**
   * Goes back to where {@code at} calls were in progress, whatever happened since. A unit that ends
   * so leaves nothing behind but its open results, which end with the next one.
   */
  void restore(int at) {
    if (at < depth) {
      groups = frames[at].groups;
      forgetUnits(depth, at);
      depth = at;
    }
    if (at == 0 && !owner.muted) {
      throwables.clear();
      tree.clear();
      touched = virtual || results.anyOfUnit();
    }
  }

  private Frame deeper(int at) {
    int length = frames.length;
    Frame[] longer = Arrays.copyOf(frames, length * 2);
    for (int i = length; i < longer.length; i++) {
      longer[i] = new Frame(this, i);
    }
    frames = longer;
    touched = true;
    return longer[at];
  }

  Frame frame(int at) {
    return frames[at];
  }

  /** The same, made if need be. */
  Frame frameFor(int at) {
    return at < frames.length ? frames[at] : deeper(at);
  }

  /** When the unit in hand, or the one that ends, began; by the coarse clock maybe. */
  public long startNanos() {
    return frames[0].startNanos;
  }

  /** From when on the outermost call in progress is slow, in nanoseconds. */
  public long slowNanos() {
    return frames[0].slowNanos;
  }

  /** How many observed calls are in progress; more than 0 is within a unit of work. */
  public int depth() {
    return depth;
  }

  /**
   * Stops or resumes observing on this thread, while the agent itself runs on it.
   *
   * @return what it was before
   */
  public boolean mute(boolean silent) {
    boolean before = owner.muted;
    owner.muted = silent;
    return before;
  }

  /** Notes that a throwable left an observed call of this unit. */
  public void left(Throwable thrown, Operation operation) {
    if (throwables.add(thrown, operation)) {
      touched = true;
    }
  }

  public boolean isVirtual() {
    return virtual;
  }
}
