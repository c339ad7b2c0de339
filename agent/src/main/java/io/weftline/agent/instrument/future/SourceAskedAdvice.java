package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods of {@code CompletableFuture} whose first argument is another one: in Java 8;
 * never loaded as a class.
 */
final class SourceAskedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object source) {
    if (Outcomes.any) {
      Outcomes.futureAsked(source);
    }
  }

  private SourceAskedAdvice() {}
}
