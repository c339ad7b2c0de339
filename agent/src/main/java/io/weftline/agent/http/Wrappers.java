package io.weftline.agent.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Exceptions of servlets and frameworks that say nothing but that the application's was on its way
 * through them. Stateless.
 */
final class Wrappers {
  private static final int MAX_DEPTH = 10;

  private static final Set<String> NAMES =
      new HashSet<String>(
          Arrays.asList(
              "jakarta.servlet.ServletException",
              "javax.servlet.ServletException",
              "org.glassfish.jersey.server.ContainerException",
              "org.glassfish.jersey.server.internal.process.MappableException",
              "org.jboss.resteasy.spi.ApplicationException",
              "org.jboss.resteasy.spi.UnhandledException",
              "org.springframework.web.util.NestedServletException"));

  private Wrappers() {}

  /** What it wraps, or itself if it is no wrapper or wraps nothing. */
  static Throwable without(Throwable thrown) {
    Throwable found = thrown;
    for (int i = 0; i < MAX_DEPTH && found != null; i++) {
      Throwable cause = NAMES.contains(found.getClass().getName()) ? found.getCause() : null;
      if (cause == null) {
        return found;
      }
      found = cause;
    }
    return found;
  }
}
