package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/**
 * Copied into {@code CompletableFuture.encodeThrowable} of one argument; never loaded as a class.
 */
final class StageFailedAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Argument(0) Throwable thrown, @Advice.Return Object result) {
    Outcomes.stageFailed(result, thrown);
  }

  private StageFailedAdvice() {}
}
