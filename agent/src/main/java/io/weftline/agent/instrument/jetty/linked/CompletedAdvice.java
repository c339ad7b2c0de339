package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.HttpChannel;

/** A request is over, and access logs are about to be written: all can be read for once more. */
public final class CompletedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object channel) {
    Known known = JettyInstrumentation.channels().get(channel);
    if (known != null) {
      JettyInstrumentation.channels().remove(channel);
      JettyInstrumentation.requests()
          .ended(known.followed, new JettyCall((HttpChannel) channel, known, null));
    }
  }

  private CompletedAdvice() {}
}
