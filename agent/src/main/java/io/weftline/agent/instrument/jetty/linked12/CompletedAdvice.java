package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;

/** A stream is about to end: all can be read for once more. */
public final class CompletedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.FieldValue("this$0") Object channel, @Advice.Argument(1) Object failure) {
    Object request = Jetty.call(Jetty.CHANNEL_REQUEST, channel);
    Known known = JettyInstrumentation.channels().get(request);
    if (known != null) {
      JettyInstrumentation.channels().remove(request);
      JettyInstrumentation.requests()
          .ended(known.followed, new Jetty12Call(request, known, (Throwable) failure));
    }
  }

  private CompletedAdvice() {}
}
