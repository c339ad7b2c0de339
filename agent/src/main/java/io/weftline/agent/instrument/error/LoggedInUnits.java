package io.weftline.agent.instrument.error;

import io.weftline.agent.trace.FailedCalls;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Threads that have logged a throwable in the unit that they have in hand: what says why, and then
 * ends the process, never comes to the end of its unit.
 *
 * <p>Thread-safe.
 */
final class LoggedInUnits {
  private final ConcurrentMap<ThreadContext, Boolean> contexts =
      new ConcurrentHashMap<ThreadContext, Boolean>();
  private volatile boolean finished;

  /** The calling thread, whose context it is, has logged one. */
  void add(ThreadContext context) {
    contexts.put(context, Boolean.TRUE);
  }

  /** The unit of the calling thread ends. */
  void ended() {
    if (!contexts.isEmpty()) {
      contexts.remove(ThreadContext.current());
    }
  }

  /** What they have in hand, at the end of the process; it is told once. */
  List<FailedCalls> finish() {
    finished = true;
    List<FailedCalls> all = new ArrayList<FailedCalls>();
    for (ThreadContext each : contexts.keySet()) {
      if (contexts.remove(each) != null) {
        all.add(FailedCalls.ofOther(each));
      }
    }
    return all;
  }

  /** Whether what was noted so was told at the end, before its unit ended after all. */
  boolean isTold(Note note) {
    return finished && note != null && note.level != null;
  }
}
