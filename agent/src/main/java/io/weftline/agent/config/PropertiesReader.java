package io.weftline.agent.config;

/**
 * Goes through the entries of a properties file in their order, as {@link
 * java.util.Properties#load(java.io.Reader)} would, and knows the line of each. For one thread.
 *
 * <p>Nothing in the text throws: an escape that {@code Properties} refuses is a problem of its
 * entry.
 */
final class PropertiesReader {
  private static final int END = -1;

  private final String text;
  private int at;
  private int lineAt = 1;
  private boolean isEscaped;

  private String key;
  private String value;
  private int line;
  private String problem;

  PropertiesReader(String text) {
    this.text = text;
    // A byte order mark, as editors of Windows leave it.
    this.at = text.length() > 0 && text.charAt(0) == '\uFEFF' ? 1 : 0;
  }

  String key() {
    return key;
  }

  String value() {
    return value;
  }

  /** Where the entry begins, from 1. */
  int line() {
    return line;
  }

  /** Why the value cannot be used, or null. */
  String problem() {
    return problem;
  }

  /** Moves on to the next entry; false if there is none. */
  boolean next() {
    if (!findEntry()) {
      return false;
    }
    line = lineAt;
    problem = null;
    StringBuilder read = new StringBuilder(48);
    int character = character();
    while (character != END && (isEscaped || !isSeparator(character))) {
      read.append((char) character);
      character = character();
    }
    key = read.toString();
    read.setLength(0);
    boolean isSeparated = false;
    while (character != END && !isEscaped && isSeparator(character)) {
      if (!isBlank(character)) {
        if (isSeparated) {
          break;
        }
        isSeparated = true;
      }
      character = character();
    }
    while (character != END) {
      read.append((char) character);
      character = character();
    }
    value = read.toString();
    return true;
  }

  /** Skips empty lines and comments. */
  private boolean findEntry() {
    while (true) {
      skipBlanks();
      if (at >= text.length()) {
        return false;
      }
      char character = text.charAt(at);
      if (character == '#' || character == '!') {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
          at++;
        }
      } else if (isLineEnd(character)) {
        at++;
        endLine(character);
      } else if (isEmptyContinuation()) {
        at++;
      } else {
        return true;
      }
    }
  }

  /** A lone backslash continues nothing: what follows may still be a comment. */
  private boolean isEmptyContinuation() {
    return text.charAt(at) == '\\' && (at + 1 == text.length() || isLineEnd(text.charAt(at + 1)));
  }

  /** The next character of the entry, lines joined and escapes resolved. */
  private int character() {
    isEscaped = false;
    while (at < text.length()) {
      char character = text.charAt(at++);
      if (isLineEnd(character)) {
        endLine(character);
        return END;
      }
      if (character != '\\') {
        return character;
      }
      if (at == text.length()) {
        return END;
      }
      char escaped = text.charAt(at++);
      if (!isLineEnd(escaped)) {
        isEscaped = true;
        return unescape(escaped);
      }
      endLine(escaped);
      skipBlanks();
    }
    return END;
  }

  private char unescape(char escaped) {
    switch (escaped) {
      case 't':
        return '\t';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'u':
        return unicode();
      default:
        return escaped;
    }
  }

  private char unicode() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < text.length() ? hexDigit(text.charAt(at + i)) : -1;
      if (digit < 0) {
        problem =
            "has \\u without four hexadecimal digits; a backslash itself is written \\\\,"
                + " and paths of Windows may be written with /";
        return '?';
      }
      unit = unit << 4 | digit;
    }
    at += 4;
    return (char) unit;
  }

  /** Not {@link Character#digit}, which takes the digits of every script. */
  private static int hexDigit(char character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    int letter = character | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private void endLine(char character) {
    if (character == '\r' && at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    lineAt++;
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSeparator(int character) {
    return character == '=' || character == ':' || isBlank(character);
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\f';
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }
}
