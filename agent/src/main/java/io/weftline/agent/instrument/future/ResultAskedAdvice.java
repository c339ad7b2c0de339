package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods of {@code CompletableFuture} that tell its own result; never loaded as a
 * class.
 */
final class ResultAskedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("result") Object result) {
    if (Outcomes.any) {
      Outcomes.stageAsked(result);
    }
  }

  private ResultAskedAdvice() {}
}
