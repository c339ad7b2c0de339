package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPoolExecutor.reject}; never loaded as a class. */
final class PoolRejectAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(value = 0, readOnly = false) Runnable task) {
    task = Handover.refused(task);
  }

  private PoolRejectAdvice() {}
}
