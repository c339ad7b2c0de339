package io.weftline.agent.console;

/** One thing worth knowing of an event: where it stands and how it is shown. Immutable. */
final class Fact {
  private static final int MAX_CHARS = 60;

  /** How a value is shown. */
  private enum Form {
    TEXT,
    NUMBER,
    MILLIS,
    /** The simple name of a class. */
    TYPE,
    /** Class and method without the package, and the line. */
    PLACE
  }

  private final Form form;
  private final String label;
  private final String path;
  private final String secondPath;
  private final double least;

  private Fact(Form form, String label, String path, String secondPath, double least) {
    this.form = form;
    this.label = label;
    this.path = path;
    this.secondPath = secondPath;
    this.least = least;
  }

  static Fact text(String label, String path) {
    return new Fact(Form.TEXT, label, path, null, 0);
  }

  /** Shown from {@code least} on: what is nought need not be said. */
  static Fact number(String label, String path, double least) {
    return new Fact(Form.NUMBER, label, path, null, least);
  }

  static Fact millis(String label, String path, double leastMillis) {
    return new Fact(Form.MILLIS, label, path, null, leastMillis);
  }

  /** A duration and how often. */
  static Fact millis(String label, String path, String countPath, double leastMillis) {
    return new Fact(Form.MILLIS, label, path, countPath, leastMillis);
  }

  static Fact type(String label, String path) {
    return new Fact(Form.TYPE, label, path, null, 0);
  }

  static Fact place(String label, String path, String linePath) {
    return new Fact(Form.PLACE, label, path, linePath, 0);
  }

  /** What is to be shown, or null if there is nothing; not yet made safe. */
  private String value(EventLine line) {
    String text = line.text(path);
    if (text == null || text.isEmpty()) {
      return null;
    }
    switch (form) {
      case TYPE:
        return Amounts.shortClass(text);
      case PLACE:
        String number = secondPath == null ? null : line.text(secondPath);
        return Amounts.shortMethod(text) + (number == null ? "" : ":" + number);
      case NUMBER:
      case MILLIS:
        return amount(line, line.number(path));
      default:
        return text;
    }
  }

  private String amount(EventLine line, double number) {
    // NaN is not at least anything.
    if (!(number >= least)) {
      return null;
    }
    if (form == Form.NUMBER) {
      return Amounts.number(number);
    }
    double count = secondPath == null ? Double.NaN : line.number(secondPath);
    String times = count > 1 ? " x" + Amounts.number(count) : "";
    return Amounts.millis(number) + times;
  }

  /** Appends {@code label=value}, unless the message has said the same already. */
  void appendTo(StringBuilder into, EventLine line, String message, Palette palette) {
    String value = value(line);
    if (value == null || saysAlready(message, value)) {
      return;
    }
    append(into, label, value, palette);
  }

  static void append(StringBuilder into, String label, String value, Palette palette) {
    into.append("  ").append(palette.dim()).append(label).append('=').append(palette.end());
    SafeText.append(into, value, MAX_CHARS);
  }

  private boolean saysAlready(String message, String value) {
    return form != Form.NUMBER && form != Form.MILLIS && message.contains(value);
  }
}
