package io.weftline.agent.advice;

import io.weftline.bootstrap.Operation.Parameters;
import net.bytebuddy.asm.Advice;

/**
 * Copied into methods that bind an object to a statement; never loaded as a class. Only {@code
 * java.lang} and bootstrap types may appear: the code runs with the loader of what it is woven
 * into.
 */
final class ObjectBindAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object statement,
      @Advice.Argument(0) int index,
      @Advice.Argument(1) Object value) {
    Parameters.bound(statement, index, value);
  }

  private ObjectBindAdvice() {}
}
