package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPoolExecutor.beforeExecute}; never loaded as a class. */
final class PoolBeforeAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object pool, @Advice.Argument(1) Object task) {
    Handover.workBegins(pool, task);
  }

  private PoolBeforeAdvice() {}
}
