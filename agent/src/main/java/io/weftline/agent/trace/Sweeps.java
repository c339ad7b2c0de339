package io.weftline.agent.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Work that parts of the agent have for its own thread: a little every second, and the rest at the
 * end. Parts are added before the agent starts; everything else is the agent's thread.
 */
public final class Sweeps {
  private final List<Sweep> sweeps = new ArrayList<Sweep>();

  public void add(Sweep sweep) {
    sweeps.add(sweep);
  }

  /** A turn of each. */
  public void turn() {
    for (Sweep sweep : sweeps) {
      sweep.turn();
    }
  }

  /** The end of each. */
  public void finish() {
    for (Sweep sweep : sweeps) {
      sweep.finish();
    }
  }

  /** What a part has to do. */
  public interface Sweep {

    /** Called a few times a second. */
    void turn();

    /** Called once, when the application has ended. */
    void finish();
  }
}
