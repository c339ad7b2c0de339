package io.weftline.agent.advice;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods that are given a number and return nothing; never loaded as a class. Only
 * {@code java.lang} and bootstrap types may appear: the code runs with the loader of what it is
 * woven into.
 */
final class IntArgumentAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int hook, @Advice.This Object self) {
    return Bridge.enter(hook, self, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Id int hook,
      @Advice.Enter Frame frame,
      @Advice.This Object self,
      @Advice.Argument(0) int argument,
      @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, self, null, null, argument, thrown);
    }
  }

  private IntArgumentAdvice() {}
}
