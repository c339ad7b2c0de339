package io.weftline.agent.instrument.pool;

import io.weftline.agent.event.Group;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happens to a pool in an interval: how often and for how long connections were waited for and
 * used. For all threads; one reads, and begins a new interval with that. Durations in nanoseconds.
 */
final class PoolFigures {
  private final AtomicInteger pending = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final Durations waits = new Durations();
  private final Durations uses = new Durations();

  void waits() {
    pending.incrementAndGet();
  }

  void waitEnds() {
    pending.decrementAndGet();
  }

  /** Somebody has got a connection, or not. */
  void waited(long nanos, boolean got) {
    waits.add(nanos);
    if (!got) {
      refused.increment();
    }
  }

  /** A connection is back. */
  void used(long nanos) {
    uses.add(nanos);
  }

  /** Adds those of the interval that is over, as OpenTelemetry names them, and begins the next. */
  void putInto(Group connection) {
    connection
        .put("pending_requests", (long) pending.get())
        .put("timeouts", refused.sumThenReset())
        .put("wait_time", waits.read())
        .put("use_time", uses.read());
  }

  /** Some durations; what is added while they are read is in this interval or in the next. */
  private static final class Durations {
    private final LongAdder count = new LongAdder();
    private final LongAdder sum = new LongAdder();
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    void add(long nanos) {
      sum.add(nanos);
      max.accumulate(nanos);
      count.increment();
    }

    Group read() {
      long calls = count.sumThenReset();
      long nanos = sum.sumThenReset();
      long longest = max.getThenReset();
      Group group = new Group().put("count", calls).millis("sum_ms", nanos);
      return calls == 0 ? group : group.millis("avg_ms", nanos / calls).millis("max_ms", longest);
    }
  }
}
