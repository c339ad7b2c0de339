package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.asm.Advice;

/** Copied into what schedules a task once; never loaded as a class. */
final class ScheduleAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.Argument(1) long delay, @Advice.Argument(2) TimeUnit unit) {
    return Handover.scheduling(false, delay, unit);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter Object hand) {
    if (hand != null) {
      Handover.scheduled(hand);
    }
  }

  private ScheduleAdvice() {}
}
