package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Copied into {@code ThreadPoolExecutor.shutdownNow}; never loaded as a class. */
final class PoolDrainAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Return List<Runnable> left) {
    if (left != null) {
      Handover.refused(left);
    }
  }

  private PoolDrainAdvice() {}
}
