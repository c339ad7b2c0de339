package io.weftline.agent.instrument.undertow.linked;

import io.undertow.server.HttpServerExchange;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.instrument.undertow.UndertowInstrumentation;
import net.bytebuddy.asm.Advice;
import org.xnio.StreamConnection;

/** What came cannot be read as a request, and is answered without one. */
public final class RefusedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.FieldValue("httpServerExchange") Object exchange,
      @Advice.Argument(0) Object connection) {
    HttpServerExchange known = (HttpServerExchange) exchange;
    if (known != null && UndertowCall.followed(known) != null) {
      return;
    }
    ServerRequests requests = UndertowInstrumentation.requests();
    RefusedCall call = new RefusedCall(known, (StreamConnection) connection);
    requests.ended(requests.begin(call), call);
  }

  private RefusedAdvice() {}
}
