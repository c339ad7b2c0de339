package io.weftline.agent.instrument.job;

import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** A method that is a job where nothing else is in hand. Called by every thread. */
final class EntryHook extends Bridge.Hook {
  private final JobRuns runs;
  private final String type;
  private final String method;

  EntryHook(JobRuns runs, String type, String method) {
    super(0, false);
    this.runs = runs;
    this.type = type;
    this.method = method;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    return context.unit() != null ? null : runs.begin(type, method, null);
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    runs.end(frame, thrown);
  }
}
