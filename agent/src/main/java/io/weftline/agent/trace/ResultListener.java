package io.weftline.agent.trace;

import io.weftline.bootstrap.ThreadContext;

/** Hears that a unit of work ends with results of its own still open, on its thread. */
public interface ResultListener {

  /** Each cursor of the unit must be closed in the context. */
  void resultsLeftOpen(ThreadContext context);
}
