package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/** Copied into what finds out how a {@code ForkJoinTask} has failed; never loaded as a class. */
final class ForkAskedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object task) {
    if (Outcomes.any) {
      Outcomes.asked(task);
    }
  }

  private ForkAskedAdvice() {}
}
