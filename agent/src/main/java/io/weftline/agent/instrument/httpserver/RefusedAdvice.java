package io.weftline.agent.instrument.httpserver;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to where the server refuses what came, before there is an exchange. */
final class RefusedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Id int hook,
      @Advice.FieldValue("chan") Object channel,
      @Advice.Argument(0) int status,
      @Advice.Argument(1) String requestLine) {
    Bridge.enter(hook, requestLine, new Object[] {Integer.valueOf(status), channel});
  }

  private RefusedAdvice() {}
}
