package io.weftline.agent.trace;

import io.weftline.agent.config.Option;

/** Settings of what is told of units of work. */
public final class TraceOptions {
  public static final Option<Long> N_PLUS_ONE =
      Option.integer("query.n-plus-one", 2, 1_000_000)
          .summary(
              "A SELECT that a request or a job executes at least so often is a db.n_plus_one: with"
                  + " other parameters each time, or again and again with the same.")
          .defaultsTo("10");

  private TraceOptions() {}
}
