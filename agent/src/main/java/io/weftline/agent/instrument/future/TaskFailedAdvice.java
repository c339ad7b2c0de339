package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/** Copied into {@code FutureTask.setException}; never loaded as a class. */
final class TaskFailedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object future,
      @Advice.FieldValue("state") int state,
      @Advice.Argument(0) Throwable thrown) {
    Outcomes.taskFailed(future, state, thrown);
  }

  private TaskFailedAdvice() {}
}
