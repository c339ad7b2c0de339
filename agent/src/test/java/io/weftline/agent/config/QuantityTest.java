package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  private static final ValueType<Long> DURATION = ValueTypes.duration(null, null);
  private static final ValueType<Long> SIZE = ValueTypes.size(null, null);

  @ParameterizedTest
  @CsvSource({
    "7ns, 7",
    "7us, 7000",
    "7ms, 7000000",
    "7s, 7000000000",
    "7m, 420000000000",
    "7h, 25200000000000",
    "7d, 604800000000000",
    "500 ms, 500000000",
    "2S, 2000000000",
    "0, 0",
    "0s, 0",
    "-0, 0",
    "0.0, 0",
    "1.5s, 1500000000",
    "0.1s, 100000000",
    "0.000000001s, 1",
    "1.123456789s, 1123456789",
    "0.5d, 43200000000000",
    "106751d, 9223286400000000000"
  })
  void durationsHaveUnits(String text, long nanos) {
    assertEquals(nanos, Reading.good(DURATION, text));
    assertEquals(nanos, Reading.good(ValueTypes.threshold(), "  " + text + "\t"));
  }

  @ParameterizedTest
  @CsvSource({
    "7B, 7",
    "7KB, 7168",
    "7MB, 7340032",
    "7GB, 7516192768",
    "1.5kb, 1536",
    "0.25 mb, 262144",
    "0, 0",
    "8589934591GB, 9223372035781033984"
  })
  void sizesCountIn1024(String text, long bytes) {
    assertEquals(bytes, Reading.good(SIZE, text));
  }

  @ParameterizedTest
  @CsvSource({"2%, 20000", "0.5 %, 5000", "100%, 1000000", "0, 0", "0.0001%, 1"})
  void percentagesAreMillionths(String text, long millionths) {
    assertEquals(millionths, Reading.good(ValueTypes.percent("0", "100%"), text));
  }

  @Test
  void offIsBeyondEveryDuration() {
    assertEquals(Option.OFF, Reading.good(ValueTypes.threshold(), " off "));
    assertEquals(Option.OFF, Reading.good(ValueTypes.threshold(), "OFF"));
    assertEquals(Option.OFF, Reading.good(ValueTypes.sizeOrOff("1MB", null), "off"));
    assertEquals(
        "\"off\" is not a duration; allowed: a duration such as 500ms",
        Reading.refused(DURATION, "off"));
  }

  @Test
  void numberWithoutUnitIsToldTheUnits() {
    assertEquals(
        "\"500\" needs a unit: 500ms, 500s or another of ns, us, ms, s, m, h and d",
        Reading.refused(DURATION, " 500 "));
    assertEquals(
        "\"64\" needs a unit: 64MB, 64KB or another of B, KB, MB and GB",
        Reading.refused(SIZE, "64"));
    assertEquals("\"2\" needs a unit: 2%", Reading.refused(ValueTypes.percent("0", "100%"), "2"));
    assertEquals(
        "\"1e3s\" has an unknown unit, \"e3s\"; known are ns, us, ms, s, m, h and d",
        Reading.refused(DURATION, "1e3s"));
    assertEquals(
        "\"5x\" has an unknown unit, \"x\"; known are ns, us, ms, s, m, h and d",
        Reading.refused(DURATION, "5x"));
  }

  @Test
  void boundsAreIncluded() {
    ValueType<Long> type = ValueTypes.duration("10ms", "1h");
    assertEquals(10_000_000L, Reading.good(type, "10ms"));
    assertEquals(3_600_000_000_000L, Reading.good(type, "60m"));
    assertEquals("\"9ms\" is too small; allowed: 10ms to 1h", Reading.refused(type, "9ms"));
    assertEquals("\"0\" is too small; allowed: 10ms to 1h", Reading.refused(type, "0"));
    assertEquals("\"3601s\" is too large; allowed: 10ms to 1h", Reading.refused(type, "3601s"));
    assertEquals(
        "\"63KB\" is too small; allowed: 64KB or more",
        Reading.refused(ValueTypes.size("64KB", null), "63KB"));
    assertEquals("at most 1GB", ValueTypes.size(null, "1GB").bounds());
    assertEquals("64KB or more, or off", ValueTypes.sizeOrOff("64KB", null).bounds());
    assertEquals("a duration such as 500ms, 0 or off", ValueTypes.threshold().bounds());
  }

  @ParameterizedTest
  @CsvSource({"106752d", "9999999999999999999999ns", "9223372036854775807ns", "9223372037s"})
  void overflowIsTooLargeAndNeverOff(String text) {
    assertEquals(
        "\"" + text + "\" is too large; allowed: a duration such as 500ms, 0 or off",
        Reading.refused(ValueTypes.threshold(), text));
  }

  @Test
  void negativeIsRefusedWhereThereAreUnits() {
    assertEquals(
        "\"-5\" is negative; allowed: a duration such as 500ms", Reading.refused(DURATION, "-5"));
    assertEquals(
        "\"-1MB\" is negative; allowed: a size such as 500MB", Reading.refused(SIZE, "-1MB"));
  }

  @ParameterizedTest
  @CsvSource({"''", "ms", "s", "abc", "-", ".5s", "5.s", "+5s", "NaN", "\u0665s"})
  void whatIsNoNumberIsRefused(String text) {
    assertEquals(
        "\"" + text + "\" is not a duration; allowed: a duration such as 500ms",
        Reading.refused(DURATION, text));
  }

  @Test
  void wholeNumbersHaveNoUnits() {
    ValueType<Long> type = ValueTypes.integer(1, 10_000);
    assertEquals(8192L, Reading.good(type, " 8192 "));
    assertEquals(-3L, Reading.good(ValueTypes.integer(-3, 3), "-3"));
    assertEquals("\"0\" is too small; allowed: 1 to 10000", Reading.refused(type, "0"));
    assertEquals("\"10001\" is too large; allowed: 1 to 10000", Reading.refused(type, "10001"));
    assertEquals(
        "\"99999999999999999999\" is too large; allowed: 1 to 10000",
        Reading.refused(type, "99999999999999999999"));
    assertEquals(
        "\"-99999999999999999999\" is too small; allowed: 1 to 10000",
        Reading.refused(type, "-99999999999999999999"));
    assertEquals(
        "\"1.5\" is not a whole number; allowed: 1 to 10000", Reading.refused(type, "1.5"));
    assertEquals(
        "\"5k\" is not a whole number",
        Reading.refused(ValueTypes.integer(Long.MIN_VALUE, Long.MAX_VALUE), "5k"));
  }

  @Test
  void decimalsAreExact() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal number = BigDecimal.valueOf(random.nextInt(1 << 30), random.nextInt(10));
      long bytes = number.multiply(BigDecimal.valueOf(1 << 20)).toBigInteger().longValueExact();
      String text = number.toPlainString() + "MB";
      assertEquals(bytes, Reading.good(SIZE, text), text);
    }
  }

  @Test
  void badBoundFailsWhereItIsDeclared() {
    assertThrows(IllegalArgumentException.class, () -> ValueTypes.duration("10", null));
  }
}
