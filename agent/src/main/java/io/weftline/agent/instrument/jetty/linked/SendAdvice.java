package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import java.nio.ByteBuffer;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;

/** A part of a response is about to be sent, the head with the first. */
public final class SendAdvice {
  private static final int FIRST_FINAL = 200;

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.This Object channel,
      @Advice.Argument(0) Object head,
      @Advice.Argument(1) ByteBuffer content) {
    HttpChannel answering = (HttpChannel) channel;
    MetaData.Response response = (MetaData.Response) head;
    if (response != null && response.getStatus() < FIRST_FINAL) {
      return;
    }
    Known known = JettyInstrumentation.channels().get(channel);
    if (!answering.isCommitted()) {
      known = commit(answering, known, response);
    }
    if (known != null && content != null) {
      known.responseBytes += content.remaining();
    }
  }

  private static Known commit(HttpChannel answering, Known before, MetaData.Response response) {
    Known known = before;
    if (known == null) {
      // What could not be read as a request is answered all the same.
      known = JettyCall.follow(answering);
    }
    JettyCall call = new JettyCall(answering, known, response);
    known.status = call.status();
    JettyInstrumentation.requests().committed(known.followed, call);
    return known;
  }

  private SendAdvice() {}
}
