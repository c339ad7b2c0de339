package io.weftline.agent.instrument.error;

/** Text that has to fit on one line of limited length. Stateless. */
final class OneLine {
  private OneLine() {}

  /**
   * The text with control characters and line separators as blanks; the end of a longer one is
   * replaced by three dots. Never cuts a surrogate pair in two.
   */
  static String of(String text, int maxChars) {
    if (isPlain(text, maxChars)) {
      return text;
    }
    int length = Math.min(text.length(), maxChars);
    StringBuilder line = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      line.append(breaks(c) ? ' ' : c);
    }
    if (text.length() > maxChars) {
      int end = Math.max(0, maxChars - 3);
      if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
        end--;
      }
      line.setLength(end);
      line.append("...");
    }
    return line.toString();
  }

  /** At most so many characters, without half of a surrogate pair at the end. */
  static String cut(String text, int maxChars) {
    if (text == null || text.length() <= maxChars) {
      return text;
    }
    boolean splits = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splits ? maxChars - 1 : maxChars);
  }

  private static boolean isPlain(String text, int maxChars) {
    if (text.length() > maxChars) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (breaks(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean breaks(char c) {
    return c < ' ' || (c >= '\u007f' && c < '\u00a0') || c == '\u2028' || c == '\u2029';
  }
}
