package io.weftline.agent.cli.errors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Groups for scripts: one JSON object each. One thread. */
final class ErrorsJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Span span;

  ErrorsJson(Span span) {
    this.span = span;
  }

  /**
   * A group.
   *
   * @param kept one of its occurrences, or null
   */
  String render(ErrorGroup group, Finder.Kept kept) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      group(group, json);
      if (kept != null) {
        event("occurrence", kept, json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("text takes everything", e);
    }
    return safe(text.toString());
  }

  /** The request of an occurrence that has no line of its own, and the groups it may be of. */
  String render(Finder.Kept unit, List<ErrorGroup> groups) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("error_id", unit.id);
      json.writeArrayFieldStart("fingerprints");
      for (ErrorGroup group : groups) {
        json.writeString(group.fingerprint);
      }
      json.writeEndArray();
      event("request", unit, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("text takes everything", e);
    }
    return safe(text.toString());
  }

  private static void event(String name, Finder.Kept kept, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(new String(kept.line, StandardCharsets.UTF_8).trim());
  }

  private void group(ErrorGroup group, JsonGenerator json) throws IOException {
    json.writeStringField("fingerprint", group.fingerprint);
    text("type", group.type(), json);
    text("culprit", group.culprit(), json);
    text("message", group.message(), json);
    json.writeStringField("level", group.level());
    json.writeNumberField("count", group.count());
    json.writeNumberField("handled", group.handled());
    json.writeNumberField("unhandled", group.unhandled());
    json.writeNumberField("open", group.open());
    json.writeStringField("first_seen", Times.rfc(group.first()));
    json.writeStringField("last_seen", Times.rfc(group.last()));
    json.writeBooleanField("new", span.isNew(group));
    json.writeBooleanField("first_since_start", group.firstSinceStart());
    json.writeStringField("trend", span.trend(group).word);
    json.writeStringField("trend_from", Times.rfc(span.from));
    json.writeStringField("trend_to", Times.rfc(span.to));
    json.writeArrayFieldStart("trend_counts");
    for (long column : span.columns(group)) {
      json.writeNumber(column);
    }
    json.writeEndArray();
    json.writeNumberField("users", group.users.count());
    json.writeBooleanField("users_more", group.users.more());
    counts("services", group.services, json);
    counts("versions", group.versions, json);
    counts("routes", group.routes, json);
    counts("threads", group.threads, json);
  }

  private static void text(String name, String text, JsonGenerator json) throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  private static void counts(String name, Tally tally, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (Map.Entry<String, Long> entry : tally.entries()) {
      json.writeStartObject();
      json.writeStringField("name", entry.getKey());
      json.writeNumberField("count", entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (tally.others() > 0) {
      json.writeNumberField(name + "_others", tally.others());
    }
  }

  /** What a terminal could take for an order is escaped; to a script that is the same. */
  private static String safe(String json) {
    StringBuilder into = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      int code = pair ? json.codePointAt(i) : c;
      boolean unsafe = c != '\n' && c != '\t' && isUnsafe(Character.getType(code));
      escape(into, c, unsafe);
      if (pair) {
        escape(into, json.charAt(++i), unsafe);
      }
    }
    return into.toString();
  }

  private static boolean isUnsafe(int type) {
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static void escape(StringBuilder into, char c, boolean unsafe) {
    if (unsafe) {
      String hex = Integer.toHexString(c);
      into.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
    } else {
      into.append(c);
    }
  }
}
