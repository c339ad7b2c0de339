package io.weftline.bootstrap;

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
    private int count;

    Throwables(ThreadContext context) {
      this.context = context;
    }

    /** Notes that one left a call; true if it is the first that it left. */
    boolean add(Throwable thrown, Operation operation) {
      int size = count;
      if (size > 0 && throwables[size - 1] == thrown) {
        return false;
      }
      if (throwables == null) {
        throwables = new Throwable[MAX + 1];
        leftFirst = new Operation[MAX + 1];
      }
      for (int i = 0; i < size; i++) {
        if (throwables[i] == thrown) {
          return false;
        }
      }
      // An overflow of the stack has one place more: there is no room to tell of the others.
      if (size > MAX || size == MAX && !(thrown instanceof StackOverflowError)) {
        tell(thrown);
      }
      throwables[count] = thrown;
      leftFirst[count] = operation;
      count++;
      return true;
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
        clear();
        throwables[0] = latest;
        leftFirst[0] = operation;
        count = 1;
      }
    }

    void clear() {
      for (int i = 0; i < count; i++) {
        throwables[i] = null;
        leftFirst[i] = null;
      }
      count = 0;
    }

    public int count() {
      return count;
    }

    public Throwable get(int index) {
      return throwables[index];
    }

    /** The call that it left first. */
    public Operation leftFirst(int index) {
      return leftFirst[index];
    }
  }
}
