package io.weftline.agent.instrument.springmvc;

/** The route of a request from what Spring and the container say of it. Stateless. */
public final class SpringRoute {
  /** The attribute with the pattern that matched, the same in all releases. */
  public static final String ATTRIBUTE =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private static final String EVERYTHING = "/**";

  private SpringRoute() {}

  /**
   * The route, or null if the pattern names nothing.
   *
   * @param context the application's path, empty for that of the root
   * @param servlet the part of the path that led to the servlet
   * @param rest the part behind that; null where the servlet has the whole path
   * @param pattern the value of the attribute
   */
  public static String of(String context, String servlet, String rest, Object pattern) {
    if (!(pattern instanceof String) || pattern.equals(EVERYTHING)) {
      return null;
    }
    StringBuilder route = new StringBuilder();
    if (context != null) {
      route.append(context);
    }
    String below = (String) pattern;
    if (rest != null && servlet != null && !isWhole(servlet, rest, below)) {
      route.append(servlet);
    }
    if (!below.isEmpty() && below.charAt(0) != '/') {
      route.append('/');
    }
    route.append(below);
    return route.length() == 0 ? "/" : route.toString();
  }

  /** Whether the pattern has the servlet's path in it: {@code alwaysUseFullPath}. */
  private static boolean isWhole(String servlet, String rest, String pattern) {
    String prefix = servlet + "/";
    return pattern.startsWith(prefix) && !rest.startsWith(prefix);
  }
}
