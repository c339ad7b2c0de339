package io.weftline.agent.instrument.springmvc.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import net.bytebuddy.asm.Advice;

/** An exception has become a response, unless it is thrown again. */
public final class MappedAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Argument(3) Object mapped, @Advice.Thrown Throwable thrown) {
    Unit unit = ThreadContext.current().unit();
    if (thrown == null && unit instanceof ServerRequest) {
      ((ServerRequest) unit).mapped((Throwable) mapped);
    }
  }

  private MappedAdvice() {}
}
