package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers, with units or without: whole numbers, durations in nanoseconds, sizes in bytes,
 * percentages in millionths. Immutable.
 *
 * <p>Decimals are computed in integers: {@code 1.5KB} is 1,536 and {@code 0.1s} is 100,000,000.
 */
final class Quantity implements ValueType<Long> {
  private static final String[] DURATION_UNITS = {"ns", "us", "ms", "s", "m", "h", "d"};
  private static final long[] DURATION_NANOS = {
    1L, 1_000L, 1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L
  };
  private static final String[] SIZE_UNITS = {"B", "KB", "MB", "GB"};
  private static final long[] SIZE_BYTES = {1L, 1L << 10, 1L << 20, 1L << 30};
  private static final String[] PERCENT_UNITS = {"%"};
  private static final long[] PERCENT_MILLIONTHS = {10_000L};

  /** Digits behind the point that count; a nanosecond is the ninth of a second. */
  private static final long MAX_FRACTION_SCALE = 1_000_000_000L;

  private final String noun;
  private final String example;
  private final String[] units;
  private final long[] factors;
  private final boolean allowsOff;
  private final long min;
  private final long max;
  private final String minText;
  private final String maxText;

  private Quantity(
      String noun,
      String example,
      String[] units,
      long[] factors,
      boolean allowsOff,
      String min,
      String max) {
    this.noun = noun;
    this.example = example;
    this.units = units;
    this.factors = factors;
    this.allowsOff = allowsOff;
    this.minText = min;
    this.maxText = max;
    this.min = bound(min, units == null ? Long.MIN_VALUE : 0);
    this.max = bound(max, Long.MAX_VALUE);
  }

  /** Bounds that are the least or greatest {@code long} are none. */
  static Quantity integer(long min, long max) {
    return new Quantity(
        "a whole number",
        null,
        null,
        null,
        false,
        min == Long.MIN_VALUE ? null : Long.toString(min),
        max == Long.MAX_VALUE ? null : Long.toString(max));
  }

  static Quantity duration(String min, String max) {
    return new Quantity("a duration", "ms", DURATION_UNITS, DURATION_NANOS, false, min, max);
  }

  static Quantity durationOrOff(String min, String max) {
    return new Quantity("a duration", "ms", DURATION_UNITS, DURATION_NANOS, true, min, max);
  }

  static Quantity threshold() {
    return new Quantity("a duration", "ms", DURATION_UNITS, DURATION_NANOS, true, null, null);
  }

  static Quantity size(String min, String max, boolean allowsOff) {
    return new Quantity("a size", "MB", SIZE_UNITS, SIZE_BYTES, allowsOff, min, max);
  }

  static Quantity percent(String min, String max) {
    return new Quantity("a percentage", "%", PERCENT_UNITS, PERCENT_MILLIONTHS, false, min, max);
  }

  @Override
  public Long read(String text, List<String> problems) {
    String value = text.trim();
    if (allowsOff && "off".equalsIgnoreCase(value)) {
      return Option.OFF;
    }
    int length = value.length();
    boolean negative = length > 0 && value.charAt(0) == '-';
    int at = negative ? 1 : 0;
    int wholeFrom = at;
    long whole = 0;
    boolean tooLarge = false;
    for (; at < length && isDigit(value.charAt(at)); at++) {
      int digit = value.charAt(at) - '0';
      if (whole > (Long.MAX_VALUE - digit) / 10) {
        tooLarge = true;
      } else {
        whole = whole * 10 + digit;
      }
    }
    boolean isNumber = at > wholeFrom;
    long fraction = 0;
    long scale = 1;
    if (isNumber && units != null && at < length && value.charAt(at) == '.') {
      int fractionFrom = ++at;
      for (; at < length && isDigit(value.charAt(at)); at++) {
        if (scale < MAX_FRACTION_SCALE) {
          fraction = fraction * 10 + (value.charAt(at) - '0');
          scale *= 10;
        }
      }
      isNumber = at > fractionFrom;
    }
    String unit = value.substring(at).trim();
    if (!isNumber || (units == null && unit.length() > 0)) {
      problems.add(Problem.quoted(value) + " is not " + noun + allowed());
      return null;
    }
    if (negative && units != null && (whole > 0 || fraction > 0 || tooLarge)) {
      problems.add(Problem.quoted(value) + " is negative" + allowed());
      return null;
    }
    long factor = 1;
    if (units != null) {
      boolean isZero = whole == 0 && fraction == 0;
      factor = unit.length() == 0 && isZero ? 1 : factorOf(unit);
      if (factor == 0) {
        problems.add(unitProblem(value, value.substring(0, at), unit));
        return null;
      }
    }
    long amount = tooLarge ? Long.MAX_VALUE : sum(whole, fraction, scale, factor);
    return inBounds(value, negative, amount, problems);
  }

