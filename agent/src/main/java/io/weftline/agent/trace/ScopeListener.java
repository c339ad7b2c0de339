package io.weftline.agent.trace;

import io.weftline.bootstrap.Unit;

/** Hears when a thread begins to work for a unit with ids, and when it has done. */
public interface ScopeListener {

  /**
   * The calling thread begins to work for it.
   *
   * @return what {@link #left} gets; may be null
   */
  Object entered(Unit unit);

  /** The calling thread has done, and is to be as it was before. */
  void left(Object taken);
}
