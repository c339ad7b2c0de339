package io.weftline.agent.instrument.pool;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the methods of pools that give out connections; never loaded as a class. Only {@code
 * java.lang} and bootstrap types may appear: the code runs with the pool's loader.
 */
final class BorrowAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int hook, @Advice.This Object self) {
    return Bridge.enter(hook, self, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Id int hook,
      @Advice.Enter Frame frame,
      @Advice.This Object self,
      @Advice.Return Object result,
      @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, self, null, result, 0, thrown);
    }
  }

  private BorrowAdvice() {}
}
