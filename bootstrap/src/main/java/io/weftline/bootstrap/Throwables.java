package io.weftline.bootstrap;

/**
 * The throwables that left observed calls of a unit of work, with the call that each left first. A
 * few, found by identity. As soon as they are too many they are told, and all but the latest are
 * forgotten.
 *
 * <p>Belongs to the thread of its context.
 */
public final class Throwables {
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
