package io.weftline.agent.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is below an event's line: the text of its query, its call tree, its queries, the stacks
 * taken while it was slow, the stack of its exception, and what went before. Made for one line.
 */
final class Below {
  private static final int MAX_ROWS = 200;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_STACK_LINES = 10;
  private static final int MAX_CAUSES = 5;
  private static final int MAX_SAMPLES = 3;
  private static final int MAX_NAME_CHARS = 120;
  private static final int MAX_QUERY_CHARS = 600;
  private static final int AMOUNT_CHARS = 9;
  private static final int SELF_CHARS = 16;
  private static final String INDENT = "             ";

  private final Palette palette;
  private final StringBuilder into = new StringBuilder(512);
  private final Map<String, String> row = new HashMap<String, String>();
  private final List<String> stack = new ArrayList<String>();

  Below(Palette palette) {
    this.palette = palette;
  }

  String render(byte[] line, int offset, int length) {
    try (JsonParser parser = EventLine.FACTORY.createParser(line, offset, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readEvent(parser);
      }
    } catch (IOException e) {
      // A line that breaks off in the middle is not an event, and has nothing below it.
      return "";
    }
    return into.toString();
  }

  private void readEvent(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && isSection(name)) {
        readSection(parser, name);
      } else if (token == JsonToken.START_OBJECT && name.equals("error")) {
        readText(parser, "stack_trace");
      } else if (token == JsonToken.START_OBJECT && name.equals("db")) {
        readDatabase(parser);
      } else if (token.isNumeric() && name.equals("calls_omitted")) {
        more(parser.getText(), "calls left out of the event");
      } else {
        parser.skipChildren();
      }
    }
  }

  private static boolean isSection(String name) {
    return name.equals("calls")
        || name.equals("queries")
        || name.equals("samples")
        || name.equals("breadcrumbs");
  }

  private void readDatabase(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else if (name.equals("query")) {
        readText(parser, "text");
      } else if (name.equals("lock")) {
        readHolders(parser, "candidates", "may wait for");
      } else if (name.equals("pool")) {
        readHolders(parser, "holders", "held by");
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Who has what others want. */
  private void readHolders(JsonParser parser, String wanted, String heading) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(wanted)) {
        readSection(parser, heading);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Goes through an object, of which one text is shown. */
  private void readText(JsonParser parser, String wanted) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && name.equals("parameter")) {
        readParameters(parser);
      } else if (token == JsonToken.VALUE_STRING && name.equals(wanted)) {
        String text = parser.getText();
        if (wanted.equals("text")) {
          heading("query");
          begin().append("  ");
          SafeText.append(into, text, MAX_QUERY_CHARS);
          into.append('\n');
        } else {
          heading("stack");
          appendStackTrace(text);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readParameters(JsonParser parser) throws IOException {
    heading("parameters");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      begin().append("  ");
      SafeText.append(into, parser.currentName(), MAX_NAME_CHARS);
      parser.nextToken();
      into.append(" = ");
      SafeText.append(into, parser.getText(), MAX_NAME_CHARS);
      into.append('\n');
    }
  }

  private void readSection(JsonParser parser, String section) throws IOException {
    int rows = 0;
    int maxRows = section.equals("samples") ? MAX_SAMPLES : MAX_ROWS;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      if (++rows > maxRows) {
        parser.skipChildren();
        continue;
      }
      if (rows == 1) {
        heading(section);
      }
      readRow(parser);
      appendRow(section);
    }
    if (rows > maxRows) {
      more(Integer.toString(rows - maxRows), section);
    }
  }

  private void readRow(JsonParser parser) throws IOException {
    row.clear();
    stack.clear();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && name.equals("stack")) {
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
          if (token == JsonToken.VALUE_STRING) {
            stack.add(parser.getText());
          } else {
            parser.skipChildren();
          }
        }
      } else if (token.isScalarValue()) {
        row.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  private void appendRow(String section) {
    if (section.equals("calls")) {
      appendCall();
    } else if (section.equals("queries")) {
      appendQuery();
    } else if (section.equals("samples")) {
      appendSample();
    } else if (!section.equals("breadcrumbs")) {
      appendHolder();
    } else {
      begin().append("  ");
      appendText("timestamp", "  ");
      appendText("kind", "  ");
      appendText("message", "\n");
    }
  }

  private void appendCall() {
    double total = number("duration_ms");
    double self = number("self_ms");
    begin();
    right(total, AMOUNT_CHARS);
    // What has nothing below it need not say the same twice.
    String own = Double.isNaN(self) || self == total ? "" : "self " + Amounts.millis(self);
    into.append("  ").append(palette.dim());
    OneLine.pad(into, own, SELF_CHARS);
    into.append(palette.end());
    double depth = number("depth");
    for (int i = 0; i < MAX_DEPTH && i < depth; i++) {
      into.append("  ");
    }
    appendText("name", "");
    appendCount();
    if (row.get("error") != null) {
      into.append("  ").append(palette.alarm());
      SafeText.append(into, Amounts.shortClass(row.get("error")), MAX_NAME_CHARS);
      into.append(palette.end());
    }
    into.append('\n');
  }

  private void appendQuery() {
    begin();
    right(number("total_ms"), AMOUNT_CHARS);
    into.append("  ");
    appendText("summary", "");
    appendCount();
    if (number("count") > 1 && !Double.isNaN(number("max_ms"))) {
      Fact.append(into, "max", Amounts.millis(number("max_ms")), palette);
    }
    if (!Double.isNaN(number("rows"))) {
      Fact.append(into, "rows", Amounts.number(number("rows")), palette);
    }
    if (row.get("caller") != null) {
      Fact.append(into, "caller", Amounts.shortMethod(row.get("caller")), palette);
    }
    if (row.get("id") != null) {
      Fact.append(into, "query", row.get("id"), palette);
    }
    into.append('\n');
  }

  private void appendHolder() {
    double held = number("held_ms");
    begin();
    right(Double.isNaN(held) ? number("open_ms") : held, AMOUNT_CHARS);
    into.append("  ");
    appendText("name", "");
    if (row.get("thread") != null) {
      Fact.append(into, "thread", SafeText.of(row.get("thread"), MAX_NAME_CHARS), palette);
    }
    if (row.get("summary") != null) {
      Fact.append(into, "after", SafeText.of(row.get("summary"), MAX_NAME_CHARS), palette);
    }
    if (!Double.isNaN(number("idle_ms"))) {
      Fact.append(into, "idle", Amounts.millis(number("idle_ms")), palette);
    }
    if (row.get("request_id") != null) {
      Fact.append(into, "request", SafeText.of(row.get("request_id"), MAX_NAME_CHARS), palette);
    }
    into.append('\n');
  }

  private void appendSample() {
    begin().append("  ");
    appendText("state", "");
    appendCount();
    into.append('\n');
    for (int i = 0; i < stack.size() && i < MAX_STACK_LINES; i++) {
      appendFrame("    ", stack.get(i));
    }
    if (stack.size() > MAX_STACK_LINES) {
      more(Integer.toString(stack.size() - MAX_STACK_LINES), "frames");
    }
  }

  /** The first lines, then the head and first frame of each cause. */
  private void appendStackTrace(String text) {
    int lines = 0;
    int shown = 0;
    int causes = 0;
    boolean firstOfCause = false;
    int length = text.length();
    for (int start = 0; start < length; ) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = length;
      }
      String line = text.substring(start, end).trim();
      start = end + 1;
      lines++;
      boolean cause = line.startsWith("Caused by:") && causes++ < MAX_CAUSES;
      if (lines <= MAX_STACK_LINES || cause || firstOfCause) {
        appendFrame(line.startsWith("at ") || line.startsWith("... ") ? "    " : "  ", line);
        shown++;
      }
      firstOfCause = cause;
    }
    if (lines > shown) {
      more(Integer.toString(lines - shown), "lines");
    }
  }

  private void appendFrame(String indent, String line) {
    begin().append(indent);
    SafeText.append(into, line, MAX_NAME_CHARS);
    into.append('\n');
  }

  private void heading(String text) {
    begin().append(palette.dim()).append(text).append(palette.end()).append('\n');
  }

  private void more(String count, String what) {
    begin().append("  ").append(palette.dim()).append("... ");
    SafeText.append(into, count, 20);
    into.append(" more ").append(what).append(palette.end()).append('\n');
  }

  private StringBuilder begin() {
    return into.append(INDENT);
  }

  private void right(double millis, int chars) {
    String text = Double.isNaN(millis) ? "" : Amounts.millis(millis);
    OneLine.pad(into, "", chars - text.length());
    into.append(text);
  }

  private void appendText(String name, String after) {
    SafeText.append(into, row.containsKey(name) ? row.get(name) : "", MAX_NAME_CHARS);
    into.append(after);
  }

  private void appendCount() {
    if (number("count") > 1) {
      into.append("  x").append(Amounts.number(number("count")));
    }
  }

  private double number(String name) {
    return EventLine.toNumber(row.get(name));
  }
}
