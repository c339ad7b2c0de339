package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ServletHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.servlet.ServletMapping;

/** A servlet is called: the first one of a request names its route. */
public final class ServletAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object holder, @Advice.Argument(0) Object base) {
    Request request = (Request) base;
    Known known = JettyInstrumentation.channels().get(request.getHttpChannel());
    if (known != null && !known.followed.hasRoute()) {
      known.followed.route(route((ServletHolder) holder, request));
    }
  }

  private static String route(ServletHolder holder, Request request) {
    ServletHandler handler = holder.getServletHandler();
    ServletMapping[] mappings = handler == null ? null : handler.getServletMappings();
    String path = request.getServletPath();
    for (int i = 0; mappings != null && path != null && i < mappings.length; i++) {
      String[] patterns = mappings[i].getPathSpecs();
      if (patterns != null && holder.getName().equals(mappings[i].getServletName())) {
        for (String each : patterns) {
          // The servlet of everything has no name for what it serves.
          if (!each.equals("/*")
              && (each.equals(path)
                  || each.endsWith("/*")
                      && each.length() == path.length() + 2
                      && each.startsWith(path))) {
            String context = request.getContextPath();
            return context == null ? each : context + each;
          }
        }
      }
    }
    return null;
  }

  private ServletAdvice() {}
}
