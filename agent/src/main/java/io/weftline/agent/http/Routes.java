package io.weftline.agent.http;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Routes of requests that no framework has named: the path, with what looks like a value as {@code
 * {id}}. So many different ones are kept, everything else is {@code _other}, so that a scanner
 * makes no series.
 *
 * <p>Thread-safe.
 */
final class Routes {
  static final String OTHER = "_other";
  static final int MAX_ROUTES = 500;

  private static final String VALUE = "{id}";
  private static final int MAX_SEGMENTS = 8;
  private static final int MAX_LENGTH = 200;

  /** A word has fewer letters than this, or no digit. */
  private static final int LONG_WORD = 20;

  private final Set<String> known =
      Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());

  /** The route of a path that no mapping names. */
  String ofPath(String path) {
    String route = template(path);
    if (known.contains(route)) {
      return route;
    }
    if (known.size() >= MAX_ROUTES) {
      return OTHER;
    }
    known.add(route);
    return route;
  }

  static String template(String path) {
    int end = Math.min(path.length(), MAX_LENGTH);
    StringBuilder route = new StringBuilder(end);
    int segments = 0;
    for (int at = 0; at < end; ) {
      int next = path.indexOf('/', at + 1);
      next = next < 0 || next > end ? end : next;
      if (++segments > MAX_SEGMENTS) {
        return route.append("/**").toString();
      }
      int from = path.charAt(at) == '/' ? at + 1 : at;
      int semicolon = path.indexOf(';', from);
      int to = semicolon >= 0 && semicolon < next ? semicolon : next;
      if (from > at) {
        route.append('/');
      }
      if (isValue(path, from, to)) {
        route.append(VALUE);
      } else {
        route.append(path, from, to);
      }
      at = next;
    }
    if (end < path.length()) {
      route.append("**");
    }
    return route.length() == 0 ? "/" : route.toString();
  }

  /** A number, a UUID, a hash, a token: anything that has hardly a name for a route in it. */
  private static boolean isValue(String path, int from, int to) {
    int digits = 0;
    int hex = 0;
    int dashes = 0;
    boolean odd = false;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        hex++;
      } else if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
        hex++;
      } else if (c == '-') {
        dashes++;
      } else if (c == '%' || c == '@' || c == '=' || c == ',' || c > '~') {
        odd = true;
      }
    }
    int length = to - from;
    return digits > 0 && digits + dashes == length
        || odd
        || digits > 0 && hex + dashes == length && hex >= 8
        || digits > 0 && length >= LONG_WORD
        || digits * 2 > length && length > 4;
  }
}
