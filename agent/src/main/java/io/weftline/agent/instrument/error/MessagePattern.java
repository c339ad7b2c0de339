package io.weftline.agent.instrument.error;

/**
 * What stays the same in messages that a program words alike: numbers, ids, addresses, and what
 * stands in quotes are left out. Stateless.
 */
final class MessagePattern {
  private static final int MAX_CHARS = 500;
  private static final char ANY = '#';

  private MessagePattern() {}

  /**
   * @param message may be null
   * @return never null; takes time in proportion to the beginning that is looked at
   */
  static String of(String message) {
    if (message == null) {
      return "";
    }
    int length = Math.min(message.length(), MAX_CHARS);
    StringBuilder pattern = new StringBuilder(length);
    int at = 0;
    while (at < length) {
      char c = message.charAt(at);
      if (isQuote(c)) {
        // A quotation mark without another one is an apostrophe.
        int end = message.indexOf(c, at + 1);
        if (end > at && end < length) {
          pattern.append(ANY);
          at = end + 1;
          continue;
        }
      }
      if (!isWord(c)) {
        pattern.append(c);
        at++;
        continue;
      }
      int end = at;
      boolean varies = false;
      while (end < length && (isWord(message.charAt(end)) || isApostrophe(message, end))) {
        char w = message.charAt(end++);
        varies |= w >= '0' && w <= '9' || w == '@' || w == '/' || w == '\\';
      }
      if (varies) {
        pattern.append(ANY);
      } else {
        pattern.append(message, at, end);
      }
      at = end;
    }
    return pattern.toString();
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /** Within a word. */
  private static boolean isApostrophe(String message, int at) {
    return message.charAt(at) == '\''
        && at + 1 < message.length()
        && Character.isLetter(message.charAt(at + 1))
        && Character.isLetter(message.charAt(at - 1));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c)
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '@'
        || c == '/'
        || c == '\\'
        || c == ':'
        || c == '+'
        || c == '%';
  }
}
