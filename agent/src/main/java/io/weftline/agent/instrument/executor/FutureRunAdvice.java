package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code FutureTask.run} and {@code runAndReset}; never loaded as a class. */
final class FutureRunAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.This Object future, @Advice.FieldValue("callable") Object callable) {
    return Handover.runsFuture(future, callable);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter Object begun,
      @Advice.FieldValue("state") int state,
      @Advice.FieldValue("outcome") Object outcome) {
    if (begun != null) {
      Handover.ranFuture(begun, state, outcome);
    }
  }

  private FutureRunAdvice() {}
}
