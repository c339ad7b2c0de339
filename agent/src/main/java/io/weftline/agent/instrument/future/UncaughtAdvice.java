package io.weftline.agent.instrument.future;

import io.weftline.bootstrap.Frame.Outcomes;
import net.bytebuddy.asm.Advice;

/**
 * Copied into what hands a throwable to the handler of a thread that goes on; never loaded as a
 * class.
 */
final class UncaughtAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Throwable thrown) {
    Outcomes.uncaught(thrown);
  }

  private UncaughtAdvice() {}
}
