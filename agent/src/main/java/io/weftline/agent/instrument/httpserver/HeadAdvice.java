package io.weftline.agent.instrument.httpserver;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to where the head of a response is sent. */
final class HeadAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Id int hook,
      @Advice.This Object self,
      @Advice.Argument(0) int status,
      @Advice.Argument(1) long length) {
    Bridge.enter(hook, self, new long[] {status, length});
  }

  private HeadAdvice() {}
}
