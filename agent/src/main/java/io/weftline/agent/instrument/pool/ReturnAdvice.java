package io.weftline.agent.instrument.pool;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the methods by which connections come back; never loaded as a class. Only {@code
 * java.lang} and bootstrap types may appear: the code runs with the pool's loader.
 */
final class ReturnAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Id int hook,
      @Advice.This Object self,
      @Advice.Argument(value = 0, optional = true) Object argument) {
    Bridge.enter(hook, self, argument);
  }

  private ReturnAdvice() {}
}
