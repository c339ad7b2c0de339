package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into what makes a {@code Callable} of a {@code Runnable}; never loaded as a class. */
final class AdapterAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Advice.FieldValue("task") Object task) {
    return Handover.runsTask(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter Frame frame, @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Handover.ranTask(frame, thrown);
    }
  }

  private AdapterAdvice() {}
}
