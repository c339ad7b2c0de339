package io.weftline.agent.advice;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods whose result is of no interest; never loaded as a class. Only {@code
 * java.lang} and bootstrap types may appear: the code runs with the loader of what it is woven
 * into.
 */
final class CallAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(
      @Id int hook,
      @Advice.This Object self,
      @Advice.Argument(value = 0, optional = true) Object argument) {
    return Bridge.enter(hook, self, argument);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Id int hook,
      @Advice.Enter Frame frame,
      @Advice.This Object self,
      @Advice.Argument(value = 0, optional = true) Object argument,
      @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, self, argument, null, 0, thrown);
    }
  }

  private CallAdvice() {}
}
