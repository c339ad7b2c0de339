package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;

/** A part of a response could not be sent; its connection is closed later. */
public final class UnsentAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.FieldValue("_request") Object request) {
    Known known = JettyInstrumentation.channels().get(request);
    if (known != null) {
      known.unsent = true;
    }
  }

  private UnsentAdvice() {}
}
