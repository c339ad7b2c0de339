package io.weftline.agent;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.Setting;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.output.Account;
import io.weftline.agent.output.LastEvent;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.weave.SkipLog;
import io.weftline.bootstrap.Bridge;
import java.util.HashMap;
import java.util.Map;

/**
 * The events that the agent makes of itself: start, statistics, warnings, stop.
 *
 * <p>Thread-safe.
 */
final class AgentEvents implements Warnings, LastEvent {
  private static final String LOGGER = "weftline";
  private static final long WARNING_INTERVAL_NANOS = 60_000_000_000L;
  private static final int MAX_TOPICS = 200;

  private final EventSink sink;
  private final SkipLog skips;
  private final Map<String, Long> warned = new HashMap<String, Long>();

  private final CoarseClock clock;

  AgentEvents(EventSink sink, SkipLog skips, CoarseClock clock) {
    this.clock = clock;
    this.sink = sink;
    this.skips = skips;
  }

  /**
   * The first event of a process.
   *
   * @param instance of this run
   * @param bridge how the bridge came to the boot loader
   */
  void started(Config config, String service, String instance, String bridge) {
    Group options = new Group();
    for (Setting setting : config.settings()) {
      options.put(
          setting.key(), new Group().put("value", setting.text()).put("source", setting.source()));
    }
    Group weftline =
        new Group()
            .put("version", Build.version())
            .put("commit", Build.commit())
            .put("instance", instance)
            .put("bridge", bridge)
            .put(
                "jvm",
                new Group()
                    .put("version", System.getProperty("java.version"))
                    .put("vendor", System.getProperty("java.vendor"))
                    .put("name", System.getProperty("java.vm.name")))
            .put("config_file", config.file())
            .put("config_hash", config.hash())
            .put("options", options);
    sink.offer(
        event(Level.INFO, Kinds.AGENT_START)
            .message("Weftline " + Build.version() + " watches " + service)
            .object(Fields.WEFTLINE, weftline));
  }

  @Override
  public void warn(String topic, String message) {
    long now = System.nanoTime();
    synchronized (warned) {
      Long before = warned.get(topic);
      if (before != null && now - before < WARNING_INTERVAL_NANOS) {
        return;
      }
      if (before == null && warned.size() >= MAX_TOPICS) {
        return;
      }
      warned.put(topic, now);
    }
    sink.offer(
        event(Level.WARN, Kinds.AGENT_WARNING)
            .message(message)
            .object(Fields.WEFTLINE, new Group().put("topic", topic)));
  }

  void statistics(Account account) {
    Group weftline = account.group();
    addTo(weftline, false);
    sink.offer(
        event(Level.INFO, Kinds.AGENT_STATS)
            .message(
                account.made() + " events made, " + account.dropped() + " dropped" + failures())
            .object(Fields.WEFTLINE, weftline));
  }

  @Override
  public Event make(Account account) {
    Group weftline = account.group();
    addTo(weftline, true);
    return event(Level.INFO, Kinds.AGENT_STOP)
        .message(
            "Weftline stops: "
                + account.made()
                + " events made, "
                + account.written()
                + " written, "
                + account.dropped()
                + " dropped"
                + failures())
        .object(Fields.WEFTLINE, weftline);
  }

  private void addTo(Group weftline, boolean reasons) {
    Group classes =
        new Group()
            .put("woven", skips.wovenCount())
            .put("skipped", skips.skippedCount())
            .put("failed", skips.failedCount())
            .millis("transform_ms", skips.transformNanos());
    if (reasons) {
      Map<String, Long> all = skips.reasons();
      if (!all.isEmpty()) {
        classes.put("reasons", all);
      }
    }
    weftline
        .put("classes", classes)
        .put("advice_failures", Bridge.failures())
        .put("hook_overflows", Bridge.overflows());
    if (clock.worstLagNanos() > 0) {
      weftline.put("overhead", new Group().millis("clock_lag_ms", clock.worstLagNanos()));
    }
    weftline.put("last_failure", lastFailure());
  }

  /** What has failed inside a hook last, and where; null if nothing has. */
  static String lastFailure() {
    Throwable last = Bridge.lastFailure();
    if (last == null) {
      return null;
    }
    StackTraceElement[] stack = last.getStackTrace();
    return last.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  private static String failures() {
    long failures = Bridge.failures();
    return failures == 0 ? "" : "; " + failures + " failures inside hooks, see last_failure";
  }

  private static Event event(Level level, String kind) {
    return new Event(level, kind, LOGGER, System.nanoTime(), 1);
  }
}
