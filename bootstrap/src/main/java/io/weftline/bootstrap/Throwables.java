package io.weftline.bootstrap;

/**
 * The throwables that left observed calls of a unit of work, with the call that each left first. A
 * few, found by identity.
 *
 * <p>Belongs to the thread of its context.
 */
public final class Throwables {
  /** How many different ones of a unit are followed. */
  static final int MAX = 8;

  private Throwable[] throwables;
  private Operation[] leftFirst;
  private int count;

  Throwables() {}

  /** Notes that one left a call; true if it is the first that it left. */
  boolean add(Throwable thrown, Operation operation) {
    int size = count;
    if (size > 0 && throwables[size - 1] == thrown) {
      return false;
    }
    if (throwables == null) {
      throwables = new Throwable[MAX];
      leftFirst = new Operation[MAX];
    }
    for (int i = 0; i < size; i++) {
      if (throwables[i] == thrown) {
        return false;
      }
    }
    int at = size;
    if (size == MAX) {
      // Full: the last place is for the newest, which is the likeliest to leave the unit.
      Bridge.throwablesOmitted.getAndIncrement();
      at = MAX - 1;
    }
    throwables[at] = thrown;
    leftFirst[at] = operation;
    count = at + 1;
    return true;
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
