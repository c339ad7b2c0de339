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

  static final Option<Long> HELD =
      Option.threshold("slow.connection")
          .summary(
              "A connection that is held for at least this long is a db.connection.leak, which says"
                  + " who has borrowed it; there is another one when it comes back. off: only those"
                  + " that are lost, which nobody can give back any more.")
          .defaultsTo("30s");

  private PoolOptions() {}
}
