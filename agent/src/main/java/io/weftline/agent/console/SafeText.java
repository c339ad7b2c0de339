package io.weftline.agent.console;

/**
 * Makes text from an event fit for a terminal: no control characters, no bidirectional overrides,
 * no lone surrogates, and not wider than it may be. Stateless; any thread.
 */
public final class SafeText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char ELLIPSIS = '\u2026';

  private SafeText() {}

  /** The text, cleaned and cut; empty if null. */
  public static String of(String text, int maxChars) {
    if (text == null) {
      return "";
    }
    StringBuilder into = new StringBuilder(Math.min(text.length(), maxChars) + 1);
    append(into, text, maxChars);
    return into.toString();
  }

  /** Appends the text; one that is longer than {@code maxChars} ends in an ellipsis. */
  static void append(StringBuilder into, String text, int maxChars) {
    int length = text.length();
    boolean cut = length > maxChars;
    int end = cut ? maxChars - 1 : length;
    if (cut && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        char low = text.charAt(++i);
        if (isTag(Character.toCodePoint(c, low))) {
          into.append(REPLACEMENT);
        } else {
          into.append(c).append(low);
        }
      } else if (c == '\t' || c == '\n' || c == '\r') {
        into.append(' ');
      } else {
        into.append(isUnsafe(c) ? REPLACEMENT : c);
      }
    }
    if (cut) {
      into.append(ELLIPSIS);
    }
  }

  private static boolean isUnsafe(char c) {
    if (c < 0x7f) {
      return c < 0x20;
    }
    return c <= 0x9f
        || c == 0x61c
        || c == 0x200e
        || c == 0x200f
        || c >= 0x2028 && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069
        || c == 0xfeff
        || Character.isSurrogate(c);
  }

  /** Invisible characters in which text can be hidden from the reader. */
  private static boolean isTag(int codePoint) {
    return codePoint >= 0xe0000 && codePoint <= 0xe007f;
  }
}
