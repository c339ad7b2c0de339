package io.weftline.agent.instrument.method;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * Copied into every method that is timed by the coarse clock alone; never loaded as a class. Only
 * {@code java.lang} and bootstrap types may appear: the code runs with the application's loaders.
 *
 * <p>Nothing but a field is read before the call: whatever is done there is what it costs.
 */
final class CoarseMethodAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return Bridge.coarse;
  }

  // The arguments are not asked for: they need not be copied.
  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      backupArguments = false)
  static void exit(@Id int method, @Advice.Enter long startNanos, @Advice.Thrown Throwable thrown) {
    Bridge.coarseExit(method, startNanos, thrown);
  }

  private CoarseMethodAdvice() {}
}
