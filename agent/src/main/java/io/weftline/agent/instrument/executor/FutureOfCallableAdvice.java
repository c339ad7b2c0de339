package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import java.util.concurrent.Callable;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the constructor of {@code FutureTask} that has a {@code Callable}; never loaded as a
 * class.
 */
final class FutureOfCallableAdvice {

  @SuppressWarnings("rawtypes") // As the constructor has it when it runs.
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(value = 0, readOnly = false) Callable task) {
    task = Handover.future(task);
  }

  private FutureOfCallableAdvice() {}
}
