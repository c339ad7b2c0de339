package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;

/** Copied into what schedules a task again and again; never loaded as a class. */
final class ScheduleAgainAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter() {
    return Handover.scheduling(true, 0, null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter Object hand) {
    if (hand != null) {
      Handover.scheduled(hand);
    }
  }

  private ScheduleAgainAdvice() {}
}
