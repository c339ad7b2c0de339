package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import java.lang.ref.WeakReference;
import net.bytebuddy.asm.Advice;

/** The head of a response is about to be made, of what the response says at this moment. */
public final class CommitAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object response) {
    Object request = Jetty.call(Jetty.RESPONSE_REQUEST, response);
    Known known = Jetty12Call.knownOrNew(request, response);
    known.response = new WeakReference<Object>(response);
    Jetty12Call call = new Jetty12Call(request, known, null);
    known.status = call.status();
    JettyInstrumentation.requests().committed(known.followed, call);
  }

  private CommitAdvice() {}
}
