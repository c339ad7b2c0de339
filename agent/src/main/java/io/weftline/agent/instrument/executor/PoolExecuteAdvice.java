package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPoolExecutor.execute}; never loaded as a class. */
final class PoolExecuteAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object pool,
      @Advice.FieldValue("workQueue") Object queue,
      @Advice.Argument(value = 0, readOnly = false) Runnable task) {
    task = Handover.pooled(pool, queue, task);
  }

  private PoolExecuteAdvice() {}
}
