package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Level;
import io.weftline.agent.event.StackText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCutterTest {
  private static final Field BREADCRUMBS = Field.object("breadcrumbs");
  private static final Field SAMPLES = Field.object("samples");
  private static final Field HEADERS = Field.object("http.request.header");

  private final Lines lines =
      new Lines(TestOutput.encoder(new TestOutput.TurnedClock(), Map.of()), null);

  private static Event event() {
    Event event = new Event(Level.ERROR, "exception", "weftline.error", 1, 16).message("failed");
    event.seq(9);
    return event;
  }

  private Map<String, Object> line(Event event) {
    LineBuffer line = lines.of(event);
    assertTrue(line.length() <= Lines.MAX_LINE_BYTES, "length " + line.length());
    assertEquals('\n', line.bytes()[line.length() - 1]);
    Map<String, Object> json = Json.object(Arrays.copyOf(line.bytes(), line.length() - 1));
    assertEquals("failed", json.get("message"));
    assertEquals(9L, json.get("seq"));
    return json;
  }

  private static List<Object> rows(int count, int chars) {
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Group().put("n", i).put("message", "m".repeat(chars)));
    }
    return rows;
  }

  private static StackText stack(int size) {
    String[] text = new String[size];
    boolean[] kept = new boolean[size];
    for (int i = 0; i < size; i++) {
      text[i] = "\tat com.acme.shop.Line" + i + ".run(Line.java:" + i + ")";
    }
    kept[0] = true;
    kept[size / 2] = true;
    kept[size - 2] = true;
    return new StackText(text, kept);
  }

  private static Calls calls(int size, int chars) {
    Random random = new Random(5);
    Calls calls = new Calls(size);
    int depth = 0;
    for (int i = 0; i < size; i++) {
      calls.set(
          i,
          depth,
          i + ":" + "n".repeat(chars),
          Calls.METHOD,
          i,
          10,
          random.nextInt(50) * 1000L,
          1,
          null,
          null);
      depth = random.nextInt(depth + 2);
    }
    return calls;
  }

  @Test
  void leavesALineOfExactlyTheLimitAlone() {
    Event event = event().put(Fields.DB_QUERY_TEXT, "");
    int empty = lines.of(event).length();
    String text = "q".repeat(Lines.MAX_LINE_BYTES - empty);
    assertEquals(Lines.MAX_LINE_BYTES, lines.of(event().put(Fields.DB_QUERY_TEXT, text)).length());
    assertNull(line(event().put(Fields.DB_QUERY_TEXT, text)).get("truncated"));
    Map<String, Object> cut = line(event().put(Fields.DB_QUERY_TEXT, text + "q"));
    assertEquals(List.of("db.query.text"), cut.get("truncated"));
    int left = ((String) Json.at(cut, "db.query.text")).length();
    assertTrue(left > text.length() - 60, "left " + left);
  }

  @Test
  void cutsOldBreadcrumbsFirstAndNothingElse() {
    Map<String, Object> line =
        line(
            event()
                .object(BREADCRUMBS, rows(100, 100))
                .object(SAMPLES, rows(50, 100))
                .object(Fields.CALLS, calls(20, 10)));
    List<?> crumbs = (List<?>) line.get("breadcrumbs");
    assertTrue(crumbs.size() > 50 && crumbs.size() < 100, "left " + crumbs.size());
    assertEquals(99L, ((Map<?, ?>) crumbs.get(crumbs.size() - 1)).get("n"));
    assertEquals(List.of("breadcrumbs"), line.get("truncated"));
  }

  @Test
  void thenSamplesFromTheEndThenCalls() {
    Map<String, Object> line =
        line(
            event()
                .object(BREADCRUMBS, rows(100, 100))
                .object(SAMPLES, rows(200, 100))
                .object(Fields.CALLS, calls(20, 10)));
    assertNull(line.get("breadcrumbs"));
    assertEquals(0L, ((Map<?, ?>) ((List<?>) line.get("samples")).get(0)).get("n"));
    assertEquals(20, ((List<?>) line.get("calls")).size());
    assertEquals(List.of("breadcrumbs", "samples"), line.get("truncated"));

    line = line(event().object(SAMPLES, rows(10, 100)).object(Fields.CALLS, calls(400, 60)));
    assertNull(line.get("samples"));
    List<?> left = (List<?>) line.get("calls");
    assertTrue(left.size() > 80, "left " + left.size());
    assertEquals(400L - left.size(), line.get("calls_omitted"));
  }

  @Test
  void cutsCheapCallsButNeverAParentBeforeItsChildren() {
    Calls calls = calls(400, 60);
    List<?> left = (List<?>) line(event().object(Fields.CALLS, calls)).get("calls");
    boolean[] stays = new boolean[400];
    for (Object row : left) {
      String name = (String) ((Map<?, ?>) row).get("name");
      stays[Integer.parseInt(name.substring(0, name.indexOf(':')))] = true;
    }
    long cheapestLeafLeft = Long.MAX_VALUE;
    long dearestGone = 0;
    for (int i = 0; i < 400; i++) {
      boolean hasChildLeft = false;
      for (int j = i + 1; j < 400 && calls.depth(j) > calls.depth(i); j++) {
        hasChildLeft |= stays[j];
        assertTrue(stays[i] || !stays[j], "row " + j + " is there without " + i);
      }
      if (stays[i] && !hasChildLeft) {
        cheapestLeafLeft = Math.min(cheapestLeafLeft, calls.selfNanos(i));
      }
      if (!stays[i]) {
        dearestGone = Math.max(dearestGone, calls.selfNanos(i));
      }
    }
    assertTrue(cheapestLeafLeft >= dearestGone / 2, cheapestLeafLeft + " " + dearestGone);
  }

  @Test
  void addsToTheCallsThatWereNeverThere() {
    Event event = event().object(Fields.CALLS, calls(400, 60)).put(Fields.CALLS_OMITTED, 1000);
    Map<String, Object> line = line(event);
    assertEquals(1400L - ((List<?>) line.get("calls")).size(), line.get("calls_omitted"));
  }

  @Test
  void survivesRowsThatAreNoTree() {
    Calls calls = new Calls(500);
    for (int i = 0; i < 500; i++) {
      calls.set(
          i, i % 7 == 0 ? 9999 : 3 + i % 5, "n".repeat(1000), Calls.WAIT, -1, -1, i, 0, "q", "e");
    }
    assertFalse(((List<?>) line(event().object(Fields.CALLS, calls)).get("calls")).isEmpty());
  }

  @Test
  void cutsHeadersThenTheMiddleOfStacks() {
    Map<String, Object> line =
        line(
            event()
                .object(HEADERS, Map.of("accept", List.of("x".repeat(3000))))
                .object(Fields.ERROR_STACK, stack(1000))
                .put(Fields.DB_QUERY_TEXT, "SELECT 1"));
    assertNull(line.get("http"));
    String stack = (String) Json.at(line, "error.stack_trace");
    String[] rest = stack.split("\n");
    assertEquals("\tat com.acme.shop.Line0.run(Line.java:0)", rest[0]);
    assertEquals("\tat com.acme.shop.Line999.run(Line.java:999)", rest[rest.length - 1]);
    assertTrue(stack.contains("Line500") && stack.contains("Line998"));
    int cut = 0;
    for (String text : rest) {
      if (text.endsWith(" lines cut")) {
        cut += Integer.parseInt(text.split(" ")[1]);
      }
    }
    assertEquals(1000, rest.length - 2 + cut);
    assertEquals("SELECT 1", Json.at(line, "db.query.text"));
    assertEquals(List.of("http.request.header", "error.stack_trace"), line.get("truncated"));
  }

  @Test
  void thenMessagesOfCausesThenTheQueryThenTheMessage() {
    Event event =
        event()
            .object(Fields.ERROR_CAUSES, rows(8, 8000))
            .put(Fields.DB_QUERY_TEXT, "q".repeat(4000))
            .put(Fields.ERROR_MESSAGE, "m".repeat(4000));
    Map<String, Object> line = line(event);
    List<?> causes = (List<?>) Json.at(line, "error.causes");
    assertEquals(8, causes.size());
    assertEquals(List.of("error.causes"), line.get("truncated"));

    event =
        event()
            .put(Fields.DB_QUERY_TEXT, "q".repeat(14000))
            .put(Fields.ERROR_MESSAGE, "m".repeat(8192));
    line = line(event);
    assertEquals(List.of("db.query.text"), line.get("truncated"));
    assertEquals(8192, ((String) Json.at(line, "error.message")).length());

    event = event().put(Fields.ERROR_MESSAGE, "m".repeat(20_000)).put(Fields.ERROR_TYPE, "T");
    line = line(event);
    assertTrue(((String) Json.at(line, "error.message")).length() > 15_000);
    assertEquals("T", Json.at(line, "error.type"));
  }

  @Test
  void keepsTheDearestQueries() {
    List<?> queries = (List<?>) line(event().object(Fields.QUERIES, rows(200, 500))).get("queries");
    assertTrue(queries.size() > 20, "left " + queries.size());
    assertEquals(0L, ((Map<?, ?>) queries.get(0)).get("n"));
  }

  @Test
  void keepsTheEnvelopeOfWhatCannotBeCut() {
    Event event = event().put(Fields.SCHEMA, "s".repeat(10_000_000)).put(Fields.DB_NAMESPACE, "n");
    Map<String, Object> line = line(event);
    assertEquals("n", Json.at(line, "db.namespace"));
    assertNull(line.get("schema"));
    assertEquals(List.of("schema"), line.get("truncated"));
  }

  @Test
  void fitsWhateverComes() {
    Random random = new Random(11);
    String[] alphabets = {"x", "\u20ac", "\u0001", "\ud83d", "\ud83d\ude00", "\"\\"};
    for (int i = 0; i < 60; i++) {
      Event event = event();
      String piece = alphabets[random.nextInt(alphabets.length)];
      for (Field field :
          new Field[] {
            Fields.DB_QUERY_TEXT,
            Fields.ERROR_MESSAGE,
            Fields.CODE_FUNCTION,
            Fields.ERROR_ROOT_MESSAGE
          }) {
        if (random.nextBoolean()) {
          event.put(field, piece.repeat(1 << random.nextInt(23)));
        }
      }
      if (random.nextBoolean()) {
        event.object(Fields.CALLS, calls(random.nextInt(501), random.nextInt(1024)));
      }
      if (random.nextBoolean()) {
        event.object(Fields.ERROR_STACK, stack(3 + random.nextInt(3000)));
      }
      if (random.nextBoolean()) {
        event.object(Fields.ERROR_CAUSES, rows(random.nextInt(30), 1 << random.nextInt(16)));
      }
      if (random.nextBoolean()) {
        event.object(Fields.QUERIES, rows(200, random.nextInt(2000)));
      }
      event.object(Fields.JVM, new Group().put("a", piece.repeat(random.nextInt(40_000))));
      line(event);
    }
  }
}
