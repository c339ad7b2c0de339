package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/** Copied into what fails a {@code ForkJoinTask}; never loaded as a class. */
final class ForkFailedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object task,
      @Advice.FieldValue("status") int status,
      @Advice.Argument(0) Throwable thrown) {
    Outcomes.forkFailed(task, status, thrown);
  }

  private ForkFailedAdvice() {}
}
