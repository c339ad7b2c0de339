package io.weftline.agent.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Work that parts of the agent have for its own thread: a little every second, and the rest at the
 * end. Parts are added by any thread; everything else is the agent's.
 */
public final class Sweeps {
  private final List<Sweep> sweeps = new CopyOnWriteArrayList<Sweep>();

  public void add(Sweep sweep) {
    sweeps.add(sweep);
  }

  /** The beginning of each, on the thread that begins the application. */
  public void begin() {
    for (Sweep sweep : sweeps) {
      sweep.begin();
    }
  }

  /** A turn of each; what one of them throws comes out after the others had theirs. */
  public void turn() {
    RuntimeException failure = null;
    for (Sweep sweep : sweeps) {
      try {
        sweep.turn();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * The end of each, the last that was added first: who came later may have something left for who
   * was there before. What one of them throws comes out after the others had theirs.
   */
  public void finish() {
    RuntimeException failure = null;
    List<Sweep> all = new ArrayList<Sweep>(sweeps);
    Collections.reverse(all);
    for (Sweep sweep : all) {
      try {
        sweep.finish();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** What a part has to do. */
  public interface Sweep {

    /** Called once, when the application's main is about to run, on its thread. */
    default void begin() {}

    /** Called a few times a second. */
    void turn();

    /** Called once, when the application has ended. */
    void finish();
  }
}
