package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the constructor of {@code FutureTask} that has a {@code Runnable}; never loaded as a
 * class.
 */
final class FutureOfRunnableAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(value = 0, readOnly = false) Runnable task) {
    task = Handover.future(task);
  }

  private FutureOfRunnableAdvice() {}
}
