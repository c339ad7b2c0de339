package io.weftline.agent.instrument.job.linked;

import io.weftline.agent.instrument.job.JobInstrumentation;
import io.weftline.bootstrap.Frame;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

/** A method that carries {@code @Scheduled} runs. */
public final class ScheduledMethodAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(@Advice.This Object runnable) {
    Method method = ((ScheduledMethodRunnable) runnable).getMethod();
    return JobInstrumentation.known()
        .begin(method.getDeclaringClass().getName(), method.getName(), runnable.getClass());
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object begun, @Advice.Thrown Throwable thrown) {
    if (begun != null) {
      JobInstrumentation.known().end((Frame) begun, thrown);
    }
  }

  private ScheduledMethodAdvice() {}
}
