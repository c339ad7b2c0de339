package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/** Copied into {@code FutureTask.report} and {@code exceptionNow}; never loaded as a class. */
final class TaskAskedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object future, @Advice.FieldValue("state") int state) {
    if (Outcomes.any) {
      Outcomes.taskAsked(future, state);
    }
  }

  private TaskAskedAdvice() {}
}
