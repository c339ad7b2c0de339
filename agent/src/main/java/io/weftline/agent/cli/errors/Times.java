package io.weftline.agent.cli.errors;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Times as microseconds since 1970, UTC, without any locale. Stateless. */
public final class Times {
  /** No time. */
  public static final long NONE = Long.MIN_VALUE;

  static final long SECOND = 1_000_000L;
  static final int TIMESTAMP_CHARS = 27;

  /** What completes a time of which only the beginning was written. */
  private static final String LEAST = "0000-01-01T00:00:00";

  private static final int MAX_CHARS = 40;
  private static final int DAY_CHARS = 10;
  private static final int MINUTE_CHARS = 16;
  private static final int SECOND_CHARS = 19;

  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.ddddddZ";

  private Times() {}

  /** The time of a timestamp as every event has it; {@link #NONE} if it is of another form. */
  static long ofBytes(byte[] bytes, int offset) {
    for (int i = 0; i < TIMESTAMP_CHARS; i++) {
      char expected = SHAPE.charAt(i);
      byte c = bytes[offset + i];
      if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
        return NONE;
      }
    }
    int month = number(bytes, offset + 5, 2);
    int day = number(bytes, offset + 8, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return NONE;
    }
    long days = days(number(bytes, offset, 4), month, day);
    long seconds =
        days * 86_400
            + number(bytes, offset + 11, 2) * 3600
            + number(bytes, offset + 14, 2) * 60
            + number(bytes, offset + 17, 2);
    return seconds * SECOND + number(bytes, offset + 20, 6);
  }

  private static int number(byte[] bytes, int offset, int digits) {
    int number = 0;
    for (int i = offset; i < offset + digits; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  /** Days since 1970, counted in years that begin in March, so that the odd day comes last. */
  private static long days(int year, int month, int day) {
    int shifted = month > 2 ? year : year - 1;
    int era = Math.floorDiv(shifted, 400);
    int ofEra = shifted - era * 400;
    int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  /** The time of a timestamp of any form that RFC 3339 knows; {@link #NONE} if it is none. */
  static long of(String text) {
    if (text == null || text.length() > MAX_CHARS) {
      return NONE;
    }
    try {
      return micros(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      return NONE;
    }
  }

  /**
   * The time that somebody has typed: a timestamp, or the beginning of one ({@code 2026-11-21},
   * {@code 2026-11-21T03:10}, in UTC); {@link #NONE} if it is none.
   */
  public static long typed(String text) {
    String time = text.trim().toUpperCase(Locale.ROOT).replace(' ', 'T');
    String plain = time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
    int length = plain.length();
    if (length == DAY_CHARS || length == MINUTE_CHARS || length == SECOND_CHARS) {
      return of(plain + LEAST.substring(length) + 'Z');
    }
    return of(time);
  }

  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1000);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000L);
  }

  /** {@code 2026-11-22 06:50:12}. */
  static String text(long micros) {
    return instant(Math.floorDiv(micros, SECOND) * SECOND)
        .toString()
        .replace('T', ' ')
        .replace("Z", "");
  }

  /** {@code 2026-11-22 06:50:12 to 06:51:13}, with the day again if it is another. */
  static String period(long from, long to) {
    String first = text(from);
    String last = text(to);
    if (first.equals(last)) {
      return first;
    }
    boolean sameDay = first.regionMatches(0, last, 0, DAY_CHARS + 1);
    return first + " to " + (sameDay ? last.substring(DAY_CHARS + 1) : last);
  }

  /** {@code 2026-11-22T06:50:12.123456Z}. */
  static String rfc(long micros) {
    // Without a fraction it has none by itself, and would be of another length.
    String text = instant(micros).toString();
    String whole = text.substring(0, text.indexOf('Z'));
    StringBuilder into = new StringBuilder(whole);
    if (whole.indexOf('.') < 0) {
      into.append('.');
    }
    while (into.length() - into.indexOf(".") <= 6) {
      into.append('0');
    }
    return into.append('Z').toString();
  }

  /** {@code 40 s}, {@code 5 min}, {@code 1.5 h}, {@code 2 days}, of a length of time. */
  static String length(long micros) {
    long seconds = Math.max(1, micros / SECOND);
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return (seconds + 30) / 60 + " min";
    }
    if (seconds < 172_800) {
      long tenths = (seconds + 180) / 360;
      return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " h";
    }
    return (seconds + 43_200) / 86_400 + " days";
  }
}
