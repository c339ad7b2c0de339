package io.weftline.agent.cli;

/** Durations as the options of the agent have them: {@code 300ms}, {@code 1.5s}. Stateless. */
final class Durations {
  private static final String[] UNITS = {"ns", "us", "ms", "s", "m", "h"};
  private static final double[] MILLIS = {1e-6, 1e-3, 1, 1e3, 6e4, 3.6e6};

  private Durations() {}

  /** Whether a text is meant as a duration, right or wrong, and not as the name of a file. */
  static boolean looksLikeOne(String text) {
    int digits = digits(text);
    if (digits == 0 || text.length() - digits > 3) {
      return false;
    }
    for (int i = digits; i < text.length(); i++) {
      if (!Character.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The milliseconds, or NaN if the text is no duration; {@code 0} needs no unit. */
  static double millis(String text) {
    int digits = digits(text);
    if (digits == 0) {
      return Double.NaN;
    }
    double number;
    try {
      number = Double.parseDouble(text.substring(0, digits));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
    String unit = text.substring(digits);
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        return number * MILLIS[i];
      }
    }
    return unit.isEmpty() && number == 0 ? 0 : Double.NaN;
  }

  private static int digits(String text) {
    int end = 0;
    while (end < text.length()
        && (text.charAt(end) >= '0' && text.charAt(end) <= '9' || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }
}
