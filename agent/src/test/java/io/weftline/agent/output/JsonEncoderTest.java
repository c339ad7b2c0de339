package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Level;
import io.weftline.agent.event.StackText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
  private static final Field DECIMAL = Field.decimal("test.decimal");
  private static final Field LATER = Field.text("test.deep.down.text");
  private static final Field OBJECT = Field.object("test.object");

  private final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();
  private final JsonEncoder encoder = TestOutput.encoder(clock, Map.of());

  private String text(Event event) {
    LineBuffer out = new LineBuffer(16);
    encoder.encode(event, out);
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }

  private Map<String, Object> json(Event event) {
    LineBuffer out = new LineBuffer(16);
    encoder.encode(event, out);
    return Json.object(out.toBytes());
  }

  private Event event() {
    return new Event(Level.INFO, "agent.stats", "weftline", clock.nanos(), 8);
  }

  @Test
  void writesTheLineOfTheContract() {
    Event event = TestOutput.query(clock);
    event.seq(48211);

    assertEquals(
        "{\"timestamp\":\"2026-08-23T10:15:29.901000Z\",\"level\":\"WARN\",\"kind\":\"db.query\","
            + "\"message\":\"SELECT order_items 812 ms (slow)\",\"logger\":\"weftline.sql\","
            + "\"service\":{\"name\":\"shop\",\"version\":\"1.2\"},\"seq\":48211,"
            + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span_id\":\"53995c3f42cd8ad8\","
            + "\"parent_span_id\":\"00f067aa0ba902b7\",\"thread\":{\"name\":\"http-nio-8080-exec-3\"},"
            + "\"duration_ms\":812.004,\"outcome\":\"success\",\"slow\":true,\"threshold_ms\":500,"
            + "\"db\":{\"system\":{\"name\":\"postgresql\"},\"namespace\":\"shop\","
            + "\"query\":{\"id\":\"c41a9e02d7b35f18\",\"text\":\"SELECT id, sku, amount, price FROM"
            + " order_items WHERE order_id = ? AND sku IN (?) ORDER BY created_at DESC LIMIT ?\","
            + "\"summary\":\"SELECT order_items\"},\"response\":{\"returned_rows\":1840},"
            + "\"execute_ms\":700.004,\"fetch_ms\":112.0},"
            + "\"server\":{\"address\":\"db-1\",\"port\":5432},"
            + "\"code\":{\"function\":{\"name\":\"com.acme.shop.OrderRepository.findItems\"},"
            + "\"file\":{\"path\":\"OrderRepository.java\"},\"line\":{\"number\":88}}}",
        text(event));
  }

  @Test
  void keepsTheEnvelopeInOrder() {
    JsonEncoder labelled = TestOutput.encoder(clock, Map.of("team", "shop"));
    Event event = TestOutput.query(clock).truncated("db.query.text").thread("t", 7, true);
    LineBuffer out = new LineBuffer(16);
    labelled.encode(event, out);

    assertEquals(
        List.of(
            "timestamp",
            "level",
            "kind",
            "message",
            "logger",
            "service",
            "seq",
            "trace_id",
            "span_id",
            "parent_span_id",
            "thread",
            "duration_ms",
            "outcome",
            "slow",
            "threshold_ms",
            "labels",
            "truncated",
            "db",
            "server",
            "code"),
        new ArrayList<>(Json.object(out.toBytes()).keySet()));
    assertEquals(
        Map.of("name", "t", "id", 7L, "virtual", true), Json.object(out.toBytes()).get("thread"));
  }

  @Test
  void leavesOutWhatIsNotThere() {
    assertEquals(
        List.of("timestamp", "level", "kind", "message", "logger", "service", "seq"),
        new ArrayList<>(json(event()).keySet()));
  }

  @Test
  void makesTheMessageOfSubjectDurationAndOutcome() {
    assertEquals("x 812 ms", message(812_400_000L, false, "success"));
    assertEquals("x 813 ms (slow)", message(812_500_000L, true, "success"));
    assertEquals("x 10 ms (failed)", message(10_000_000L, false, "failure"));
    assertEquals("x 9.5 ms (slow, failed)", message(9_500_000L, true, "failure"));
    assertEquals("x 0.001 ms", message(1_499L, false, "unknown"));
    assertEquals("x 0 ms", message(0, false, null));
  }

  private Object message(long nanos, boolean slow, String outcome) {
    Event event = event().subject("x").timed(nanos, outcome);
    if (slow) {
      event.slow(1);
    }
    return json(event).get("message");
  }

  @Test
  void keepsTheMessageToOneLineAndOneKibibyte() {
    assertEquals("a b c", json(event().message("a\nb\rc")).get("message"));
    Map<String, Object> line = json(event().message("\u20ac".repeat(1024)));
    assertEquals("\u20ac".repeat(341), line.get("message"));
    assertEquals(List.of("message"), line.get("truncated"));
    line = json(event().subject("s".repeat(10_000_000)).timed(1_000_000_000L, "failure"));
    String message = (String) line.get("message");
    assertTrue(message.length() <= 1024 && message.endsWith("s 1000 ms (failed)"), message);
  }

  @Test
  void closesAndOpensObjectsBetweenAnyTwoFields() {
    Map<String, Object> line =
        json(
            event()
                .put(LATER, "deep")
                .put(Fields.DB_NAMESPACE, "n")
                .put(Fields.DB_QUERY_TEXT, "t")
                .put(DECIMAL, 2.5));

    assertEquals("t", Json.at(line, "db.query.text"));
    assertEquals("n", Json.at(line, "db.namespace"));
    assertEquals("deep", Json.at(line, "test.deep.down.text"));
    assertEquals(2.5, Json.at(line, "test.decimal"));
  }

  @Test
  void leavesOutNumbersThatAreNoneAndEmptyObjects() {
    for (double number : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      assertNull(json(event().put(DECIMAL, number)).get("test"));
    }
    Group nested = new Group().put("inner", new Group().put("nan", Double.NaN));
    assertNull(json(event().object(OBJECT, nested)).get("test"));
    assertNull(json(event().object(OBJECT, List.of(Map.of(), nested))).get("test"));
    assertNull(json(event().object(OBJECT, new long[0])).get("test"));
    assertNull(json(event().object(OBJECT, new Calls(0))).get("test"));
  }

  @Test
  void writesEachTypeOfObject() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("long", Long.MIN_VALUE);
    map.put("int", -1);
    map.put("double", 1e300);
    map.put("flag", true);
    map.put("numbers", new long[] {1, Long.MAX_VALUE});
    map.put("stack", new StackText(new String[] {"a", "\tat b"}, new boolean[2]));
    map.put("list", Arrays.asList("x", null, Double.NaN, List.of(), 3L));
    map.put("group", new Group().put("k", "v").put("none", null));
    map.put("other", new StringBuilder("secret"));
    Map<?, ?> value = (Map<?, ?>) Json.at(json(event().object(OBJECT, map)), "test.object");

    assertEquals(Long.MIN_VALUE, value.get("long"));
    assertEquals(-1L, value.get("int"));
    assertEquals(1e300, value.get("double"));
    assertEquals(true, value.get("flag"));
    assertEquals(List.of(1L, Long.MAX_VALUE), value.get("numbers"));
    assertEquals("a\n\tat b", value.get("stack"));
    assertEquals(List.of("x", 3L), value.get("list"));
    assertEquals(Map.of("k", "v"), value.get("group"));
    assertEquals("java.lang.StringBuilder", value.get("other"));
  }

  @Test
  void writesCallsAsRows() {
    Calls calls = new Calls(2);
    calls.set(0, 0, "A.b", Calls.METHOD, 2_100_000, 1_276_000_000, 12_000_000, 1, null, null);
    calls.set(1, 1, "SELECT", Calls.QUERY, 0, 1_500, 500, 38, "id1", "java.sql.SQLException");

    assertTrue(
        text(event().object(Fields.CALLS, calls))
            .endsWith(
                "\"calls\":[{\"depth\":0,\"name\":\"A.b\",\"kind\":\"method\",\"start_ms\":2.1,"
                    + "\"duration_ms\":1276.0,\"self_ms\":12.0},{\"depth\":1,\"name\":\"SELECT\","
                    + "\"kind\":\"query\",\"start_ms\":0.0,\"duration_ms\":0.002,\"self_ms\":0.001,"
                    + "\"count\":38,\"query_id\":\"id1\",\"error\":\"java.sql.SQLException\"}]}"));
  }

  @Test
  void survivesAnObjectThatContainsItself() {
    Group endless = new Group().put("a", 1);
    endless.put("self", endless);
    assertEquals(1L, Json.at(json(event().object(OBJECT, endless)), "test.object.self.self.a"));
  }

  @Test
  void writesEveryCharacterSoThatItComesBack() {
    for (int c = 0; c <= 0xffff; c++) {
      String written = "a" + (char) c + "b";
      String text = text(event().put(LATER, written));
      String expected = Character.isSurrogate((char) c) ? "a\ufffdb" : written;
      Map<String, Object> line = Json.object(text.getBytes(StandardCharsets.UTF_8));
      assertEquals(expected, Json.at(line, "test.deep.down.text"));
      boolean escaped =
          c < 32
              || c >= 127 && c < 160
              || c == 0x2028
              || c == 0x2029
              || c >= 0x202a && c <= 0x202e
              || c >= 0x2066 && c <= 0x2069
              || c == 0x200e
              || c == 0x200f
              || c == 0x61c;
      assertEquals(
          escaped || Character.isSurrogate((char) c),
          text.indexOf((char) c) < 0,
          "U+" + Integer.toHexString(c));
    }
  }

  @Test
  void writesAnyMixtureOfSurrogatesAsValidText() {
    char[] pieces = {'\ud83d', '\ude00', 'x', '\u00e9', '\n', '\udbff', '\udfff', '"'};
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder built = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        built.append(
            random.nextInt(4) == 0 ? (char) random.nextInt(65536) : pieces[random.nextInt(8)]);
      }
      String text = built.toString();
      StringBuilder replaced = new StringBuilder();
      text.codePoints()
          .forEach(
              point ->
                  replaced.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point));
      assertEquals(
          replaced.toString(), Json.at(json(event().put(LATER, text)), "test.deep.down.text"));
    }
  }

  @Test
  void writesAnyNumberSoThatItComesBack() {
    Random random = new Random(7);
    LineBuffer out = new LineBuffer(1);
    for (int i = 0; i < 200_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      out.clear();
      assertEquals(Long.toString(number), ascii(out.number(number)));
      out.clear();
      double decimal = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : number / 1000.0;
      if (!Double.isNaN(decimal) && !Double.isInfinite(decimal)) {
        assertEquals(decimal, Double.parseDouble(ascii(out.decimal(decimal))) + 0.0);
      }
      out.clear();
      long nanos = number & Long.MAX_VALUE;
      long micros = nanos / 1000 + (nanos % 1000 >= 500 ? 1 : 0);
      assertEquals(
          micros / 1000 + "." + String.format("%03d", micros % 1000), ascii(out.millis(nanos, 3)));
    }
  }

  private static String ascii(LineBuffer out) {
    return new String(out.toBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void writesTimesAsTheCalendarHasThem() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      clock.wallMillis =
          (long) (random.nextDouble() * 253402300799999L) - (i % 3 == 0 ? 2208988800000L : 0);
      if (clock.wallMillis > 9000000000000L) {
        clock.wallMillis %= 9000000000000L;
      }
      WallClock wall = new WallClock(clock);
      long later = random.nextInt(2_000_000_000);
      LineBuffer out = new LineBuffer(32);
      wall.append(out, clock.nanos() + later);
      Instant instant = Instant.ofEpochMilli(clock.wallMillis).plusNanos(later);
      assertEquals(format.format(instant), ascii(out));
    }
  }

  @Test
  void followsTheWallClockWhenItIsSetAndNotItsTicks() {
    WallClock wall = new WallClock(clock);
    long start = wall.millis(clock.nanos());
    for (int i = 0; i < 1000; i++) {
      clock.nanos.addAndGet(2_100_000_000L);
      clock.wallMillis += 2100;
      wall.anchorIfDue();
      assertEquals(start + 2100L * (i + 1), wall.millis(clock.nanos()));
    }
    clock.wallMillis -= 3_600_000;
    clock.turn(2000);
    wall.anchorIfDue();
    assertTrue(Math.abs(wall.millis(clock.nanos()) - clock.wallMillis) <= 1);
  }

  @Test
  void boundsEachPartOfTheEnvelope() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("big", "x".repeat(5_000_000));
    labels.put("team", "shop");
    JsonEncoder labelled = TestOutput.encoder(clock, labels);
    Event event =
        new Event(Level.INFO, "agent.stats", "l".repeat(100_000), 1, 0)
            .thread("t".repeat(1_000_000), 1, false);
    for (int i = 0; i < 1000; i++) {
      event.truncated("p".repeat(1000) + i);
    }
    LineBuffer out = new LineBuffer(16);
    labelled.encode(event, out);

    assertTrue(out.length() < Lines.MAX_LINE_BYTES, "length " + out.length());
    Map<String, Object> line = Json.object(out.toBytes());
    assertEquals(Map.of("team", "shop"), line.get("labels"));
    assertTrue(((List<?>) line.get("truncated")).contains("labels"));
  }
}
