package io.weftline.agent.instrument.undertow.linked;

import io.undertow.server.HttpServerExchange;
import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.instrument.undertow.UndertowInstrumentation;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;

/** A thread has a request in hand: when it has come, and for each of its asynchronous turns. */
public final class HandlerAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(@Advice.Argument(1) Object exchange) {
    HttpServerExchange request = (HttpServerExchange) exchange;
    ServerRequest followed = UndertowCall.followed(request);
    if (followed == null) {
      if (request.isComplete()) {
        return null;
      }
      followed = UndertowCall.follow(request);
    }
    return UndertowInstrumentation.requests().enter(followed);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object entered, @Advice.Argument(1) Object exchange) {
    if (entered != null) {
      HttpServerExchange request = (HttpServerExchange) exchange;
      ServerRequests requests = UndertowInstrumentation.requests();
      ServerRequest followed = UndertowCall.followed(request);
      try {
        // Where the client has gone, the exchange is complete before the application knows.
        requests.failedAfterwards(followed, new UndertowCall(request, UndertowCall.Moment.OVER));
      } finally {
        requests.left(followed, (Frame) entered);
      }
    }
  }

  private HandlerAdvice() {}
}
