package io.weftline.agent.instrument.httpserver;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of constructors whose argument is the server's own object of an exchange. */
final class ConstructorAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Id int hook, @Advice.This Object self, @Advice.Argument(0) Object argument) {
    Bridge.enter(hook, self, argument);
  }

  private ConstructorAdvice() {}
}
