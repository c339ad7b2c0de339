package io.weftline.agent.instrument.method;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.config.MethodThreshold;
import io.weftline.agent.config.Option;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.match.MethodMatcher;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Operation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The probes of all timed methods: one for each class and name, overloads together, with its
 * number, its thresholds, its clock and its series.
 *
 * <p>Thread-safe: called by every thread that loads classes.
 */
final class Probes {
  private static final int FULL = -1;

  private final long slowNanos;
  private final boolean logFailed;
  private final boolean logAll;
  private final boolean logNone;
  private final long limit;
  private final List<SlowOverride> overrides = new ArrayList<SlowOverride>();
  private final SeriesFamily family;
  private final Warnings warnings;
  private final CoarseClock clock;
  private final boolean mayBeCoarse;

  /** Guards what follows. */
  private final Map<String, Integer> ids = new HashMap<String, Integer>();

  /** The numbers of those that are timed by the coarse clock. */
  private final BitSet coarse = new BitSet();

  Probes(
      Config config,
      ApplicationFrames application,
      Metrics metrics,
      Warnings warnings,
      CoarseClock clock) {
    slowNanos = config.get(MethodOptions.SLOW);
    String log = config.get(MethodOptions.LOG);
    logFailed = log.equals("failed");
    logAll = log.equals("all");
    logNone = log.equals("none");
    limit = config.get(MethodOptions.LIMIT);
    for (MethodThreshold each : config.get(MethodOptions.SLOW_OVERRIDES)) {
      overrides.add(new SlowOverride(each, application));
    }
    family = metrics.add(new SeriesFamily(Kinds.METRICS_METHOD, "weftline.metrics"));
    this.warnings = warnings;
    this.clock = clock;
    // Which call is the outermost, and what a fast one took, the coarse clock cannot tell.
    mayBeCoarse =
        config.get(MethodOptions.CLOCK).equals(MethodOptions.COARSE) && !logAll && !logFailed;
    if (mayBeCoarse) {
      clock.prepare();
    }
  }

  /** The number of the method's probe, made if need be; negative if there are enough. */
  int idOf(ClassFile file, ClassFile.Method method, MethodPattern pattern, Supertypes supertypes) {
    String type = file.name();
    String name = type + "." + method.name();
    synchronized (ids) {
      Integer id = ids.get(name);
      if (id != null) {
        return id;
      }
    }
    // Asking for supertypes may run code of the application: no lock meanwhile.
    long slow = slowNanosOf(file, method, supertypes);
    synchronized (ids) {
      Integer id = ids.get(name);
      if (id != null) {
        return id;
      }
      int next = ids.size();
      if (next < limit) {
        Operation probe = new TimedMethod(type, name, labelOf(type, method.name()));
        probe.thresholds(slow, logNone ? Option.OFF : logAll ? 0 : slow, logFailed || logAll);
        ids.put(name, next);
        if (mayBeCoarse && slow >= CoarseClock.LEAST_THRESHOLD_NANOS) {
          coarse.set(next);
          clock.judges(slow);
          clock.runForGood();
        }
        Bridge.add(probe, next);
        family.add(probe.series, SeriesKey.of(Fields.CODE_FUNCTION, name));
        return next;
      }
    }
    warnings.warn(
        "methods.limit",
        limit
            + " methods are timed, which is methods.limit: others are not, among them "
            + name
            + " by the pattern "
            + pattern.text()
            + ". Narrow the pattern, or raise the limit.");
    return FULL;
  }

  /** Whether the method with that probe is timed by the coarse clock. */
  boolean isCoarse(int id) {
    synchronized (ids) {
      return coarse.get(id);
    }
  }

  private long slowNanosOf(ClassFile file, ClassFile.Method method, Supertypes supertypes) {
    for (SlowOverride each : overrides) {
      if (each.matcher.of(file, supertypes).match(method) != null) {
        return each.nanos;
      }
    }
    return slowNanos;
  }

  /** {@code Order.place} for {@code com.acme.Order} and {@code place}. */
  private static String labelOf(String type, String method) {
    return type.substring(type.lastIndexOf('.') + 1) + "." + method;
  }

  /** A threshold for the methods that a pattern means. */
  private static final class SlowOverride {
    final MethodMatcher matcher;
    final long nanos;

    SlowOverride(MethodThreshold threshold, ApplicationFrames application) {
      matcher = new MethodMatcher(Collections.singletonList(threshold.pattern()), application);
      nanos = threshold.nanos();
    }
  }
}
