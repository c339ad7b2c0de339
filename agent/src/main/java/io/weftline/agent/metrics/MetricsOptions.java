package io.weftline.agent.metrics;

import io.weftline.agent.config.Option;

/** The options of this package. Immutable constants. */
public final class MetricsOptions {
  /** In nanoseconds. */
  public static final Option<Long> INTERVAL =
      Option.duration("metrics.interval", "1s", "1h")
          .summary("How often counts and percentiles of methods and queries are written.")
          .defaultsTo("60s");

  private MetricsOptions() {}
}
