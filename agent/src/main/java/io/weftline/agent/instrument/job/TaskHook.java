package io.weftline.agent.instrument.job;

import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** Something that runs what was scheduled, which is the argument. Called by every thread. */
final class TaskHook extends Bridge.Hook {
  private final ScheduledJobs jobs;

  TaskHook(ScheduledJobs jobs) {
    super(0, false);
    this.jobs = jobs;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object task) {
    return task == null || context.unit() != null ? null : jobs.begin(context, task);
  }

  @Override
  public void exit(
      Frame frame, Object self, Object task, Object result, long number, Throwable thrown) {
    jobs.end(frame, thrown);
  }
}
