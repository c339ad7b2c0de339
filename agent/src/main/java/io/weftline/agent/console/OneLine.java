package io.weftline.agent.console;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * An event as one line for people:
 *
 * <pre>
 * 10:15:29.901 WARN    812 ms db.query    SELECT order_items (slow)  rows=1840  caller=Orders.find:88
 * </pre>
 *
 * <p>Not thread-safe: the writer's thread or the command {@code tail} has its own.
 */
public final class OneLine {
  private static final int TIME_CHARS = 12;
  private static final int LEVEL_CHARS = 5;
  private static final int DURATION_CHARS = 8;
  private static final int KIND_CHARS = 11;
  private static final int MAX_KIND_CHARS = 40;
  private static final int MAX_MESSAGE_CHARS = 200;

  private final Palette palette;
  private final ZoneId zone;
  private final EventLine event = new EventLine();
  private boolean showsService;

  /**
   * @param colour whether the reader is a terminal that wants colours
   * @param zone in which times are shown
   */
  public OneLine(boolean colour, ZoneId zone) {
    this.palette = new Palette(colour);
    this.zone = zone.normalized();
  }

  /** Also names the service, for when the lines of several are mixed. */
  public void showService() {
    showsService = true;
  }

  /**
   * Renders a line.
   *
   * @return without a line end; null if it is not a JSON object
   */
  public String render(byte[] line, int offset, int length) {
    return event.read(line, offset, length) ? render(event, line, offset, length) : null;
  }

  /** Renders a line that has been read already. */
  public String render(EventLine read, byte[] line, int offset, int length) {
    String kind = orEmpty(read.text("kind"));
    String message = read.text("message");
    if (message == null && kind.isEmpty()) {
      // A JSON object of somebody else: itself says most.
      int shown = Math.min(length, 4 * MAX_MESSAGE_CHARS);
      message = new String(line, offset, shown, StandardCharsets.UTF_8);
    }
    double durationMillis = read.number("duration_ms");
    String text = withoutDuration(SafeText.of(message, MAX_MESSAGE_CHARS), durationMillis);

    StringBuilder into = new StringBuilder(240);
    into.append(palette.dim());
    pad(into, SafeText.of(time(read.text("timestamp")), 24), TIME_CHARS);
    into.append(palette.end()).append(' ');
    appendLevel(into, SafeText.of(read.text("level"), LEVEL_CHARS));
    appendDuration(into, durationMillis, read.flag("slow"));
    into.append(palette.kind());
    pad(into, SafeText.of(kind, MAX_KIND_CHARS), KIND_CHARS);
    into.append(palette.end()).append(' ').append(text);
    if (read.flag("still_running") && !text.contains("still running")) {
      into.append("  ").append(palette.slow()).append("still running").append(palette.end());
    }
    Facts.append(into, kind, read, text, palette);
    if (showsService && read.text("service.name") != null) {
      Fact.append(into, "service", read.text("service.name"), palette);
    }
    return into.toString();
  }

  /**
   * Renders what is below the line: query text, call tree, queries, stacks.
   *
   * @return lines that each end in a line feed; empty if there is nothing
   */
  public String tree(byte[] line, int offset, int length) {
    return new Below(palette).render(line, offset, length);
  }

  /** The day of the event in the zone of this renderer, or null if that cannot be told. */
  public String day(EventLine read) {
    ZonedDateTime time = parse(read.text("timestamp"));
    return time == null ? null : time.toLocalDate().toString();
  }

  private void appendLevel(StringBuilder into, String level) {
    into.append(palette.level(level));
    pad(into, level, LEVEL_CHARS);
    into.append(palette.end()).append(' ');
  }

  private void appendDuration(StringBuilder into, double millis, boolean slow) {
    String duration = Double.isNaN(millis) ? "" : Amounts.millis(millis);
    pad(into, "", DURATION_CHARS - duration.length());
    into.append(slow ? palette.slow() : "").append(duration).append(slow ? palette.end() : "");
    into.append(' ');
  }

  static void pad(StringBuilder into, String text, int chars) {
    into.append(text);
    for (int i = text.length(); i < chars; i++) {
      into.append(' ');
    }
  }

  /** The time of day, or the text as it is if it is not of the expected form. */
  private String time(String timestamp) {
    if (timestamp == null) {
      return "";
    }
    if (zone.equals(ZoneOffset.UTC) && isUtcTimestamp(timestamp)) {
      return timestamp.substring(11, 23);
    }
    ZonedDateTime time = parse(timestamp);
    if (time == null) {
      return timestamp;
    }
    StringBuilder into = new StringBuilder(TIME_CHARS);
    digits(into, time.getHour(), 2).append(':');
    digits(into, time.getMinute(), 2).append(':');
    digits(into, time.getSecond(), 2).append('.');
    return digits(into, time.getNano() / 1_000_000, 3).toString();
  }

  private ZonedDateTime parse(String timestamp) {
    if (timestamp == null || timestamp.length() > 40) {
      return null;
    }
    try {
      return Instant.parse(timestamp).atZone(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** {@code 2026-08-23T10:15:29.901007Z}, told by its shape. */
  private static boolean isUtcTimestamp(String text) {
    String shape = "dddd-dd-ddTdd:dd:dd.ddd";
    if (text.length() < shape.length() + 1 || text.charAt(text.length() - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < shape.length(); i++) {
      char expected = shape.charAt(i);
      char c = text.charAt(i);
      if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private static StringBuilder digits(StringBuilder into, int number, int width) {
    String text = Integer.toString(number);
    for (int i = text.length(); i < width; i++) {
      into.append('0');
    }
    return into.append(text);
  }

  /** Leaves out the {@code 812 ms} before the end or a parenthesis: it has a column. */
  static String withoutDuration(String message, double millis) {
    int unit = message.lastIndexOf(" ms");
    if (unit < 0 || Double.isNaN(millis)) {
      return message;
    }
    int after = unit + 3;
    int before = message.lastIndexOf(' ', unit - 1);
    boolean last = after == message.length() || message.startsWith(" (", after);
    if (!last || before < 0) {
      return message;
    }
    double said = EventLine.toNumber(message.substring(before + 1, unit));
    return Math.abs(said - millis) <= 1
        ? message.substring(0, before) + message.substring(after)
        : message;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
