package io.weftline.agent.advice;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods that bind a parameter where the values are asked for; never loaded as a
 * class. Only {@code java.lang} and bootstrap types may appear: the code runs with the loader of
 * what it is woven into. Boxes what is bound: the other advices do not.
 */
final class KeptBindAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Id int hook, @Advice.This Object statement, @Advice.AllArguments Object[] arguments) {
    Bridge.enter(hook, statement, arguments);
  }

  private KeptBindAdvice() {}
}
