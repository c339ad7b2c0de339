package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import java.util.concurrent.BlockingQueue;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPoolExecutor.remove}; never loaded as a class. */
final class PoolRemoveAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("workQueue") BlockingQueue<Runnable> queue,
      @Advice.Argument(value = 0, readOnly = false) Runnable task) {
    task = Handover.removed(queue, task);
  }

  private PoolRemoveAdvice() {}
}
