package io.weftline.agent.instrument.method;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into every timed method; never loaded as a class. Only {@code java.lang} and bootstrap
 * types may appear: the code runs with the application's loaders.
 */
final class MethodAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int method) {
    return Bridge.methodEnter(method);
  }

  // The arguments are not asked for: they need not be copied.
  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      backupArguments = false)
  static void exit(@Id int method, @Advice.Enter Frame frame, @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.methodExit(method, frame, thrown);
    }
  }

  private MethodAdvice() {}
}
