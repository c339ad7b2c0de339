package io.weftline.agent.instrument.job;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Handover;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.util.concurrent.Callable;

/**
 * What executors run that was scheduled. Tasks of the JDK, of containers and pools are none, nor
 * are Spring's, which run what is one. Called by every thread.
 */
final class ScheduledJobs extends Unit.Jobs {
  private static final String SPRING = "org.springframework.";
  private static final String LAMBDA = "$$Lambda";

  private final JobInstrumentation instrumentation;

  ScheduledJobs(JobInstrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public Frame begin(ThreadContext context, Object task) {
    String name = task.getClass().getName();
    if (Handover.isInternal(name) || name.startsWith(SPRING)) {
      return null;
    }
    int lambda = name.indexOf(LAMBDA);
    return lambda > 0
        ? instrumentation.runs().begin(name.substring(0, lambda), "lambda", task.getClass())
        : instrumentation
            .runs()
            .begin(name, task instanceof Callable ? "call" : "run", task.getClass());
  }

  @Override
  public void end(Frame frame, Throwable thrown) {
    instrumentation.runs().end(frame, thrown);
  }
}
