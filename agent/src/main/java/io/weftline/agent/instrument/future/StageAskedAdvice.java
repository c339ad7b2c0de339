package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods of {@code CompletableFuture} whose first argument is a result; never loaded
 * as a class.
 */
final class StageAskedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object result) {
    if (Outcomes.any) {
      Outcomes.stageAsked(result);
    }
  }

  private StageAskedAdvice() {}
}
