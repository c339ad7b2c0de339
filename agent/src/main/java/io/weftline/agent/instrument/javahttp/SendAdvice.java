package io.weftline.agent.instrument.javahttp;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the methods of the JDK's client that send; never loaded as a class. Only {@code
 * java.lang} and bootstrap types may appear.
 */
final class SendAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int hook, @Advice.This Object self, @Advice.Argument(0) Object request) {
    return Bridge.enter(hook, self, request);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Id int hook,
      @Advice.Enter Frame frame,
      @Advice.This Object self,
      @Advice.Argument(0) Object request,
      @Advice.Return Object result,
      @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, self, request, result, 0, thrown);
    }
  }

  private SendAdvice() {}
}
