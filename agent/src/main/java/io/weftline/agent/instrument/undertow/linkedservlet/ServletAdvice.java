package io.weftline.agent.instrument.undertow.linkedservlet;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletChain;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.ServletContextImpl;
import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.undertow.ServletTurn;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import net.bytebuddy.asm.Advice;

/** A chain of filters with the servlet at its end, for the request itself or for a forward. */
public final class ServletAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(@Advice.Argument(0) Object exchange) {
    Unit unit = ThreadContext.current().unit();
    if (!(unit instanceof ServerRequest)) {
      return null;
    }
    ServerRequest followed = (ServerRequest) unit;
    ServletTurn turn = (ServletTurn) followed.note;
    if (turn == null) {
      turn = new ServletTurn();
      followed.note = turn;
      read((HttpServerExchange) exchange, followed, turn);
    }
    turn.depth++;
    return followed;
  }

  private static void read(HttpServerExchange exchange, ServerRequest followed, ServletTurn turn) {
    ServletRequestContext request = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    if (request == null) {
      return;
    }
    ServletContextImpl context = request.getCurrentServletContext();
    ServletChain chain = request.getCurrentServlet();
    String pattern = chain == null ? null : chain.getPattern();
    // The servlet of everything has no name for what it serves.
    if (pattern != null && !pattern.equals("/") && !pattern.equals("/*")) {
      followed.route(context.getContextPath() + pattern);
    }
    turn.session = context.getSessionConfig().findSessionId(exchange);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object entered, @Advice.Thrown Throwable thrown) {
    if (entered != null) {
      ServerRequest followed = (ServerRequest) entered;
      ServletTurn turn = (ServletTurn) followed.note;
      // Null if another thread has ended it.
      if (turn != null && --turn.depth == 0 && thrown != null) {
        turn.thrown = thrown;
      }
    }
  }

  private ServletAdvice() {}
}
