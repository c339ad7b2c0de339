package io.weftline.agent.trace;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;

/** Hears of calls that are worth a line, on the thread that made them. */
public interface CallListener {

  /** A call has ended that was slow, failed or asked for. */
  void callEnded(Operation method, Frame frame, long endNanos, Throwable thrown);
}
