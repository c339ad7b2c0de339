package io.weftline.agent.instrument.undertow.linked;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.undertow.UndertowInstrumentation;

/**
 * Hears when a response is about to be sent and when an exchange is complete. One for all
 * exchanges; any thread. Undertow calls it, so nothing may get out of it, and the next listener is
 * called whatever happens.
 */
final class Listeners implements ResponseCommitListener, ExchangeCompletionListener {
  static final Listeners ALL = new Listeners();

  private Listeners() {}

  @Override
  public void beforeCommit(HttpServerExchange exchange) {
    try {
      ServerRequest followed = UndertowCall.followed(exchange);
      if (followed != null) {
        UndertowInstrumentation.requests().committed(followed, new UndertowCall(exchange));
      }
    } catch (Throwable t) {
      UndertowInstrumentation.failed(t);
    }
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
    try {
      ServerRequest followed = UndertowCall.followed(exchange);
      if (followed != null) {
        UndertowInstrumentation.requests()
            .ended(followed, new UndertowCall(exchange, UndertowCall.Moment.ENDS));
      }
    } catch (Throwable t) {
      UndertowInstrumentation.failed(t);
    } finally {
      nextListener.proceed();
    }
  }
}
