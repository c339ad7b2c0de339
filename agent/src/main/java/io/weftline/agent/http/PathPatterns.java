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

  boolean matches(String path) {
    for (int i = 0; i < patterns.size(); i++) {
      if (matches(patterns.get(i), path)) {
        return true;
      }
    }
    return false;
  }

  static boolean matches(String pattern, String path) {
    if (pattern.startsWith("/")) {
      // What is below a directory is meant with the directory itself.
      return pattern.endsWith("/**") && path.equals(pattern.substring(0, pattern.length() - 3))
          || matches(pattern, 0, path, 0);
    }
    return matches(pattern, 0, path, path.lastIndexOf('/') + 1);
  }

  private static boolean matches(String pattern, int from, String path, int at) {
    int p = from;
    int s = at;
    while (p < pattern.length()) {
      char c = pattern.charAt(p);
      if (c != '*') {
        if (s == path.length() || path.charAt(s) != c) {
          return false;
        }
        p++;
        s++;
        continue;
      }
      boolean deep = p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
      int rest = deep ? p + 2 : p + 1;
      for (int i = s; i <= path.length(); i++) {
        if (matches(pattern, rest, path, i)) {
          return true;
        }
        if (i < path.length() && path.charAt(i) == '/' && !deep) {
          return false;
        }
      }
      return false;
    }
    return s == path.length();
  }
}
