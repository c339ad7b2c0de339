package io.weftline.agent.instrument.job;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied into what Spring gives failures of tasks to; never loaded as a class. */
final class HandlerAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Id int hook, @Advice.Argument(0) Object thrown) {
    Bridge.enter(hook, null, thrown);
  }

  private HandlerAdvice() {}
}
