package io.weftline.bench;

import java.util.Locale;

/** Prints the results as they come, as a table that is read well raw and rendered. */
final class Table {
  private static final String FORMAT =
      "| %-28s | %10s | %10s | %9s | %7s | %8s | %8s | %-10s | %s%n";

  private Table() {}

  static void head() {
    row("what", "without", "with", "over", "ratio", "must", "aim", "verdict", "more |");
    row("---", "--:", "--:", "--:", "--:", "--:", "--:", "---", "--- |");
  }

  private static void row(Object... cells) {
    System.out.printf(Locale.ROOT, FORMAT, cells);
  }

  /** Nanoseconds a call; {@code more} is free text. */
  static void nanos(
      String name, double without, double with, double must, double aim, boolean ok, String more) {
    result(name, "ns", without, with, must, aim, ok, more);
  }

  /** Any unit, the budget in the same; NaN where a figure is unknown. */
  static void result(
      String name,
      String unit,
      double without,
      double with,
      double must,
      double aim,
      boolean ok,
      String more) {
    double over = with - without;
    row(
        name,
        number(without) + " " + unit,
        Double.isNaN(with) ? "" : number(with) + " " + unit,
        Double.isNaN(over) ? "" : number(over),
        Double.isNaN(over) || without <= 0 ? "" : number(with / without),
        must > 0 ? number(must) : "",
        aim > 0 ? number(aim) : "",
        must > 0 && !Double.isNaN(over) ? verdict(over, must, aim, ok) : "",
        more + " |");
  }

  private static String verdict(double over, double must, double aim, boolean ok) {
    if (!ok || over > must) {
      return "**MISSED**";
    }
    return over <= aim ? "aim met" : "must met";
  }

  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
