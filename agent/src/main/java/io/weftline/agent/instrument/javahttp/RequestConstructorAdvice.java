package io.weftline.agent.instrument.javahttp;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import java.lang.invoke.MethodHandles;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the constructor of the JDK's request that is made of the application's; never loaded
 * as a class. Only types of {@code java.base} and the bridge may appear.
 */
final class RequestConstructorAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Id int hook, @Advice.This Object self, @Advice.Origin MethodHandles.Lookup lookup) {
    Bridge.enter(hook, self, lookup);
  }

  private RequestConstructorAdvice() {}
}
