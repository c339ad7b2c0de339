package io.weftline.agent.instrument.method;

import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.config.MethodThreshold;
import io.weftline.agent.config.Option;
import java.util.List;

/** Settings of the timing of methods. */
final class MethodOptions {
  static final Option<List<MethodPattern>> INCLUDE =
      Option.patterns("methods.include")
          .summary(
              "Methods that are timed. auto: public methods of the application's components (Spring"
                  + " stereotypes, JAX-RS, EJB, CDI scopes).")
          .defaultsTo("auto");

  static final Option<List<MethodPattern>> EXCLUDE =
      Option.patterns("methods.exclude")
          .summary("Methods that are not timed, whatever includes them.")
          .defaultsTo("");

  static final Option<Long> LIMIT =
      Option.integer("methods.limit", 1, 1_000_000)
          .summary("Methods that are timed at most; a warning names the pattern that passed it.")
          .defaultsTo("20000");

  static final String COARSE = "coarse";

  static final Option<String> CLOCK =
      Option.choice("methods.clock", "auto", "exact", COARSE)
          .summary(
              "How calls are timed. exact: to the nanosecond. coarse: by a clock that ticks every 1"
                  + " to 10 ms, for a fraction of the cost; methods whose threshold is below"
                  + " 100ms, and all with methods.log=failed or all, stay exact. auto: exact, in"
                  + " this version.")
          .defaultsTo("auto");

  static final Option<String> LOG =
      Option.choice("methods.log", "slow", "failed", "all", "none")
          .summary("Which calls get a line: slow; slow and failed; every outermost one; none.")
          .defaultsTo("slow");

  static final Option<Long> SLOW =
      Option.threshold("slow.method")
          .summary("A call that takes at least this long is slow. 0: every call; off: none.")
          .defaultsTo("1s");

  static final Option<List<MethodThreshold>> SLOW_OVERRIDES =
      Option.methodThresholds("slow.method.overrides")
          .summary(
              "Other thresholds for some methods: com.acme.Report.*=30s. The first match wins.")
          .defaultsTo("");

  private MethodOptions() {}
}
