package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.lang.ref.WeakReference;
import net.bytebuddy.asm.Advice;

/** A channel of servlets has its turn: the first within the server's call, others on any thread. */
public final class TurnAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(@Advice.This Object channel) {
    Object request = Servlets.request(channel);
    Known known = JettyInstrumentation.channels().get(Jetty.call(Jetty.UNWRAP, request));
    if (known == null) {
      return null;
    }
    if (known.servletRequest == null) {
      known.servletRequest = new WeakReference<Object>(request);
      known.followed.route(Servlets.route(request));
    }
    return ThreadContext.current().unit() == known.followed
        ? null
        : JettyInstrumentation.requests().enter(known.followed);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object entered, @Advice.This Object channel) {
    if (entered != null) {
      Frame frame = (Frame) entered;
      Jetty12Call call = null;
      try {
        call = Jetty12Call.of(Jetty.call(Jetty.UNWRAP, Servlets.request(channel)));
      } finally {
        JettyInstrumentation.requests().left((ServerRequest) frame.context.unit(), frame, call);
      }
    }
  }

  private TurnAdvice() {}
}
