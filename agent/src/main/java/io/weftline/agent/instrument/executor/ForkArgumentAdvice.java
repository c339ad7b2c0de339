package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/**
 * Copied into what a {@code ForkJoinPool} is given tasks of its own kind by; never loaded as a
 * class.
 */
final class ForkArgumentAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object task) {
    Handover.fork(task);
  }

  private ForkArgumentAdvice() {}
}
