package io.weftline.agent.metrics;

import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Warnings;
import io.weftline.bootstrap.Series;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Says when families are read and written: intervals follow each other from the start of the agent
 * without a gap, so that every call is in exactly one.
 *
 * <p>{@link #add} is for all threads; the rest for one thread at a time, the writer's, which begins
 * after the application's {@code main} has.
 */
public final class Metrics {
  private static final long SWEEP_NANOS = 30_000_000_000L;

  private final EventSink sink;
  private final Warnings warnings;
  private final long intervalNanos;
  private final List<SeriesFamily> families = new CopyOnWriteArrayList<SeriesFamily>();

  private final List<Gauges> gauges = new CopyOnWriteArrayList<Gauges>();

  private long beginNanos;
  private long dueNanos;
  private long sweptNanos;
  private boolean finished;

  private JvmMetrics jvm;
  private boolean jvmFailed;

  /**
   * @param intervalNanos how long an interval is: {@link MetricsOptions#INTERVAL}
   * @param startNanos when the first began, as {@link System#nanoTime()}
   */
  public Metrics(EventSink sink, Warnings warnings, long intervalNanos, long startNanos) {
    this.sink = sink;
    this.warnings = warnings;
    this.intervalNanos = intervalNanos;
    beginNanos = startNanos;
    dueNanos = startNanos + intervalNanos;
    sweptNanos = startNanos;
  }

  /** Takes a family in, whose lines come in the order in which families were added. */
  public SeriesFamily add(SeriesFamily family) {
    families.add(family);
    return family;
  }

  /** Has something else write its lines, for each full interval. */
  public void add(Gauges other) {
    gauges.add(other);
  }

  /**
   * Does what is due; to be called about every second.
   *
   * @param nowNanos as {@link System#nanoTime()}
   */
  public void turn(long nowNanos) {
    if (finished) {
      return;
    }
    if (nowNanos - dueNanos >= 0) {
      long elapsedNanos = nowNanos - beginNanos;
      write(nowNanos);
      writeJvm(elapsedNanos, nowNanos);
      for (Gauges each : gauges) {
        each.write(sink, elapsedNanos, nowNanos);
      }
      // Ends stay whole intervals from the start, however late this one was noticed.
      dueNanos += ((nowNanos - dueNanos) / intervalNanos + 1) * intervalNanos;
    } else if (nowNanos - sweptNanos >= SWEEP_NANOS) {
      sweep();
      sweptNanos = nowNanos;
    }
  }

  /** Writes the last, shorter interval. Later calls do nothing. */
  public void finish(long nowNanos) {
    if (!finished) {
      finished = true;
      write(nowNanos);
    }
  }

  private void sweep() {
    for (SeriesFamily family : families) {
      family.sweep();
    }
  }

  private void write(long nowNanos) {
    sweep();
    // Before the lines are made: what is recorded from here on belongs to the next interval.
    Series.nextInterval();
    long elapsedNanos = nowNanos - beginNanos;
    beginNanos = nowNanos;
    sweptNanos = nowNanos;
    for (SeriesFamily family : families) {
      family.write(sink, elapsedNanos, nowNanos);
    }
  }

  private void writeJvm(long elapsedNanos, long nowNanos) {
    if (jvmFailed) {
      return;
    }
    try {
      if (jvm == null) {
        jvm = new JvmMetrics();
      }
      sink.offer(jvm.event(elapsedNanos, nowNanos));
    } catch (LinkageError e) {
      jvmFails("the JVM was started without the module java.management", e);
    } catch (RuntimeException e) {
      jvmFails("the JVM's management interface failed", e);
    }
  }

  /** Said once: a module does not come later, and what failed is not asked again. */
  private void jvmFails(String reason, Throwable failure) {
    jvmFailed = true;
    jvm = null;
    warnings.warn(
        "metrics.jvm",
        "metrics.jvm lines are left out: "
            + reason
            + " ("
            + failure
            + "). All other lines are complete; add the module with --add-modules if it is missing.");
  }
}
