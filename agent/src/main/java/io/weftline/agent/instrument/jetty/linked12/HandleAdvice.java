package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/** The server calls its handlers: a request has come. */
public final class HandleAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(
      @Advice.Argument(0) Object request, @Advice.Argument(1) Object response) {
    ServerRequest followed =
        Jetty12Call.knownOrNew(Jetty.call(Jetty.UNWRAP, request), response).followed;
    return JettyInstrumentation.requests().enter(followed);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object entered, @Advice.Argument(0) Object request) {
    if (entered != null) {
      Frame frame = (Frame) entered;
      Jetty12Call call = null;
      try {
        call = Jetty12Call.of(Jetty.call(Jetty.UNWRAP, request));
      } finally {
        JettyInstrumentation.requests().left((ServerRequest) frame.context.unit(), frame, call);
      }
    }
  }

  private HandleAdvice() {}
}
