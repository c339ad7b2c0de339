package io.weftline.agent.instrument.commonslogging;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/**
 * Copied into {@code log(int, Object, Throwable)}; never loaded as a class. Only {@code java.lang}
 * and bootstrap types may appear. What the hook gets as the object is the logger's name.
 */
final class SimpleLogAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(
      @Id int hook,
      @Advice.FieldValue("logName") Object name,
      @Advice.AllArguments Object[] arguments) {
    return Bridge.enter(hook, name, arguments);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Id int hook, @Advice.Enter Frame frame, @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, null, null, null, 0, thrown);
    }
  }

  private SimpleLogAdvice() {}
}
