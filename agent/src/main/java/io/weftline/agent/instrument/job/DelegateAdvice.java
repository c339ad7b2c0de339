package io.weftline.agent.instrument.job;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/** Copied into what Spring runs tasks with; never loaded as a class. */
final class DelegateAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int hook, @Advice.FieldValue("delegate") Object task) {
    return Bridge.enter(hook, null, task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Id int hook, @Advice.Enter Frame frame, @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, null, null, null, 0, thrown);
    }
  }

  private DelegateAdvice() {}
}
