package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;

/** A connection that a thread has borrowed of a pool, for whoever tells of the first use of it. */
public interface Borrowed {

  /** As the pool's owner has called it. */
  String poolName();

  /** How long it was waited for, in nanoseconds. */
  long waitNanos();

  /**
   * Puts into an event what was waited for.
   *
   * @param lent what a thread had borrowed, or null
   */
  static void put(Event event, Object lent) {
    if (lent instanceof Borrowed) {
      Borrowed borrowed = (Borrowed) lent;
      event
          .put(Fields.DB_CONNECTION_WAIT, borrowed.waitNanos())
          .put(Fields.DB_POOL_NAME, borrowed.poolName());
    }
  }
}
