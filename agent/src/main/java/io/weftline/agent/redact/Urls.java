package io.weftline.agent.redact;

/**
 * Users and passwords in URLs.
 *
 * <p>Stateless.
 */
final class Urls {
  /** How far the end of a password is looked for that has in it what ends a host. */
  private static final int MAX_PASSWORD_CHARS = 200;

  private static final String ORACLE = "oracle:";

  private Urls() {}

  /**
   * Where the user and password end that begin here, which is at the last {@code @} of the
   * authority; -1 if there are none.
   *
   * @param open whether the text may go on beyond {@code limit}
   */
  static int endOfUser(CharSequence text, int from, int limit, boolean open) {
    int at = -1;
    int colon = -1;
    int i = from;
    for (; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        at = i;
      } else if (c == ':') {
        colon = i;
      } else if (c == '/' || c == '?' || c == '#' || c == ';' || endsUrl(c)) {
        break;
      }
    }
    if (at >= 0) {
      return at > from ? at : -1;
    }
    boolean portOnly = colon < 0 || text.charAt(from) == '[' || isNumber(text, colon + 1, i);
    if (portOnly) {
      return -1;
    }
    int most = Math.min(limit, i + MAX_PASSWORD_CHARS);
    for (; i < most && !endsUrl(text.charAt(i)); i++) {
      if (text.charAt(i) == '@') {
        return i;
      }
    }
    return open && i == limit ? limit : -1;
  }

  /** Whether a user may follow the colon here: {@code jdbc:oracle:thin:scott/tiger@host}. */
  static boolean isOracle(CharSequence text, int colon) {
    int start = colon;
    while (start > 0 && colon - start < 5 && Redaction.isWordPart(text.charAt(start - 1))) {
      start--;
    }
    int begin = start - ORACLE.length();
    return start < colon && begin >= 0 && Redaction.startsWith(text, begin, colon, ORACLE);
  }

  /** Where that user and password end, or -1 if there are none. */
  static int endOfOracleUser(CharSequence text, int from, int limit) {
    int most = Math.min(limit, from + MAX_PASSWORD_CHARS);
    int slash = -1;
    for (int i = from; i < most && !endsUrl(text.charAt(i)); i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return slash > from ? i : -1;
      }
      slash = c == '/' && slash < 0 ? i : slash;
    }
    return -1;
  }

  private static boolean endsUrl(char c) {
    return c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || Redaction.isBlank(c);
  }

  private static boolean isNumber(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Redaction.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
