package io.weftline.agent.console;

import java.util.List;

/** Numbers and lists as people write them, without any locale. Stateless; any thread. */
public final class Words {
  private Words() {}

  /** {@code 12,345}. */
  public static String count(long number) {
    String digits = Long.toString(number);
    StringBuilder text = new StringBuilder(digits.length() + 6);
    for (int i = 0; i < digits.length(); i++) {
      int left = digits.length() - i;
      if (i > 0 && left % 3 == 0 && digits.charAt(i - 1) != '-') {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** {@code 1 line}, {@code 12,345 lines}. */
  public static String count(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : one.endsWith("s") ? "es" : "s");
  }

  /** {@code line 7}, {@code lines 7 to 9}. */
  public static String lines(long from, long to) {
    return from == to ? "line " + from : "lines " + from + " to " + to;
  }

  /** {@code a}, {@code a and b}, {@code a, b and more}. */
  public static String list(List<?> things, boolean more) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < things.size(); i++) {
      boolean last = i == things.size() - 1 && !more;
      text.append(i == 0 ? "" : last ? " and " : ", ").append(things.get(i));
    }
    return more ? text.append(" and more").toString() : text.toString();
  }
}
