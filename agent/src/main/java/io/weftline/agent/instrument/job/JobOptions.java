package io.weftline.agent.instrument.job;

import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.config.MethodThreshold;
import io.weftline.agent.config.Option;
import java.util.List;

/** Settings of jobs. */
final class JobOptions {
  static final Option<List<MethodPattern>> INCLUDE =
      Option.patterns("jobs.include")
          .summary(
              "Methods that are jobs where nothing else is in hand, by the patterns of"
                  + " methods.include; main: the main method of the program. What is scheduled"
                  + " (@Scheduled, ScheduledThreadPoolExecutor) is a job in any case.")
          .defaultsTo("");

  static final Option<List<MethodThreshold>> SLOW_OVERRIDES =
      Option.methodThresholds("slow.job.overrides")
          .summary(
              "Other thresholds for some jobs, by their names: com.acme.Report.*=30s. The first"
                  + " match wins; where there is none, slow.request holds.")
          .defaultsTo("");

  private JobOptions() {}
}
