package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.HttpChannel;

/** A thread has a request in hand: when it has come, and for each of its asynchronous turns. */
public final class HandleAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(@Advice.This Object channel) {
    Known known = JettyCall.knownOrNew((HttpChannel) channel);
    return known == null ? null : JettyInstrumentation.requests().enter(known.followed);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object entered) {
    if (entered != null) {
      // By now the channel may have the next request.
      Frame frame = (Frame) entered;
      JettyInstrumentation.requests().left((ServerRequest) frame.context.unit(), frame);
    }
  }

  private HandleAdvice() {}
}
