package io.weftline.agent.trace;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;

/** Hears of calls that were slow, failed or asked for, on the thread that made them. */
public interface CallListener {

  /**
   * @param outermost whether no enclosing call is past its own threshold already
   */
  void callEnded(Operation method, Frame frame, long endNanos, Throwable thrown, boolean outermost);
}
