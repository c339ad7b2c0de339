package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;

/**
 * Where the time of a unit went, by what it was spent on. What ran beside the unit on other threads
 * is in the sums, which may therefore exceed its duration, but is no part of what its own thread
 * has to account for. Belongs to the thread that ends the unit.
 */
final class Breakdown {
  private long queryCount;
  private long queryNanos;
  private long httpCount;
  private long httpNanos;
  private long waitNanos;
  private long cpuNanos;
  private long allocatedBytes;
  private boolean measured;
  private long accountedNanos;

  /** Calls that are missing in the trees. */
  long omitted;

  void add(Part part) {
    queryCount += part.queryCount;
    queryNanos += part.queryNanos;
    httpCount += part.httpCount;
    httpNanos += part.httpNanos;
    waitNanos += part.waitNanos;
    omitted += part.omitted;
    if (part.cpuNanos >= 0) {
      measured = true;
      cpuNanos += part.cpuNanos;
      allocatedBytes += Math.max(0, part.allocatedBytes);
    }
    if (!part.handed) {
      accountedNanos +=
          part.queryNanos + part.httpNanos + part.waitNanos + Math.max(0, part.cpuNanos);
    }
  }

  void put(Event event, long durationNanos, long blockedNanos) {
    if (queryCount > 0) {
      event.put(Fields.BREAKDOWN_DB, queryNanos).put(Fields.BREAKDOWN_DB_COUNT, queryCount);
    }
    if (httpCount > 0) {
      event.put(Fields.BREAKDOWN_HTTP, httpNanos).put(Fields.BREAKDOWN_HTTP_COUNT, httpCount);
    }
    if (waitNanos > 0) {
      event.put(Fields.BREAKDOWN_POOL_WAIT, waitNanos);
    }
    if (measured) {
      event.put(Fields.BREAKDOWN_CPU, cpuNanos).put(Fields.BREAKDOWN_ALLOCATED, allocatedBytes);
    }
    if (blockedNanos > 0) {
      event.put(Fields.BREAKDOWN_BLOCKED, Math.min(blockedNanos, durationNanos));
    }
    long left = durationNanos - accountedNanos - blockedNanos;
    event.put(Fields.BREAKDOWN_UNACCOUNTED, Math.max(0, left));
  }
}
