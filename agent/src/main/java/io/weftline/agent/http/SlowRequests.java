package io.weftline.agent.http;

import io.weftline.agent.config.RouteThreshold;
import java.util.ArrayList;
import java.util.List;

/**
 * From when on a request is slow. When it arrives only its path is known, so a route with {@code
 * {id}} in it stands for every path of that shape; when it ends its route decides, too.
 *
 * <p>Immutable.
 */
final class SlowRequests {
  private final long nanos;
  private final List<String> routes = new ArrayList<String>();
  private final List<String> paths = new ArrayList<String>();
  private final List<Long> thresholds = new ArrayList<Long>();

  /**
   * @param nanos for those that no override names
   * @param overrides the first that matches is meant; those of methods are none of requests
   */
  SlowRequests(long nanos, List<RouteThreshold> overrides) {
    this.nanos = nanos;
    for (RouteThreshold each : overrides) {
      if (each.route() != null) {
        routes.add(each.route());
        paths.add(withoutNames(each.route()));
        thresholds.add(each.nanos());
      }
    }
  }

  /** What is known when it arrives. */
  long nanos(String path) {
    for (int i = 0; i < paths.size(); i++) {
      if (PathPatterns.matches(paths.get(i), path)) {
        return thresholds.get(i);
      }
    }
    return nanos;
  }

  /** What counts when it ends. */
  long nanos(String path, String route) {
    for (int i = 0; i < routes.size(); i++) {
      String each = routes.get(i);
      boolean named = each.indexOf('{') >= 0;
      if (each.equals(route)
          || !named && (PathPatterns.matches(each, route) || PathPatterns.matches(each, path))) {
        return thresholds.get(i);
      }
    }
    return nanos;
  }

  /** A star for each name in braces. */
  private static String withoutNames(String route) {
    StringBuilder out = new StringBuilder(route.length());
    int at = 0;
    while (at < route.length()) {
      int open = route.indexOf('{', at);
      int close = open < 0 ? -1 : route.indexOf('}', open);
      if (close < 0) {
        break;
      }
      out.append(route, at, open).append('*');
      at = close + 1;
    }
    return out.append(route, at, route.length()).toString();
  }
}
