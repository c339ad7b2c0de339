package io.weftline.agent.output;

/**
 * Turns values of {@link System#nanoTime()} into wall time. What it adds is corrected every few
 * seconds, so that it follows a clock that is set, and only as far as the wall clock contradicts
 * it: that one ticks in milliseconds, so any offset within its tick is as good as another, and
 * keeping the old one keeps neighbouring events in order. Counted in microseconds, since
 * nanoseconds since 1970 end in the year 2262; a clock that is set to before the year 1 or after
 * 9999, for which there is no RFC 3339, stands still there.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class WallClock {
  private static final long ANCHOR_INTERVAL_NANOS = 2000000000L;
  private static final long MICRO = 1000L;
  private static final long MILLI_MICROS = 1000L;
  private static final long SECOND_MICROS = 1000000L;

  /** 0001-01-01T00:00:00.000000Z and 9999-12-31T23:59:59.999999Z. */
  private static final long MIN_MICROS = -62135596800L * SECOND_MICROS;

  private static final long MAX_MICROS = 253402300800L * SECOND_MICROS - 1;

  private static final int SECONDS_A_DAY = 86400;

  private final Clock clock;
  private long offsetMicros;
  private long anchoredNanos;

  private long cachedSecond = Long.MIN_VALUE;

  /** {@code 2026-08-23T10:15:29.000000Z}; all but the decimals is kept for a second. */
  private final byte[] text = new byte[27];

  WallClock(Clock clock) {
    this.clock = clock;
    anchoredNanos = clock.nanos();
    offsetMicros = wallMicros() - Math.floorDiv(anchoredNanos, MICRO);
    text[4] = '-';
    text[7] = '-';
    text[10] = 'T';
    text[13] = ':';
    text[16] = ':';
    text[19] = '.';
    text[26] = 'Z';
  }

  /** Compares with the wall clock if that is due. */
  void anchorIfDue() {
    if (clock.nanos() - anchoredNanos >= ANCHOR_INTERVAL_NANOS) {
      anchor();
    }
  }

  private void anchor() {
    long before = clock.nanos();
    long wallMicros = wallMicros();
    long after = clock.nanos();
    long least = wallMicros - Math.floorDiv(after, MICRO);
    long most = wallMicros + MILLI_MICROS - 1 - Math.floorDiv(before, MICRO);
    if (offsetMicros < least) {
      offsetMicros = least;
    } else if (offsetMicros > most) {
      offsetMicros = most;
    }
    anchoredNanos = after;
  }

  /** Milliseconds since 1970 of a value of {@link System#nanoTime()}. */
  long millis(long nanos) {
    return Math.floorDiv(micros(nanos), MILLI_MICROS);
  }

  private long micros(long nanos) {
    long micros = Math.floorDiv(nanos, MICRO) + offsetMicros;
    return Math.max(MIN_MICROS, Math.min(MAX_MICROS, micros));
  }

  private long wallMicros() {
    long millis = clock.wallMillis();
    return Math.max(MIN_MICROS / 1000, Math.min(MAX_MICROS / 1000, millis)) * MILLI_MICROS;
  }

  /** Appends the time in RFC 3339 with six decimals. */
  void append(LineBuffer out, long nanos) {
    long epochMicros = micros(nanos);
    long second = Math.floorDiv(epochMicros, SECOND_MICROS);
    if (second != cachedSecond) {
      date(second);
      cachedSecond = second;
    }
    int micros = (int) (epochMicros - second * SECOND_MICROS);
    int high = micros / 10000;
    int middle = micros / 100 % 100;
    int low = micros % 100;
    text[20] = (byte) ('0' + high / 10);
    text[21] = (byte) ('0' + high % 10);
    text[22] = (byte) ('0' + middle / 10);
    text[23] = (byte) ('0' + middle % 10);
    text[24] = (byte) ('0' + low / 10);
    text[25] = (byte) ('0' + low % 10);
    out.append(text);
  }

  /** The calendar of ISO 8601 from days since 1970, counted in years that begin in March. */
  private void date(long second) {
    long day = Math.floorDiv(second, SECONDS_A_DAY);
    int ofDay = (int) (second - day * SECONDS_A_DAY);
    long shifted = day + 719468;
    long era = Math.floorDiv(shifted, 146097);
    int ofEra = (int) (shifted - era * 146097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int dayOfMonth = ofYear - (153 * fromMarch + 2) / 5 + 1;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    two(0, year / 100 % 100);
    two(2, year % 100);
    two(5, month);
    two(8, dayOfMonth);
    two(11, ofDay / 3600);
    two(14, ofDay / 60 % 60);
    two(17, ofDay % 60);
  }

  private void two(int at, int number) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
  }
}
