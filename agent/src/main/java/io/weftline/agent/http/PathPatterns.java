package io.weftline.agent.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns of paths: {@code /actuator/**}, {@code /orders/*}, {@code *.css}. A star stands for
 * anything within a segment, two for anything at all; a pattern that begins with no slash is looked
 * for in the last segment.
 *
 * <p>Immutable.
 */
final class PathPatterns {
  private final List<String> patterns;

  PathPatterns(List<String> patterns) {
    this.patterns = new ArrayList<String>(patterns);
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /**
   * Whether one of them matches the path as the container understands it: without parameters. One
   * with detours or encoded slashes in it matches none, since nobody can tell where it leads.
   */
  boolean matches(String path) {
    String plain = path.indexOf(';') < 0 ? path : withoutParameters(path);
    if (isDevious(plain)) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (matches(patterns.get(i), plain)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDevious(String path) {
    if (path.contains("/.") || path.indexOf('\\') >= 0) {
      return true;
    }
    for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
      String code = path.substring(at + 1, Math.min(at + 3, path.length()));
      // A dot, a slash, a backslash, a semicolon, or a per cent sign of one of those.
      if (code.equalsIgnoreCase("2e")
          || code.equalsIgnoreCase("2f")
          || code.equalsIgnoreCase("5c")
          || code.equalsIgnoreCase("3b")
          || code.equals("25")) {
        return true;
      }
    }
    return false;
  }

  private static String withoutParameters(String path) {
    StringBuilder out = new StringBuilder(path.length());
    boolean parameter = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      parameter = c == ';' || parameter && c != '/';
      if (!parameter) {
        out.append(c);
      }
    }
    return out.toString();
  }

  static boolean matches(String pattern, String path) {
    if (pattern.startsWith("/")) {
      // What is below a directory is meant with the directory itself.
      return pattern.endsWith("/**") && path.equals(pattern.substring(0, pattern.length() - 3))
          || matches(pattern, 0, path, 0);
    }
    return matches(pattern, 0, path, path.lastIndexOf('/') + 1);
  }

  /** Goes back to the last star of each kind only, so that no pattern takes long. */
  private static boolean matches(String pattern, int from, String path, int at) {
    int p = from;
    int s = at;
    int star = -1;
    int starEnd = 0;
    int deep = -1;
    int deepEnd = 0;
    while (p < pattern.length() || s < path.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        if (p + 1 < pattern.length() && pattern.charAt(p + 1) == '*') {
          p += 2;
          deep = p;
          deepEnd = s;
          star = -1;
        } else {
          p++;
          star = p;
          starEnd = s;
        }
      } else if (p < pattern.length() && s < path.length() && pattern.charAt(p) == path.charAt(s)) {
        p++;
        s++;
      } else if (star >= 0 && starEnd < path.length() && path.charAt(starEnd) != '/') {
        starEnd++;
        s = starEnd;
        p = star;
      } else if (deep >= 0 && deepEnd < path.length()) {
        deepEnd++;
        s = deepEnd;
        p = deep;
        star = -1;
      } else {
        return false;
      }
    }
    return true;
  }
}
