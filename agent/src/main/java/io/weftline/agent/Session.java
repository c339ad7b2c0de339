package io.weftline.agent;

import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.output.Output;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.weave.SkipLog;
import io.weftline.agent.weave.Transformer;
import io.weftline.bootstrap.Bridge;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What happens once the agent is built: the writer's thread starts when the application's {@code
 * main} has begun (that is this object's {@link #run}), does the regular work, and ends after the
 * last hook of the application.
 */
final class Session implements Runnable {
  private static final long TURN_NANOS = 200_000_000L;
  private static final long METRICS_TURN_NANOS = 1_000_000_000L;

  /** For the writer: two seconds to drain, and time to write the last lines. */
  private static final long CLOSE_NANOS = 3_000_000_000L;

  private final Output output;
  private final AgentEvents events;
  private final Metrics metrics;
  private final long statisticsNanos;
  private final Sweeps sweeps;
  private final SkipLog skips;
  private final Instrumentation jvm;
  private final AtomicBoolean started = new AtomicBoolean();
  private Transformer transformer;

  Session(
      Output output,
      AgentEvents events,
      Metrics metrics,
      long statisticsNanos,
      Sweeps sweeps,
      SkipLog skips,
      Instrumentation jvm) {
    this.output = output;
    this.events = events;
    this.metrics = metrics;
    this.statisticsNanos = statisticsNanos;
    this.sweeps = sweeps;
    this.skips = skips;
    this.jvm = jvm;
  }

  void weavesWith(Transformer each) {
    transformer = each;
  }

  /** The application's main has begun. */
  @Override
  public void run() {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    output.every(new Turn(), TURN_NANOS);
    output.every(new MetricsTurn(), METRICS_TURN_NANOS);
    output.every(new Statistics(), statisticsNanos);
    output.atEnd(new AtEnd());
    output.start();
    sweeps.begin();
  }

  /** What runs at the end of the virtual machine. */
  Runnable end() {
    return new End();
  }

  private final class Turn implements Runnable {
    private boolean rehearsed;
    private int switchedOff;

    @Override
    public void run() {
      if (!rehearsed) {
        rehearsed = true;
        Bridge.rehearse();
        lookForOtherJar();
      }
      transformer.weaveNoted(jvm);
      sweeps.turn();
      int off = Bridge.switchedOff();
      if (off != switchedOff) {
        switchedOff = off;
        events.warn(
            "agent.hook",
            "A part of the agent has failed "
                + Bridge.MAX_FAILURES
                + " times and does nothing from now on, until the next start: what it followed has"
                + " no lines any more. It is a defect of the agent; please report the latest"
                + " failure: "
                + AgentEvents.lastFailure());
      }
    }
  }

  private void lookForOtherJar() {
    try {
      String warning = OtherJar.warning();
      if (warning != null) {
        events.warn("agent.jar", warning);
      }
    } catch (IOException e) {
      events.warn("agent.jar", "Which jar runs is not to be found out: " + e);
    }
  }

  private final class MetricsTurn implements Runnable {
    @Override
    public void run() {
      metrics.turn(System.nanoTime());
    }
  }

  private final class Statistics implements Runnable {
    @Override
    public void run() {
      events.statistics(output.account());
      Bridge.forgive();
    }
  }

  private final class AtEnd implements Runnable {
    @Override
    public void run() {
      try {
        sweeps.finish();
      } finally {
        metrics.finish(System.nanoTime());
      }
    }
  }

  /** Ends the agent; what begins to load classes afterwards is no longer woven. */
  private final class End implements Runnable {
    @Override
    public void run() {
      transformer.stop();
      // A program that ended before its first class was seen: its events are still to be written.
      Session.this.run();
      output.close(CLOSE_NANOS, events);
    }
  }
}
