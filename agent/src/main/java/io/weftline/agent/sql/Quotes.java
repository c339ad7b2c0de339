package io.weftline.agent.sql;

/**
 * Where quoted things end. Every method looks at a character at most once or twice and returns
 * {@link #UNENDED} if there is no end before {@code limit}.
 *
 * <p>Stateless.
 */
final class Quotes {
  static final int UNENDED = -1;

  /** Where it ends depends on what nobody knows. */
  static final int UNDECIDED = -2;

  private static final int MAX_TAG_CHARS = 64;

  private Quotes() {}

  /**
   * The end of what begins at {@code start} with a quote that is escaped by doubling it and,
   * depending on the reading, by a backslash.
   */
  static int end(String text, int start, int limit, Escapes escapes) {
    char quote = text.charAt(start);
    boolean afterBackslash = false;
    for (int i = start + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (afterBackslash) {
        afterBackslash = false;
        if (c == quote && escapes == Escapes.UNDECIDED) {
          return UNDECIDED;
        }
        if (c != quote || escapes == Escapes.BACKSLASH) {
          continue;
        }
      }
      if (c == '\\') {
        afterBackslash = true;
      } else if (c == quote) {
        if (i + 1 == limit || text.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
    }
    return UNENDED;
  }

  /** Likewise for {@code `x`} and the like, in which nothing but doubling escapes. */
  static int endOfDoubled(String text, int start, int limit, char close) {
    for (int i = start + 1; i < limit; i++) {
      if (text.charAt(i) == close) {
        if (i + 1 == limit || text.charAt(i + 1) != close) {
          return i + 1;
        }
        i++;
      }
    }
    return UNENDED;
  }

  /**
   * The end of the opening {@code $tag$} at {@code start}, or {@link #UNENDED} if it is no such
   * thing.
   */
  static int endOfDollarTag(String text, int start, int limit) {
    int end = Math.min(limit, start + MAX_TAG_CHARS);
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '$') {
        return i + 1;
      }
      if (!Characters.isNamePart(c) || i == start + 1 && Characters.isDigit(c)) {
        return UNENDED;
      }
    }
    return UNENDED;
  }

  /**
   * The end of a text in dollar quotes.
   *
   * @param contentStart where its opening tag, which began at {@code start}, has ended
   */
  static int endOfDollarQuote(String text, int start, int contentStart, int limit) {
    int tagLength = contentStart - start;
    for (int i = contentStart; i + tagLength <= limit; i++) {
      if (text.charAt(i) == '$' && text.regionMatches(i, text, start, tagLength)) {
        return i + tagLength;
      }
    }
    return UNENDED;
  }

  /** The end of Oracle's {@code q'[..]'}, whose quote stands at {@code quote}. */
  static int endOfAlternative(String text, int quote, int limit) {
    if (quote + 1 >= limit) {
      return UNENDED;
    }
    char close = closing(text.charAt(quote + 1));
    for (int i = quote + 2; i + 1 < limit; i++) {
      if (text.charAt(i) == close && text.charAt(i + 1) == '\'') {
        return i + 2;
      }
    }
    return UNENDED;
  }

  /** What closes the bracket; everything else closes itself. */
  static char closing(char open) {
    switch (open) {
      case '(':
        return ')';
      case '[':
        return ']';
      case '{':
        return '}';
      case '<':
        return '>';
      default:
        return open;
    }
  }

  /** The end of a comment in slashes and asterisks, or {@link #UNENDED}. */
  static int endOfComment(String text, int start, int limit, boolean nested) {
    int depth = 1;
    for (int i = start + 2; i + 1 < limit; i++) {
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      if (c == '*' && next == '/') {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      } else if (nested && c == '/' && next == '*') {
        depth++;
        i++;
      }
    }
    return UNENDED;
  }

  /** Where the line ends that {@code start} is in; a carriage return ends it too. */
  static int endOfLine(String text, int start, int limit) {
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return i;
      }
    }
    return limit;
  }
}
