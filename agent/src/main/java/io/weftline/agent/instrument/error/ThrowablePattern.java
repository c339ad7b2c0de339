package io.weftline.agent.instrument.error;

import java.util.List;

/**
 * {@code type} or {@code type: text}: throwables of that class or a class below it, narrowed to
 * those whose message contains the text. Immutable.
 */
final class ThrowablePattern {
  private final String type;
  private final String text;

  private ThrowablePattern(String type, String text) {
    this.type = type;
    this.text = text;
  }

  static ThrowablePattern of(String pattern) {
    int colon = pattern.indexOf(':');
    return colon < 0
        ? new ThrowablePattern(pattern.trim(), "")
        : new ThrowablePattern(
            pattern.substring(0, colon).trim(), pattern.substring(colon + 1).trim());
  }

  static ThrowablePattern[] all(List<String> patterns) {
    ThrowablePattern[] all = new ThrowablePattern[patterns.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = of(patterns.get(i));
    }
    return all;
  }

  static boolean any(ThrowablePattern[] patterns, Thrown thrown) {
    for (ThrowablePattern pattern : patterns) {
      if (pattern.matches(thrown)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one looks at the message of such a throwable. */
  static boolean anyText(ThrowablePattern[] patterns, Thrown thrown) {
    for (ThrowablePattern pattern : patterns) {
      if (!pattern.text.isEmpty() && thrown.isA(pattern.type)) {
        return true;
      }
    }
    return false;
  }

  boolean matches(Thrown thrown) {
    if (!thrown.isA(type)) {
      return false;
    }
    // The message is foreign code: it is asked for only where the text counts.
    if (text.isEmpty()) {
      return true;
    }
    String message = thrown.message();
    return message != null && message.contains(text);
  }
}
