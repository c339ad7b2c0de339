package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;

/**
 * What work took, by what it was spent on: of one thread, or the sum of several. What ran beside a
 * unit on other threads is in its sums, which may therefore exceed its duration, but is no part of
 * what its own thread has to account for. Times are in nanoseconds.
 *
 * <p>Belongs to one thread at a time.
 */
class Usage {
  long queryCount;
  long queryNanos;
  long httpCount;
  long httpNanos;
  long waitNanos;

  /** Negative if unknown. */
  long cpuNanos = Meter.UNKNOWN;

  /** Negative if unknown. */
  long allocatedBytes = Meter.UNKNOWN;

  /** How much of the unit's own time this explains. */
  long accountedNanos;

  /** Calls that are missing in the trees. */
  long omitted;

  final void add(Usage other) {
    queryCount += other.queryCount;
    queryNanos += other.queryNanos;
    httpCount += other.httpCount;
    httpNanos += other.httpNanos;
    waitNanos += other.waitNanos;
    cpuNanos = sum(cpuNanos, other.cpuNanos);
    allocatedBytes = sum(allocatedBytes, other.allocatedBytes);
    accountedNanos += other.accountedNanos;
    omitted += other.omitted;
  }

  private static long sum(long one, long other) {
    return one < 0 ? other : other < 0 ? one : one + other;
  }

  final void put(Event event, long durationNanos, long blockedNanos) {
    if (queryCount > 0) {
      event.put(Fields.BREAKDOWN_DB, queryNanos).put(Fields.BREAKDOWN_DB_COUNT, queryCount);
    }
    if (httpCount > 0) {
      event.put(Fields.BREAKDOWN_HTTP, httpNanos).put(Fields.BREAKDOWN_HTTP_COUNT, httpCount);
    }
    if (waitNanos > 0) {
      event.put(Fields.BREAKDOWN_POOL_WAIT, waitNanos);
    }
    if (cpuNanos >= 0) {
      event.put(Fields.BREAKDOWN_CPU, cpuNanos);
    }
    if (blockedNanos > 0) {
      event.put(Fields.BREAKDOWN_BLOCKED, Math.min(blockedNanos, durationNanos));
    }
    if (allocatedBytes >= 0) {
      event.put(Fields.BREAKDOWN_ALLOCATED, allocatedBytes);
    }
    long left = durationNanos - accountedNanos - blockedNanos;
    event.put(Fields.BREAKDOWN_UNACCOUNTED, Math.max(0, left));
  }
}
