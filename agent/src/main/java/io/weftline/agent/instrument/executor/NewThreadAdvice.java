package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPerTaskExecutor.newThread}; never loaded as a class. */
final class NewThreadAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("factory") Object factory,
      @Advice.Argument(value = 0, readOnly = false) Runnable task) {
    task = Handover.alone(factory, task);
  }

  private NewThreadAdvice() {}
}
