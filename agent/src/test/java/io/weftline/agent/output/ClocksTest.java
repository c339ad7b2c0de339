package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time it is, whatever the wall clock, the zone and the locale say. */
class ClocksTest {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String REGEX = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

  @TempDir Path dir;
  private final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();

  private String now() {
    LineBuffer out = new LineBuffer(32);
    new WallClock(clock).append(out, clock.nanos());
    return new String(out.toBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void writesTheDateOfEveryYear() {
    Random random = new Random(1);
    long first = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    for (int year = 1; year <= 9999; year++) {
      String begin = String.format(Locale.ROOT, "%04d-01-01T00:00:00Z", year);
      long newYear = Instant.parse(begin).toEpochMilli();
      long anyDay = newYear + (long) (random.nextDouble() * 365 * 86_400_000L);
      for (long millis : new long[] {newYear - 1, newYear, newYear + 59 * 86_400_000L, anyDay}) {
        if (millis >= first && millis <= last) {
          clock.wallMillis = millis;
          assertEquals(FORM.format(Instant.ofEpochMilli(millis)), now());
        }
      }
    }
  }

  @Test
  void standsStillWhereThereIsNoFormOfTheTime() {
    for (long millis : new long[] {Long.MAX_VALUE, 253402300800000L, Long.MAX_VALUE / 1000}) {
      clock.wallMillis = millis;
      assertTrue(now().startsWith("9999-12-31T23:59:59.999"), now());
    }
    for (long millis : new long[] {Long.MIN_VALUE, -62135596800001L}) {
      clock.wallMillis = millis;
      assertEquals("0001-01-01T00:00:00.000000Z", now());
    }
  }

  @Test
  void keepsTheFormAndTheOrderOfSeqWhileTheClockJumps() throws Exception {
    Random random = new Random(2);
    WallClock wall = new WallClock(clock);
    long[] jumps = {3_600_000, -3_600_000, 86_400_000L * 365, -86_400_000L * 20_000, -1, 1};
    for (int i = 0; i < 2_000; i++) {
      clock.turn(random.nextInt(3_000));
      clock.wallMillis += random.nextInt(10) == 0 ? jumps[random.nextInt(jumps.length)] : 0;
      wall.anchorIfDue();
      LineBuffer out = new LineBuffer(32);
      wall.append(out, clock.nanos() - random.nextInt(1_000_000_000));
      assertTrue(new String(out.toBytes(), StandardCharsets.US_ASCII).matches(REGEX));
    }

    FilesFixture files = new FilesFixture(new TestOutput.Options().dir(dir).build(), "shop");
    for (int i = 0; i < 50; i++) {
      files.clock.wallMillis += jumps[i % jumps.length];
      files.write(Level.INFO, 300);
      files.clock.turn(500);
    }
    files.stop();
    long before = 0;
    for (Map<String, Object> record : Records.of(dir.resolve("shop.jsonl"))) {
      assertTrue(((String) record.get("timestamp")).matches(REGEX));
      assertTrue(Json.number(record, "seq") > before);
      before = Json.number(record, "seq");
    }
    assertEquals(0, files.account.dropped());
  }

  @Test
  void rotatesTriesAgainAndKeepsTheTotalWhileTheWallClockGoesBackwards() throws Exception {
    TestOutput.Options options = new TestOutput.Options().dir(dir);
    options.totalSize = 1 << 20;
    options.maxFiles = 10_000;
    FilesFixture files = new FilesFixture(options.build(), "shop");
    for (int i = 0; i < 200; i++) {
      files.clock.wallMillis -= 3_600_000;
      files.storage.fails = call -> false;
      files.write(Level.INFO, 15_000);
      files.storage.fails = call -> call.startsWith("write");
      files.write(Level.INFO, 300);
      files.clock.turn(1_000);
    }
    assertEquals(200, files.account.dropped(Account.Loss.DISK));
    files.storage.fails = call -> false;
    files.stop();
  }

  @Test
  void noLocaleAndNoZoneChangesALine() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    byte[] expected = line();
    try {
      for (String tag :
          List.of("th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva")) {
        for (String id : List.of("Asia/Kathmandu", "Pacific/Apia", "America/St_Johns")) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          assertEquals(
              new String(expected, StandardCharsets.UTF_8),
              new String(line(), StandardCharsets.UTF_8),
              tag + " " + id);
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private byte[] line() {
    LineBuffer out = new LineBuffer(512);
    TestOutput.encoder(clock, Map.of("team", "I\u0130i\u0131"))
        .encode(TestOutput.query(clock), out);
    return out.toBytes();
  }
}
