package io.weftline.agent.sql;

/**
 * Where comments begin and end. What is a comment in one database and code in another is doubtful
 * where the dialect is not known, or where quotes stand in it that would be read differently.
 *
 * <p>Stateless.
 */
final class Comments {
  static final int NONE = -1;

  /** Perhaps a comment, perhaps not. */
  static final int DOUBTFUL = -2;

  private Comments() {}

  /** The end of the comment that begins at {@code start}, {@link #NONE} or {@link #DOUBTFUL}. */
  static int end(String text, int start, int limit, Dialect dialect) {
    char c = text.charAt(start);
    char next = start + 1 < limit ? text.charAt(start + 1) : 0;
    switch (c) {
      case '-':
        return next == '-' ? dashes(text, start, limit, dialect) : NONE;
      case '/':
        if (next == '*') {
          return block(text, start, limit, dialect);
        }
        return next == '/' ? slashes(text, start, limit, dialect) : NONE;
      case '#':
        if (dialect.hashComments()) {
          return Quotes.endOfLine(text, start, limit);
        }
        return dialect.uncertain() ? DOUBTFUL : NONE;
      default:
        return NONE;
    }
  }

  /** {@code a--1} is a minus -1 in MySQL; other things glued to two dashes may be either. */
  private static int dashes(String text, int start, int limit, Dialect dialect) {
    if (dialect.hashComments() && start + 2 < limit) {
      char third = text.charAt(start + 2);
      if (Characters.isDigit(third) || third == '(' || third == '?') {
        return NONE;
      }
      if (!Characters.isBlank(third) && third != '-') {
        return DOUBTFUL;
      }
    }
    return Quotes.endOfLine(text, start, limit);
  }

  private static int slashes(String text, int start, int limit, Dialect dialect) {
    if (dialect.slashComments()) {
      return Quotes.endOfLine(text, start, limit);
    }
    return dialect.uncertain() ? DOUBTFUL : NONE;
  }

  private static int block(String text, int start, int limit, Dialect dialect) {
    int end = Quotes.endOfComment(text, start, limit, dialect.nestedComments());
    if (end < 0) {
      return limit;
    }
    boolean riddle =
        executed(text, start, end) && anyQuote(text, start, end)
            || dialect.uncertain() && nests(text, start + 2, end);
    return riddle ? DOUBTFUL : end;
  }

  private static boolean nests(String text, int start, int end) {
    for (int i = start; i + 1 < end; i++) {
      if (text.charAt(i) == '/' && text.charAt(i + 1) == '*') {
        return true;
      }
    }
    return false;
  }

  private static boolean anyQuote(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        return true;
      }
    }
    return false;
  }

  /** MySQL and MariaDB execute what stands in such a comment, and read quotes in it. */
  private static boolean executed(String text, int start, int end) {
    int mark = start + 2;
    if (text.charAt(mark) == 'M') {
      mark++;
    }
    return mark < end && text.charAt(mark) == '!';
  }
}
