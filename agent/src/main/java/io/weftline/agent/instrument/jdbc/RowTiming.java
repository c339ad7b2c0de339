package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.trace.CoarseClock;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.OpenResults.Cursor;
import io.weftline.bootstrap.ThreadContext;

/**
 * Knows what rows take without reading the exact clock for each. Where they have shown to be so
 * cheap that two readings would be most of their cost, those of all but one result in 32 are left
 * to the coarse clock, until it ticks during one: from then on the rest of the result is timed.
 *
 * <p>Called by application threads.
 */
final class RowTiming {
  /** Of the results whose rows are cheap every so many is timed, to know the mean. */
  private static final int TIMED = 32;

  /** So many rows that were timed tell what those before them took. */
  private static final int ENOUGH = 8;

  /** The coarse clock is asked for once in so many of them. */
  private static final int ASKING = 256;

  private final CoarseClock clock;
  private final boolean mayBeCoarse;

  /**
   * @param slowNanos what is judged by the clock
   * @param writesAll whether each result gets a line, and has to be exact
   */
  RowTiming(CoarseClock clock, long slowNanos, boolean writesAll) {
    this.clock = clock;
    mayBeCoarse = slowNanos >= CoarseClock.LEAST_THRESHOLD_NANOS && !writesAll;
    if (mayBeCoarse) {
      clock.judges(slowNanos);
    }
  }

  /**
   * Whether the rows of a result that begins are left to the coarse clock. By chance, since queries
   * come in patterns.
   */
  boolean isCoarse(ThreadContext context, KnownQuery query) {
    if (!mayBeCoarse || !query.hasCheapRows()) {
      return false;
    }
    // A linear congruential generator; its high bits are the good ones (Numerical Recipes).
    int chance = context.chance * 1_664_525 + 1_013_904_223;
    context.chance = chance;
    if (chance >>> 8 < (1 << 24) / ASKING) {
      clock.ask();
    }
    return chance >>> 8 >= (1 << 24) / TIMED;
  }

  /** Takes the time of a row; in nanoseconds, 0 if it was not timed. */
  long row(Frame frame, Cursor cursor) {
    if (frame.isCoarse() && !isLong(frame, cursor)) {
      cursor.untimed++;
      return 0;
    }
    long duration = System.nanoTime() - frame.startNanos();
    cursor.fetchNanos += duration;
    cursor.timed++;
    return duration;
  }

  /** Whether the coarse clock tells that a row took long for certain: two ticks, or it stopped. */
  private boolean isLong(Frame frame, Cursor cursor) {
    long nanos = Bridge.coarse - frame.startNanos();
    if (nanos == 0) {
      return false;
    }
    cursor.coarse = false;
    return nanos < 0 || nanos >= 2 * clock.tickNanos();
  }

  /** Completes the time that a result took inside the driver by that of the rows left out. */
  void complete(KnownQuery query, Cursor cursor) {
    if (cursor.untimed == 0) {
      if (cursor.timed > 0) {
        query.rowsTook(cursor.fetchNanos / cursor.timed);
      }
      return;
    }
    long untimed = (long) cursor.untimed * query.rowNanos();
    if (cursor.timed >= ENOUGH && !KnownQuery.isCheap(cursor.fetchNanos / cursor.timed)) {
      // The clock ticked for a reason. Up to then a tick has been missed, in the mean.
      long alike = cursor.fetchNanos / cursor.timed * cursor.untimed;
      untimed = Math.max(untimed, Math.min(clock.tickNanos(), alike));
      query.rowsTook((cursor.fetchNanos + untimed) / (cursor.timed + cursor.untimed));
    }
    cursor.fetchNanos += untimed;
  }
}
