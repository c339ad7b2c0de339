package io.weftline.agent.instrument.pool;

import io.weftline.agent.config.Option;

/** Settings of the instrumentation of connection pools. */
final class PoolOptions {
  static final Option<Long> SLOW =
      Option.threshold("slow.pool-wait")
          .summary(
              "A connection that a pool takes at least this long to give is a db.pool.wait, which"
                  + " says who holds the others. 0: every one; off: only those that are refused.")
          .defaultsTo("100ms");

  private PoolOptions() {}
}
