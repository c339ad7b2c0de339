package io.weftline.agent.instrument.job;

import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** What a scheduler keeps to itself has ended the job in hand. Called by every thread. */
final class FailureHook extends Bridge.Hook {
  FailureHook() {
    super(0, false);
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object thrown) {
    if (context.unit() instanceof Job && thrown instanceof Throwable) {
      ((Job) context.unit()).failed((Throwable) thrown);
    }
    return null;
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    throw new IllegalStateException("there is no end of what has not begun");
  }
}
