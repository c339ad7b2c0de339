package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/**
 * Copied into {@code CompletableFuture.encodeThrowable} of two arguments; never loaded as a class.
 */
final class StagePassesAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) Throwable thrown,
      @Advice.Argument(1) Object source,
      @Advice.FieldValue("NIL") Object empty,
      @Advice.Return Object result) {
    Outcomes.stagePasses(source, empty, result, thrown);
  }

  private StagePassesAdvice() {}
}
