package io.weftline.agent.instrument.job;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.config.MethodThreshold;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.http.HttpOptions;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;

/**
 * The runs of all jobs in the process, from their beginning to their line. A job begins only on a
 * thread that works for nobody: what is nested is part of the outermost.
 *
 * <p>Thread-safe; called by the threads that run them.
 */
public final class JobRuns {
  private static final int FIELDS = 20;

  private final Works works;
  private final EventSink sink;
  private final long slowNanos;
  private final List<MethodThreshold> overrides;
  private final String log;

  JobRuns(Config config, Works works, EventSink sink) {
    this.works = works;
    this.sink = sink;
    slowNanos = config.get(HttpOptions.SLOW);
    overrides = config.get(JobOptions.SLOW_OVERRIDES);
    log = config.get(HttpOptions.LOG);
  }

  /**
   * A job begins, unless the calling thread works for something already.
   *
   * @param task the class of what was scheduled, or null
   * @return what {@link #end} gets; null if it is no job
   */
  public Frame begin(String type, String method, Class<?> task) {
    ThreadContext context = ThreadContext.current();
    if (context.unit() != null) {
      return null;
    }
    Job job = new Job(this, works, type, method, task, slowNanos(type, method));
    Frame frame = works.enter(job);
    if (frame != null) {
      works.begin(job);
    }
    return frame;
  }

  /** It has ended. */
  public void end(Frame frame, Throwable thrown) {
    ThreadContext context = frame.context;
    Throwable failure = thrown;
    if (context.unit() instanceof Job) {
      Job job = (Job) context.unit();
      job.failed(thrown);
      failure = job.failure();
      end(job, frame, failure);
    }
    context.leave(frame, failure);
  }

  private void end(Job job, Frame frame, Throwable failure) {
    if (!job.end()) {
      return;
    }
    long endNanos = System.nanoTime();
    long duration = endNanos - job.startNanos;
    boolean slow = duration >= job.slowNanos;
    if (failure != null) {
      frame.context.left(
          failure, new Operation(job.name, job.label(), Operation.METHOD, null, new Series()));
    }
    works.tellRepeated(job, frame, null);
    if (log.equals("none") || log.equals("slow") && !slow && failure == null) {
      return;
    }
    Level level = failure != null ? Level.ERROR : slow ? Level.WARN : Level.INFO;
    String outcome = failure != null ? "failure" : "success";
    Event event = event(job, level, endNanos, outcome, slow);
    if (failure != null) {
      event
          .put(Fields.ERROR_TYPE, failure.getClass().getName())
          .put(Fields.ERROR_ID, job.errorId());
    }
    works.describe(event, job, frame, duration, slow || failure != null);
    sink.offer(event);
  }

  Event stillRunning(Job job, long nowNanos) {
    return event(job, Level.WARN, nowNanos, "unknown", true);
  }

  private static Event event(Job job, Level level, long endNanos, String outcome, boolean slow) {
    ThreadLabel thread = job.thread();
    Event event =
        new Event(level, Kinds.JOB_RUN, job.type, endNanos, FIELDS)
            .subject(job.label())
            .thread(thread.name, thread.id, thread.virtual)
            .timed(endNanos - job.startNanos, outcome)
            .trace(job.traceHigh, job.traceLow, job.spanId, job.parentSpanId)
            .put(Fields.CODE_FUNCTION, job.name);
    return slow ? event.slow(job.slowNanos) : event;
  }

  private long slowNanos(String type, String method) {
    for (MethodThreshold each : overrides) {
      MethodPattern pattern = each.pattern();
      if (pattern.wholeType() != null && pattern.wholeType().matches(type)
          || pattern.type() != null
              && pattern.type().matches(type)
              && pattern.method().matches(method)) {
        return each.nanos();
      }
    }
    return slowNanos;
  }
}
