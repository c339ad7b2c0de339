package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationRateTest {
  private final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();
  private final List<String> warned = new ArrayList<>();
  private final RotationRate rate =
      new RotationRate(clock, (topic, message) -> warned.add(topic + ": " + message));

  private void rotate(long afterMillis, long bytes) {
    clock.turn(afterMillis);
    rate.rotated("shop.jsonl", bytes, 5);
  }

  @Test
  void namesTheSizeThatGivesTenMinutesAFile() {
    rotate(6_000, 10 << 20);
    rotate(6_000, 10 << 20);
    assertEquals(List.of(), warned);
    rotate(6_000, 10 << 20);
    assertEquals(
        List.of(
            "output.rotating: shop.jsonl was renamed 3 times within 18 s: it reaches its size that"
                + " fast, and with all that are kept there are the last 36 s. file.max-size=1000MB"
                + " would give each file ten minutes at this rate; or write less."),
        warned);
  }

  @Test
  void saysSoOnceAnHour() {
    for (int i = 0; i < 360 * 5 / 2; i++) {
      rotate(10_000, 1 << 20);
    }
    assertEquals(3, warned.size());
  }

  @Test
  void doesNotMindARotationAMinuteNorTwoInARow() {
    for (int i = 0; i < 50; i++) {
      rotate(1_000, 1 << 20);
      rotate(1_000, 1 << 20);
      rotate(60_000, 1 << 20);
    }
    assertEquals(List.of(), warned);
  }

  @Test
  void namesNoSizeThatIsNotAllowed() {
    for (int i = 0; i < 3; i++) {
      rotate(0, 100L << 30);
    }
    assertTrue(warned.get(0).contains("file.max-size=100GB"), warned.toString());
  }

  @Test
  void writesSizesForPeopleAndForOptions() {
    assertEquals("0 bytes", Bytes.text(0));
    assertEquals("1023 bytes", Bytes.text(1023));
    assertEquals("1 KB", Bytes.text(1024));
    assertEquals("9.5 MB", Bytes.text((19 << 20) / 2));
    assertEquals("200 MB", Bytes.text(200 << 20));
    assertEquals("1 TB", Bytes.text(1L << 40));
    assertEquals("7.9 EB", Bytes.text(Long.MAX_VALUE));
    assertEquals("5MB", Bytes.option(1));
    assertEquals("850MB", Bytes.option(821L << 20));
    assertEquals("1500MB", Bytes.option(1025L << 20));
    assertEquals("11GB", Bytes.option((10L << 30) + 1));
  }
}
