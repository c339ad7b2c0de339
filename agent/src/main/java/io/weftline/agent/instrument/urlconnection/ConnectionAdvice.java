package io.weftline.agent.instrument.urlconnection;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into the methods of the JDK's connections; never loaded as a class. Only {@code java.lang}
 * and bootstrap types may appear.
 */
final class ConnectionAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int hook, @Advice.This Object self) {
    return Bridge.enter(hook, self, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Id int hook,
      @Advice.Enter Frame frame,
      @Advice.This Object self,
      @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, self, null, null, 0, thrown);
    }
  }

  private ConnectionAdvice() {}
}
