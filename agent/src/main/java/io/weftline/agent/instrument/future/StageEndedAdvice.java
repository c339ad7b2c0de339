package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/** Copied into {@code CompletableFuture.completeThrowable}; never loaded as a class. */
final class StageEndedAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Argument(0) Throwable thrown, @Advice.Return boolean inTime) {
    Outcomes.stageEnded(inTime, thrown);
  }

  private StageEndedAdvice() {}
}
