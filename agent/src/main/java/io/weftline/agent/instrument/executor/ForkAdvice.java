package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ForkJoinTask.fork}; never loaded as a class. */
final class ForkAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object task) {
    Handover.fork(task);
  }

  private ForkAdvice() {}
}
