package io.weftline.agent.console;

/** Durations and names as people write them, without any locale. Stateless; any thread. */
final class Amounts {
  private Amounts() {}

  /** {@code 0.41 ms}, {@code 63.1 ms}, {@code 1284 ms}, {@code 12.8 s}, {@code 15.2 min}. */
  static String millis(double millis) {
    if (millis < 9.995) {
      return decimal(millis, 2) + " ms";
    }
    if (millis < 99.95) {
      return decimal(millis, 1) + " ms";
    }
    if (millis < 10_000) {
      // Cut off, not rounded, as the message of the event has it.
      return (long) millis + " ms";
    }
    if (millis < 599_950) {
      return decimal(millis / 1e3, 1) + " s";
    }
    if (millis < 5_997_000) {
      return decimal(millis / 6e4, 1) + " min";
    }
    return decimal(millis / 3.6e6, 1) + " h";
  }

  /** A number without needless decimals. */
  static String number(double number) {
    return number == Math.rint(number) ? decimal(number, 0) : decimal(number, 2);
  }

  private static String decimal(double value, int decimals) {
    long scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
    long scaled = Math.round(Math.abs(value) * scale);
    StringBuilder text = new StringBuilder(12);
    if (value < 0 && scaled != 0) {
      text.append('-');
    }
    text.append(scaled / scale);
    if (decimals > 0) {
      text.append('.');
      long fraction = scaled % scale;
      if (decimals == 2 && fraction < 10) {
        text.append('0');
      }
      text.append(fraction);
    }
    return text.toString();
  }

  /** {@code OrderRepository.findItems:88} of {@code com.acme.OrderRepository.findItems:88}. */
  static String shortMethod(String name) {
    String plain = withoutParentheses(name);
    int last = plain.lastIndexOf('.');
    int before = last <= 0 ? -1 : plain.lastIndexOf('.', last - 1);
    return plain.substring(before + 1);
  }

  /** {@code SQLException} of {@code java.sql.SQLException}. */
  static String shortClass(String name) {
    String plain = withoutParentheses(name);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  private static String withoutParentheses(String name) {
    int parenthesis = name.indexOf('(');
    return parenthesis > 0 ? name.substring(0, parenthesis) : name;
  }
}
