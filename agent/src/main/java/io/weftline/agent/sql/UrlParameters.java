package io.weftline.agent.sql;

/**
 * Finds a parameter of a URL by its name, without regard to case. Only ever asked for what may be
 * shown.
 *
 * <p>Stateless.
 */
final class UrlParameters {
  private UrlParameters() {}

  /** The value in {@code ;name=value} or {@code ?a=b&name=value}, or null. */
  static String find(String url, String... names) {
    int start = 0;
    boolean parameters = false;
    for (int i = 0; i <= url.length(); i++) {
      char c = i < url.length() ? url.charAt(i) : ';';
      if (c == '{' && parameters) {
        // SQL Server's way to have a semicolon in a value; "}}" is a bracket.
        i = endOfBraces(url, i);
        continue;
      }
      if (c != ';' && c != '?' && c != '&') {
        continue;
      }
      if (parameters) {
        String value = value(url, start, i, names);
        if (value != null) {
          return value;
        }
      }
      parameters = true;
      start = i + 1;
    }
    return null;
  }

  private static int endOfBraces(String url, int start) {
    int i = start + 1;
    while (i < url.length()) {
      if (url.charAt(i) == '}') {
        if (i + 1 >= url.length() || url.charAt(i + 1) != '}') {
          return i;
        }
        i++;
      }
      i++;
    }
    return url.length();
  }

  private static String value(String url, int start, int end, String... names) {
    for (String name : names) {
      int equals = start + name.length();
      if (equals < end
          && url.charAt(equals) == '='
          && url.regionMatches(true, start, name, 0, name.length())) {
        String value = url.substring(equals + 1, Math.min(end, url.length()));
        boolean braced = value.length() > 1 && value.startsWith("{") && value.endsWith("}");
        return braced ? value.substring(1, value.length() - 1) : value;
      }
    }
    return null;
  }

  /** The value in {@code (name = value)} or {@code (a=b,name=value)}, or null. */
  static String findDescribed(String text, String name) {
    for (int i = 0; i + name.length() < text.length(); i++) {
      char before = i == 0 ? '(' : text.charAt(i - 1);
      if (before != '(' && before != ',' && before != ' '
          || !text.regionMatches(true, i, name, 0, name.length())) {
        continue;
      }
      int at = skipBlanks(text, i + name.length());
      if (at >= text.length() || text.charAt(at) != '=') {
        continue;
      }
      at = skipBlanks(text, at + 1);
      int end = at;
      while (end < text.length() && "), (".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      return text.substring(at, end);
    }
    return null;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
