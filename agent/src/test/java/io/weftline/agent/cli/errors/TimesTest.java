package io.weftline.agent.cli.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final long DAY = 86_400 * Times.SECOND;

  private static long ofBytes(String text) {
    return Times.ofBytes(("xx" + text + "\"").getBytes(StandardCharsets.ISO_8859_1), 2);
  }

  @Test
  void everyDayIsTheDayThatItIs() {
    for (LocalDate day = LocalDate.of(1896, 1, 1); day.getYear() < 2405; day = day.plusDays(1)) {
      assertEquals(day.toEpochDay() * DAY, ofBytes(day + "T00:00:00.000000Z"), day.toString());
    }
  }

  @Test
  void microsecondsGoThereAndBack() {
    for (String text :
        new String[] {
          "2026-11-22T06:50:12.123456Z",
          "1970-01-01T00:00:00.000000Z",
          "1969-12-31T23:59:59.999999Z",
          "2026-11-22T06:50:12.100000Z",
          "9999-12-31T23:59:59.000001Z"
        }) {
      assertEquals(Times.micros(Instant.parse(text)), ofBytes(text));
      assertEquals(ofBytes(text), Times.of(text));
      assertEquals(text, Times.rfc(ofBytes(text)));
    }
    assertEquals("1969-12-31 23:59:59", Times.text(ofBytes("1969-12-31T23:59:59.999999Z")));
  }

  @Test
  void otherTextIsNoTime() {
    for (String text :
        new String[] {
          "2026-11-22 06:50:12.123456Z",
          "2026-11-22T06:50:12,123456Z",
          "2026-00-22T06:50:12.123456Z",
          "2026-13-22T06:50:12.123456Z",
          "2026-11-00T06:50:12.123456Z",
          "2026-11-32T06:50:12.123456Z",
          "202x-11-22T06:50:12.123456Z",
          "2026-11-22T06:50:12.123456+"
        }) {
      assertEquals(Times.NONE, ofBytes(text), text);
      assertEquals(Times.NONE, Times.of(text), text);
    }
    assertEquals(Times.NONE, Times.of(null));
    assertEquals(Times.NONE, Times.of("+999999999-12-31T23:59:59Z"));
    assertEquals(Times.NONE, Times.typed(""));
    assertEquals(Times.NONE, Times.typed("yesterday"));
    assertEquals(Times.NONE, Times.typed("2026-02-30"));
  }

  @Test
  void lengthsAreRounded() {
    assertEquals("1 s", Times.length(0));
    assertEquals("119 s", Times.length(119 * Times.SECOND));
    assertEquals("2 min", Times.length(120 * Times.SECOND));
    assertEquals("60 min", Times.length(DAY / 24));
    assertEquals("2.5 h", Times.length(DAY / 24 * 5 / 2));
    assertEquals("2 h", Times.length(DAY / 12));
    assertEquals("7 days", Times.length(7 * DAY));
  }

  @Test
  void theDayIsRepeatedOnlyIfItIsAnother() {
    long from = Times.typed("2026-11-21T23:59:59");
    assertEquals("2026-11-21 23:59:59", Times.period(from, from + 5));
    assertEquals(
        "2026-11-21 23:59:59 to 2026-11-22 00:00:00", Times.period(from, from + Times.SECOND));
    assertEquals("2026-11-21 23:59:49 to 23:59:59", Times.period(from - 10 * Times.SECOND, from));
  }
}
