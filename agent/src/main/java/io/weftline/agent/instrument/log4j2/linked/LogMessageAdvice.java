package io.weftline.agent.instrument.log4j2.linked;

import net.bytebuddy.asm.Advice;

/** Around {@code logMessage}. */
public final class LogMessageAdvice {

  /**
   * @return not null if {@link #exit} is to tell of the end
   */
  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(
      @Advice.This Object logger,
      @Advice.Argument(1) Object level,
      @Advice.Argument(3) Object message,
      @Advice.Argument(4) Object thrown) {
    return Records.begin(logger, level, message, (Throwable) thrown);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object begun) {
    Records.end(begun);
  }

  private LogMessageAdvice() {}
}
