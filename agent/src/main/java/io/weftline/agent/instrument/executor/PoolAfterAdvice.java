package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPoolExecutor.afterExecute}; never loaded as a class. */
final class PoolAfterAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object task, @Advice.Argument(1) Throwable thrown) {
    Handover.workEnded(task, thrown);
  }

  private PoolAfterAdvice() {}
}
