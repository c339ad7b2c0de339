package io.weftline.agent.instrument.log4j2.linked;

import net.bytebuddy.asm.Advice;

/** Around {@code log}. */
public final class LogAdvice {

  /**
   * @return not null if {@link #exit} is to tell of the end
   */
  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(
      @Advice.This Object logger,
      @Advice.Argument(0) Object level,
      @Advice.Argument(4) Object message,
      @Advice.Argument(5) Object thrown) {
    return Records.begin(logger, level, message, (Throwable) thrown);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object begun) {
    Records.end(begun);
  }

  private LogAdvice() {}
}
