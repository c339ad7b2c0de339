package io.weftline.agent.instrument.job;

import io.weftline.agent.event.Event;
import io.weftline.agent.trace.Ids;
import io.weftline.agent.trace.Work;
import io.weftline.agent.trace.Works;

/** A run of a job while it lasts. Any thread may work for it; the one that it began on ends it. */
final class Job extends Work {
  private final JobRuns runs;
  private final Works works;

  /** The class that stands for its logger. */
  final String type;

  /** In full: {@code com.acme.Report.run}. */
  final String name;

  private final String label;

  /** The class of the task that was scheduled; null where none was. */
  private final Class<?> task;

  private volatile Throwable failure;
  private volatile String errorId;

  Job(JobRuns runs, Works works, String type, String method, Class<?> task, long slowNanos) {
    super(works, 0, 0, 0, null, System.nanoTime(), slowNanos);
    this.runs = runs;
    this.works = works;
    this.type = type;
    this.task = task;
    name = type + "." + method;
    label = type.substring(type.lastIndexOf('.') + 1) + "." + method;
  }

  /** As it is shown: {@code Report.run}. */
  @Override
  public String label() {
    return label;
  }

  /** What leaves it; the first one counts. */
  void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  Throwable failure() {
    return failure;
  }

  @Override
  public boolean isRunOf(Object scheduled) {
    return scheduled.getClass() == task;
  }

  /** The id of the error that it ends with; made when the first asks. */
  @Override
  public synchronized String errorId() {
    if (errorId == null) {
      StringBuilder out = new StringBuilder(16);
      Ids.hex(out, works.ids().next());
      errorId = out.toString();
    }
    return errorId;
  }

  @Override
  protected Event stillRunning(long nowNanos) {
    return runs.stillRunning(this, nowNanos);
  }
}
