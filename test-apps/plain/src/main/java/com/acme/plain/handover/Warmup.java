package com.acme.plain.handover;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent weaves the JDK once units are known, on a thread of its own. Probes, which ask no
 * database, tell when it has.
 */
final class Warmup {
  private static final long READY_NANOS = 30_000_000_000L;

  private Warmup() {}

  /** Waits until every way is followed and jobs are seen, or until that has taken too long. */
  static void awaitAgent(Map<String, Way> ways) throws Exception {
    if (!Seen.isThere()) {
      return;
    }
    long start = System.nanoTime();
    Set<String> left = new TreeSet<>(ways.keySet());
    while (!left.isEmpty() && System.nanoTime() - start < READY_NANOS) {
      for (String name : left.toArray(new String[0])) {
        Way way = ways.get(name);
        if (isFollowed(way) && (!Ways.isJob(name) || isSeen(way))) {
          left.remove(name);
        }
      }
      Sleep.millis(20);
    }
  }

  /** A unit of its own. */
  static boolean isFollowed(Way way) throws Exception {
    Object unit = Seen.unit();
    Object there = unitOf(way);
    return unit != null && there == unit;
  }

  private static boolean isSeen(Way way) throws Exception {
    return unitOf(way) != null;
  }

  private static Object unitOf(Way way) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    Object[] unit = new Object[1];
    way.handOver(
        () -> {
          if (first.compareAndSet(true, false)) {
            unit[0] = Seen.unit();
            done.countDown();
          }
        });
    Handovers.await(done);
    return unit[0];
  }
}
