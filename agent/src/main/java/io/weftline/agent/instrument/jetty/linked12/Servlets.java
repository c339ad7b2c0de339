package io.weftline.agent.instrument.jetty.linked12;

/**
 * What the servlets of Jetty 12 say of a request, in whatever release of the Servlet API: the types
 * of ee10 and ee11 have the same methods, and may both be there.
 */
final class Servlets {
  private static final Getter REQUEST = new Getter("getRequest");
  private static final Getter MATCHED = new Getter("getMatchedResource");
  private static final Getter PATTERN = new Getter("getPathSpec");
  private static final Getter DECLARATION = new Getter("getDeclaration");
  private static final Getter API = new Getter("getServletApiRequest");
  private static final Getter SESSION = new Getter("getRequestedSessionId");

  private Servlets() {}

  static Object request(Object channel) {
    return REQUEST.of(channel);
  }

  /** Null for the servlet of everything, which has no name for what it serves. */
  static String route(Object request) {
    Object matched = MATCHED.of(request);
    String pattern = matched == null ? null : (String) DECLARATION.of(PATTERN.of(matched));
    if (pattern == null || pattern.equals("/") || pattern.equals("/*")) {
      return null;
    }
    String context = (String) Jetty.call(Jetty.CONTEXT_PATH, request);
    return context == null || context.equals("/") ? pattern : context + pattern;
  }

  static String requestedSession(Object request) {
    Object api = API.of(request);
    return api == null ? null : (String) SESSION.of(api);
  }
}
