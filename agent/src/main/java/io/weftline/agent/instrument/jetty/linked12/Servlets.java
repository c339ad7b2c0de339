package io.weftline.agent.instrument.jetty.linked12;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * What the servlets of Jetty 12 say of a request, in whatever release of the Servlet API: the types
 * of ee10 and ee11 have the same methods, and may both be there.
 */
final class Servlets {
  private static final ClassValue<MethodHandle> REQUEST = getter("getRequest");
  private static final ClassValue<MethodHandle> MATCHED = getter("getMatchedResource");
  private static final ClassValue<MethodHandle> PATTERN = getter("getPathSpec");
  private static final ClassValue<MethodHandle> DECLARATION = getter("getDeclaration");
  private static final ClassValue<MethodHandle> API = getter("getServletApiRequest");
  private static final ClassValue<MethodHandle> SESSION = getter("getRequestedSessionId");

  private Servlets() {}

  /** A public method without arguments, of a class that is public. */
  private static ClassValue<MethodHandle> getter(String name) {
    return new ClassValue<MethodHandle>() {
      @Override
      protected MethodHandle computeValue(Class<?> type) {
        try {
          return Jetty.generic(MethodHandles.publicLookup().unreflect(type.getMethod(name)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private static Object call(ClassValue<MethodHandle> getter, Object on) {
    return Jetty.call(getter.get(on.getClass()), on);
  }

  static Object request(Object channel) {
    return call(REQUEST, channel);
  }

  /** Null for the servlet of everything, which has no name for what it serves. */
  static String route(Object request) {
    Object matched = call(MATCHED, request);
    String pattern = matched == null ? null : (String) call(DECLARATION, call(PATTERN, matched));
    if (pattern == null || pattern.equals("/") || pattern.equals("/*")) {
      return null;
    }
    String context = (String) Jetty.call(Jetty.CONTEXT_PATH, request);
    return context == null || context.equals("/") ? pattern : context + pattern;
  }

  static String requestedSession(Object request) {
    Object api = call(API, request);
    return api == null ? null : (String) call(SESSION, api);
  }
}
