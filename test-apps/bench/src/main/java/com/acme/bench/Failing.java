package com.acme.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fails in three places, twenty calls deep, as fast as it can: a storm of exceptions, each made
 * anew, one of three with a cause.
 */
public final class Failing {
  private static final Logger LOGGER = Logger.getLogger("com.acme.bench.Failing");
  private static final int DEPTH = 20;

  static {
    // Whatever it costs to print them, it is not the agent's doing.
    LOGGER.setUseParentHandlers(false);
  }

  /** Timed by the agent where it is told so. */
  public void place(int order) {
    deeper(order, DEPTH);
  }

  private void deeper(int order, int calls) {
    if (calls > 0) {
      deeper(order, calls - 1);
    } else if (order % 3 == 0) {
      throw new IllegalStateException("no stock for order " + order);
    } else if (order % 3 == 1) {
      throw new IllegalArgumentException("no order " + order);
    } else {
      throw new RuntimeException("not placed", new IllegalStateException("order " + order));
    }
  }

  /** Has it fail, and goes on. */
  public int fail(int order) {
    try {
      place(order);
      return 0;
    } catch (RuntimeException e) {
      return 1;
    }
  }

  /** The same, and says so. */
  public int log(int order) {
    try {
      place(order);
      return 0;
    } catch (RuntimeException e) {
      LOGGER.log(Level.SEVERE, "could not place the order", e);
      return 1;
    }
  }
}
