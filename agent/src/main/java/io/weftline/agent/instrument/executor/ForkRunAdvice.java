package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ForkJoinTask.doExec}; never loaded as a class. */
final class ForkRunAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Advice.This Object task) {
    return Handover.forkBegins(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter Frame frame) {
    if (frame != null) {
      Handover.forkEnded(frame);
    }
  }

  private ForkRunAdvice() {}
}
