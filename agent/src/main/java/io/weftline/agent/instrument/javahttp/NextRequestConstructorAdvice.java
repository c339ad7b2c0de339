package io.weftline.agent.instrument.javahttp;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the constructors of the JDK's request that make one of another, where it is
 * redirected or has to authenticate; never loaded as a class.
 */
final class NextRequestConstructorAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Id int hook, @Advice.This Object self, @Advice.Argument(2) Object before) {
    Bridge.enter(hook, self, before);
  }

  private NextRequestConstructorAdvice() {}
}