  private Long inBounds(String value, boolean negative, long amount, List<String> problems) {
    // The greatest long is what an overflow ends at; nobody can mean it.
    long signed = negative ? -amount : amount;
    if (signed < min || (negative && amount == Long.MAX_VALUE)) {
      problems.add(Problem.quoted(value) + " is too small" + allowed());
      return null;
    }
    if (signed > max || signed == Long.MAX_VALUE) {
      problems.add(Problem.quoted(value) + " is too large" + allowed());
      return null;
    }
    return signed;
  }

  /** {@code (whole + fraction / scale) * factor}, or the greatest long if that is too much. */
  private static long sum(long whole, long fraction, long scale, long factor) {
    if (whole > Long.MAX_VALUE / factor) {
      return Long.MAX_VALUE;
    }
    while (fraction > Long.MAX_VALUE / factor) {
      fraction /= 10;
      scale /= 10;
    }
    long part = fraction * factor / scale;
    long product = whole * factor;
    return product > Long.MAX_VALUE - part ? Long.MAX_VALUE : product + part;
  }

  private long factorOf(String unit) {
    for (int i = 0; i < units.length; i++) {
      if (units[i].equalsIgnoreCase(unit)) {
        return factors[i];
      }
    }
    return 0;
  }

  private String unitProblem(String value, String number, String unit) {
    if (unit.length() > 0) {
      return Problem.quoted(value)
          + " has an unknown unit, "
          + Problem.quoted(unit)
          + "; known are "
          + ValueTypes.inWords(units, "and");
    }
    if (number.length() > 20) {
      return Problem.quoted(value) + " needs a unit: " + ValueTypes.inWords(units, "or");
    }
    number = number.trim();
    if (units.length == 1) {
      return Problem.quoted(value) + " needs a unit: " + number + units[0];
    }
    String second = units == SIZE_UNITS ? "KB" : "s";
    return Problem.quoted(value)
        + " needs a unit: "
        + number
        + example
        + ", "
        + number
        + second
        + " or another of "
        + ValueTypes.inWords(units, "and");
  }

  private String allowed() {
    boolean isAnyInteger = units == null && minText == null && maxText == null;
    return isAnyInteger ? "" : "; allowed: " + bounds();
  }

  @Override
  public String bounds() {
    StringBuilder words = new StringBuilder(40);
    if (minText != null && maxText != null) {
      words.append(minText).append(" to ").append(maxText);
    } else if (minText != null) {
      words.append(minText).append(" or more");
    } else if (maxText != null) {
      words.append("at most ").append(maxText);
    } else {
      words.append(noun);
      if (units != null) {
        words.append(" such as ").append(units == PERCENT_UNITS ? "2" : "500").append(example);
      }
    }
    if (allowsOff) {
      boolean isThreshold = units == DURATION_UNITS && minText == null;
      words.append(isThreshold ? ", 0 or off" : ", or off");
    }
    return words.toString();
  }

  /** Reads a bound as a value without bounds; the fields that reading needs are set by now. */
  private long bound(String text, long none) {
    if (text == null) {
      return none;
    }
    Quantity unbounded = new Quantity(noun, example, units, factors, false, null, null);
    List<String> problems = new ArrayList<String>(1);
    Long value = unbounded.read(text, problems);
    if (value == null) {
      throw new IllegalArgumentException("bad bound: " + problems.get(0));
    }
    return value;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
