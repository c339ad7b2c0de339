package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;

/** Handlers have failed a request; where its head has been sent this is the first that is heard. */
public final class FailedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.FieldValue("_request") Object request, @Advice.Argument(0) Object failure) {
    Known known = JettyInstrumentation.channels().get(request);
    if (known != null && known.thrown == null) {
      known.thrown = (Throwable) failure;
    }
  }

  private FailedAdvice() {}
}
