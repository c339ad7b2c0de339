package io.weftline.agent.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  private static final String TIME = "2026-08-23T10:15:29.901007Z";

  private final OneLine plain = new OneLine(false, ZoneOffset.UTC);

  @Test
  void showsRowsCallerAndIdOfAQuery() {
    assertEquals(
        "10:15:29.901 WARN    812 ms db.query    SELECT order_items (slow)  rows=1840"
            + "  caller=OrderRepository.findItems:88  query=c41a9e02d7b35f18",
        render(Lines.QUERY));
  }

  @Test
  void showsWhereTheTimeOfARequestWent() {
    assertEquals(
        "10:15:30.123 WARN   1284 ms http.server.request GET /api/orders/{id} 200 (slow)"
            + "  db=1102 ms x41  http=63.1 ms  request=8f14e45f-ceea-467f-a9d2-5c1f2b8e7d10",
        render(Lines.REQUEST));
  }

  @Test
  void showsTheOwnTimeOfAMethod() {
    assertEquals(
        "10:15:31.020 WARN   1402 ms method.call PriceService.quote (slow)  self=12.3 ms",
        render(Lines.METHOD));
  }

  @Test
  void showsTypeCulpritRootCauseAndIdOfAnException() {
    assertEquals(
        "10:15:32.000 ERROR          exception   Order 17 cannot be placed  type=OrderException"
            + "  culprit=OrderService.place  root=SQLException  count=3  handled=false  id=e-77aa",
        render(Lines.EXCEPTION));
  }

  @Test
  void showsWhyAQueryFailed() {
    String line =
        render(
            event(
                "db.query",
                "INSERT orders 1.2 ms (failed)",
                ",\"duration_ms\":1.2,\"db\":{\"response\":{\"status_code\":\"23505\"}},"
                    + "\"error\":{\"type\":\"java.sql.SQLException\",\"code\":7}"));
    assertTrue(line.endsWith("  error=SQLException  sqlstate=23505  code=7"), line);
    assertTrue(line.contains(" 1.20 ms db.query    INSERT orders (failed)"), line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job.run|\"breakdown\":{\"db_ms\":20,\"db_count\":3,\"gc_ms\":5}|db=20.0 ms x3  gc=5.00 ms",
        "db.n_plus_one|\"n_plus_one\":{\"count\":41,\"distinct_parameters\":40}|count=41  distinct=40",
        "db.pool.wait|\"db\":{\"connection\":{\"wait_ms\":250,\"active\":10,\"max\":10},\"pool\":{\"name\":\"hikari\"}}|waited=250 ms  active=10  max=10  pool=hikari",
        "db.connection.leak|\"db\":{\"connection\":{\"held_ms\":31000}}|held=31.0 s",
        "http.client.request|\"http\":{\"response\":{\"status_code\":503}},\"server\":{\"address\":\"pay\"}|status=503  server=pay",
        "log|\"error\":{\"type\":\"a.b.C\"}|logger=weftline  error=C",
        "websocket.close|\"websocket\":{\"connection_id\":\"c1\",\"close_code\":1006}|connection=c1  close=1006",
        "security.login|\"user\":{\"name\":\"ann\"},\"client\":{\"address\":\"203.0.113.1\"},\"security\":{\"failures\":3}|user=ann  failures=3  client=203.0.113.1",
        "metrics.method|\"stats\":{\"count\":120,\"errors\":2,\"p50_ms\":1.5,\"p95_ms\":30,\"p99_ms\":812.3}|count=120  errors=2  p50=1.50 ms  p95=30.0 ms  p99=812 ms",
        "metrics.jvm|\"jvm\":{\"memory\":{\"used\":1024},\"thread\":{\"count\":7}}|memory.used=1024  thread.count=7",
        "alert|\"alert\":{\"status\":\"firing\",\"severity\":\"high\",\"value\":9.5}|status=firing  severity=high  value=9.5",
        "agent.stop|\"weftline\":{\"events\":{\"made\":9,\"written\":8,\"dropped\":1}}|made=9  written=8  dropped=1",
      })
  void showsTheFactsOfEachKind(String kind, String rest, String facts) {
    String line = render(event(kind, "it happened", "," + rest));
    assertTrue(line.endsWith(" it happened  " + facts), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"agent.file", "agent.start", "agent.config", "agent.warning", "future.kind"})
  void showsTheMessageWhereItSaysAll(String kind) {
    String line = render(event(kind, "something to know", ""));
    assertTrue(
        line.endsWith(kind.length() < 11 ? " something to know" : kind + " something to know"),
        line);
  }

  @Test
  void controlCharactersNeverReachTheTerminal() {
    String evil = "\\u001b]0;gone\\u0007\\u009b2J\\u0085\\u007f\\u202e\\u2066\\ud800\\r\\nx";
    for (String key : new String[] {"timestamp", "level", "kind", "message", "logger"}) {
      String line =
          render(
              event("exception", "m", "")
                  .replaceFirst("(\"" + key + "\":\")[^\"]*", "$1" + evil.replace("\\", "\\\\")));
      assertSafe(line);
    }
    String rest =
        ",\"error\":{\"type\":\"T%1$s\",\"culprit\":\"%1$s\",\"id\":\"%1$s\",\"stack_trace\":\"%1$s\\n%1$s\"},"
            + "\"queries\":[{\"summary\":\"%1$s\",\"caller\":\"%1$s\",\"id\":\"%1$s\"}],"
            + "\"calls\":[{\"depth\":0,\"name\":\"%1$s\",\"error\":\"%1$s\"}],"
            + "\"samples\":[{\"count\":2,\"state\":\"%1$s\",\"stack\":[\"%1$s\"]}],"
            + "\"breadcrumbs\":[{\"timestamp\":\"%1$s\",\"kind\":\"%1$s\",\"message\":\"%1$s\"}]";
    String event = event("exception", "m", String.format(Locale.ROOT, rest, evil));
    assertSafe(render(event));
    String tree = tree(event);
    assertTrue(tree.contains("calls") && tree.contains("samples"), tree);
    tree.lines().forEach(OneLineTest::assertSafe);
  }

  private static void assertSafe(String line) {
    assertNotNull(line);
    line.chars()
        .forEach(
            c ->
                assertFalse(
                    c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x202e || c == 0x2066 || c == 0xd800,
                    () -> Integer.toHexString(c) + " in " + line));
  }

  @Test
  void everyFactHasABoundedWidth() {
    String longText = "x".repeat(5000);
    String line =
        render(
            event(
                "exception",
                longText,
                ",\"error\":{\"type\":\"y" + longText + "\",\"id\":\"" + longText + "\"}"));
    assertTrue(line.length() < 400, () -> "" + line.length());
    assertTrue(line.contains("\u2026"), line);
  }

  @Test
  void aPairOfSurrogatesIsNotCutInTwo() {
    assertEquals("a\u2026", SafeText.of("a\ud83d\ude00bc", 3));
    assertEquals("a\ud83d\ude00b", SafeText.of("a\ud83d\ude00b", 4));
  }

  @Test
  void coloursLevelAndSlownessOnlyWhenAsked() {
    String coloured =
        new OneLine(true, ZoneOffset.UTC)
            .render(Lines.bytes(Lines.QUERY), 0, Lines.bytes(Lines.QUERY).length);
    assertTrue(coloured.contains("\u001b[33mWARN \u001b[0m"), coloured);
    assertEquals(render(Lines.QUERY), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void showsTimesInTheZoneThatWasAskedFor() {
    byte[] line = Lines.bytes(Lines.QUERY);
    assertTrue(
        new OneLine(false, ZoneId.of("Asia/Kolkata"))
            .render(line, 0, line.length)
            .startsWith("15:45:29.901 "));
  }

  @Test
  void noLocaleHasInfluence() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(
          new Locale.Builder().setLanguage("ar").setExtension('u', "nu-arab").build());
      showsWhereTheTimeOfARequestWent();
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "[1]",
        "1",
        "{\"a\":",
        "{\"a\":1} x",
        "{\"a\":1}{",
        "{a}",
        "{\"a\":\"\u0001\"}"
      })
  void whatIsNotAJsonObjectIsNull(String line) {
    assertNull(render(line));
    assertEquals("", tree(line));
  }

  @Test
  void aForeignObjectIsShownAsItIs() {
    String line = render("{\"msg\":\"hello\",\"lvl\":30}");
    assertTrue(line.endsWith("{\"msg\":\"hello\",\"lvl\":30}"), line);
  }

  @Test
  void valuesOfUnexpectedTypesDoNoHarm() {
    String line =
        render(
            "{\"timestamp\":7,\"level\":[1],\"kind\":\"db.query\",\"message\":true,\"duration_ms\":\"soon\",\"db\":{\"response\":{\"returned_rows\":\"many\"}},\"code\":null}");
    assertTrue(line.endsWith("db.query    true"), line);
    assertEquals(
        "", tree("{\"calls\":{},\"queries\":[1,[2]],\"error\":\"x\",\"db\":[],\"samples\":null}"));
  }

  @Test
  void readsOnlyTheGivenPartOfTheArray() {
    byte[] bytes = Lines.bytes("xx" + Lines.METHOD + "yy");
    assertEquals(render(Lines.METHOD), plain.render(bytes, 2, bytes.length - 4));
  }

  @Test
  void onlyADurationThatAgreesIsLeftOutOfTheMessage() {
    assertEquals("waited 5 ms for it", OneLine.withoutDuration("waited 5 ms for it", 5));
    assertEquals("limit 900 ms", OneLine.withoutDuration("limit 900 ms", 5));
    assertEquals("a (slow)", OneLine.withoutDuration("a 5 ms (slow)", 5.3));
    assertEquals("a", OneLine.withoutDuration("a 5.25 ms", 5.253));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 ms",
    "0.0421, 0.04 ms",
    "9.994, 9.99 ms",
    "63.14, 63.1 ms",
    "812.9, 812 ms",
    "9999.9, 9999 ms",
    "12840, 12.8 s",
    "912000, 15.2 min",
    "36000000, 10.0 h"
  })
  void durationsHaveAFewDigits(double millis, String text) {
    assertEquals(text, Amounts.millis(millis));
  }

  @Test
  void saysThatACallIsStillRunning() {
    assertTrue(
        render(event("method.call", "m", ",\"still_running\":true")).endsWith("  still running"));
  }

  @Test
  void namesTheServiceOnlyWhenAsked() {
    assertFalse(render(Lines.METHOD).contains("service="));
    plain.showService();
    assertTrue(render(Lines.METHOD).endsWith("  service=shop"));
  }

  @Test
  void treeIndentsCallsAndListsQueries() {
    assertEquals(
        """
                     calls
                       1276 ms  self 12.0 ms    OrderService.load
                        812 ms                    SELECT order_items
                        290 ms                    SELECT items  x38
                     queries
                        812 ms  SELECT order_items  rows=1840  caller=OrderRepository.findItems:88  query=c41a9e02d7b35f18
        """,
        tree(Lines.REQUEST));
  }

  @Test
  void treeShowsTheStackWithItsCauses() {
    String frames = "\\n\\tat a.B.c(B.java:1)".repeat(30);
    String tree =
        tree(
            event(
                "exception",
                "m",
                ",\"error\":{\"stack_trace\":\"a.E: x"
                    + frames
                    + "\\nCaused by: a.F: y"
                    + frames
                    + "\"}"));
    assertTrue(
        tree.startsWith("             stack\n               a.E: x\n                 at a.B.c("),
        tree);
    assertTrue(
        tree.contains("\n               Caused by: a.F: y\n                 at a.B.c"), tree);
    assertTrue(tree.endsWith("... 50 more lines\n"), tree);
    assertEquals(14, tree.lines().count());
  }

  @Test
  void treeShowsQueryTextSamplesAndBreadcrumbs() {
    assertTrue(tree(Lines.QUERY).contains("SELECT * FROM order_items WHERE order_id = ?"));
    String tree =
        tree(
            event(
                "method.call",
                "m",
                ",\"samples\":[{\"count\":12,\"state\":\"WAITING\",\"stack\":[\"a.B.c(B.java:1)\"]}],"
                    + "\"breadcrumbs\":[{\"timestamp\":\"T\",\"kind\":\"log\",\"message\":\"before\"}],\"calls_omitted\":7"));
    assertTrue(tree.contains("WAITING  x12\n"), tree);
    assertTrue(tree.contains("a.B.c(B.java:1)"), tree);
    assertTrue(tree.contains("log  before"), tree);
    assertTrue(tree.contains("... 7 more calls left out of the event"), tree);
  }

  @Test
  void treeIsBounded() {
    String row = "{\"depth\":9999999,\"name\":\"n\",\"duration_ms\":1},";
    String tree = tree(event("method.call", "m", ",\"calls\":[" + row.repeat(300) + "{}]"));
    assertEquals(202, tree.lines().count());
    assertTrue(tree.endsWith("... 101 more calls\n"), tree);
    assertTrue(tree.lines().allMatch(line -> line.length() < 160));
  }

  @Test
  void nothingBelowIsAnEmptyTree() {
    assertEquals("", tree(Lines.METHOD));
  }

  private static String event(String kind, String message, String rest) {
    return Lines.event(TIME, "INFO", kind, message, 1, rest);
  }

  private String render(String line) {
    byte[] bytes = Lines.bytes(line);
    return plain.render(bytes, 0, bytes.length);
  }

  private String tree(String line) {
    byte[] bytes = Lines.bytes(line);
    return plain.tree(bytes, 0, bytes.length);
  }
}
