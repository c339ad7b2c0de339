package io.weftline.agent.instrument.error;

import io.weftline.agent.instrument.error.PendingErrors.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What was logged in units that have not ended: made as it was logged, with what led to that, and
 * told when it is known what became of it. A unit that goes on for long, or that the process ends
 * in, is not waited for.
 *
 * <p>Thread-safe.
 */
final class LoggedInUnits {
  /** Nobody waits for longer to hear of what was logged. */
  static final long LONG_NANOS = 10_000_000_000L;

  private final PendingErrors pending;
  private final ConcurrentMap<Pending, Boolean> all = new ConcurrentHashMap<Pending, Boolean>();

  /**
   * @param pending guards who tells
   */
  LoggedInUnits(PendingErrors pending) {
    this.pending = pending;
  }

  void add(Pending made) {
    all.put(made, Boolean.TRUE);
  }

  /**
   * Takes what was made of one whose unit ends.
   *
   * @param note may be null
   * @return null if there is nothing, or it has been told
   */
  Pending claim(Note note) {
    if (note == null || note.prepared == null) {
      return null;
    }
    all.remove(note.prepared);
    return pending.take(note.prepared) ? note.prepared : null;
  }

  /** Those that have waited for long enough, or all, which the caller tells. */
  List<Pending> due(long nowNanos, boolean every) {
    List<Pending> due = new ArrayList<Pending>();
    for (Pending each : all.keySet()) {
      if ((every || nowNanos - each.leftNanos >= LONG_NANOS)
          && all.remove(each) != null
          && pending.take(each)) {
        due.add(each);
      }
    }
    return due;
  }
}
