package io.weftline.agent.instrument.jaxrs.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.jaxrs.JaxrsRoute;
import net.bytebuddy.asm.Advice;

/** An exception has become a response, unless it is thrown again. */
public final class JerseyMappedAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Argument(0) Object mapped, @Advice.Thrown Throwable thrown) {
    ServerRequest followed = thrown == null ? JaxrsRoute.inHand() : null;
    if (followed != null) {
      followed.mapped((Throwable) mapped);
    }
  }

  private JerseyMappedAdvice() {}
}
