package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;

/** The head of a response is about to be sent, if it has not been yet. */
public final class SendAdvice {
  private static final int FIRST_FINAL = 200;

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object channel, @Advice.Argument(0) Object head) {
    HttpChannel answering = (HttpChannel) channel;
    MetaData.Response response = (MetaData.Response) head;
    if (answering.isCommitted() || response != null && response.getStatus() < FIRST_FINAL) {
      return;
    }
    Known known = JettyInstrumentation.channels().get(channel);
    if (known == null) {
      // What could not be read as a request is answered all the same.
      known = JettyCall.follow(answering);
    }
    JettyCall call = new JettyCall(answering, known, response);
    known.status = call.status();
    JettyInstrumentation.requests().committed(known.followed, call);
  }

  private SendAdvice() {}
}
