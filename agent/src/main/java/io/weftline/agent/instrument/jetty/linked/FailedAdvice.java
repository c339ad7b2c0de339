package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;

/** Handlers have failed a request; where its head has been sent this is all that is heard. */
public final class FailedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object channel, @Advice.Argument(0) Object failure) {
    Known known = JettyInstrumentation.channels().get(channel);
    if (known != null && known.thrown == null) {
      known.thrown = (Throwable) failure;
    }
  }

  private FailedAdvice() {}
}
