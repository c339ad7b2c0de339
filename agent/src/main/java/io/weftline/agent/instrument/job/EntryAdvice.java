package io.weftline.agent.instrument.job;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/** Copied into entry methods; never loaded as a class. */
final class EntryAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Frame enter(@Id int hook) {
    return Bridge.enter(hook, null, null);
  }

  // The arguments are not asked for: they need not be copied.
  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      backupArguments = false)
  static void exit(@Id int hook, @Advice.Enter Frame frame, @Advice.Thrown Throwable thrown) {
    if (frame != null) {
      Bridge.exit(hook, frame, null, null, null, 0, thrown);
    }
  }

  private EntryAdvice() {}
}
