package io.weftline.agent.instrument.springmvc.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.springmvc.SpringRoute;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.security.Principal;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;

/** The handler of a request has been looked for: the pattern that matched is known. */
public final class JavaxHandlerAdvice {

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Argument(0) Object request) {
    Unit unit = ThreadContext.current().unit();
    if (!(unit instanceof ServerRequest)) {
      return;
    }
    ServerRequest followed = (ServerRequest) unit;
    HttpServletRequest asked = (HttpServletRequest) request;
    if (!followed.hasUser()) {
      followed.user(userOf(asked));
    }
    if (!followed.hasRoute() && asked.getDispatcherType() != DispatcherType.ERROR) {
      followed.route(
          SpringRoute.of(
              asked.getContextPath(),
              asked.getServletPath(),
              asked.getPathInfo(),
              asked.getAttribute(SpringRoute.ATTRIBUTE)));
    }
  }

  private static String userOf(HttpServletRequest asked) {
    try {
      Principal principal = asked.getUserPrincipal();
      return principal == null ? null : principal.getName();
    } catch (RuntimeException e) {
      // The application's own class may not know yet: then nobody is named, and the route counts.
      return null;
    }
  }

  private JavaxHandlerAdvice() {}
}
