package io.weftline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The rules of the contract that hold for each line by itself: the schema and what it cannot say.
 */
final class LineRules {
  private static final int MAX_BYTES = 16_000;
  private static final int MAX_DECIMALS = 3;
  private static final int MAX_STATS_DECIMALS = 6;
  private static final List<String> ENVELOPE =
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
          "request_id",
          "user_id",
          "session_id",
          "thread",
          "duration_ms",
          "outcome",
          "slow",
          "threshold_ms",
          "still_running",
          "labels",
          "truncated");

  /** Control characters, DEL, C1, line and paragraph separator, controls of direction. */
  private static final Pattern TO_ESCAPE =
      Pattern.compile(
          "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e"
              + "\\u2066-\\u2069]");

  private static final JsonSchema SCHEMA = schema();

  private LineRules() {}

  static List<String> check(Event event) {
    List<String> problems = new ArrayList<>();
    int bytes = event.text().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      problems.add(bytes + " bytes, more than 16,000");
    }
    if (TO_ESCAPE.matcher(event.text()).find()) {
      problems.add("a character that must be escaped stands as it is");
    }
    if (!event.json().isObject()) {
      problems.add("no object");
      return problems;
    }
    for (ValidationMessage message : SCHEMA.validate(event.json())) {
      problems.add(message.getMessage());
    }
    checkOrder(event.json(), problems);
    checkValues("", event.json(), problems);
    checkCalls(event.json().path("calls"), problems);
    return problems;
  }

  private static void checkOrder(JsonNode json, List<String> problems) {
    int last = -1;
    boolean below = false;
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      int rank = ENVELOPE.indexOf(name);
      if (rank < 0) {
        below = true;
      } else if (below || rank < last) {
        problems.add(name + " is not where the envelope has it");
      } else {
        last = rank;
      }
    }
  }

  private static void checkValues(String path, JsonNode node, List<String> problems) {
    if (node.isNull()) {
      problems.add(path + " is null");
    } else if (node.isObject()) {
      if (node.isEmpty() && !path.isEmpty()) {
        problems.add(path + " is an empty object");
      }
      for (Map.Entry<String, JsonNode> child : node.properties()) {
        checkValues(path + "/" + child.getKey(), child.getValue(), problems);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkValues(path + "/" + i, node.get(i), problems);
      }
    } else if (node.isTextual() && hasLoneSurrogate(node.textValue())) {
      problems.add(path + " has half of a surrogate pair");
    } else if (node.isNumber() && path.endsWith("_ms")) {
      BigDecimal number = node.decimalValue().stripTrailingZeros();
      // A fast method's average in whole microseconds would be nothing.
      int most = path.startsWith("/stats/") ? MAX_STATS_DECIMALS : MAX_DECIMALS;
      if (number.scale() > most) {
        problems.add(path + " has too many decimals: " + number.toPlainString());
      }
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xdfff);
  }

  /** The tree must be one: a row is at most one deeper than the row before it. */
  private static void checkCalls(JsonNode calls, List<String> problems) {
    int depthBefore = -1;
    for (JsonNode call : calls) {
      int depth = call.path("depth").asInt();
      if (depth > depthBefore + 1) {
        problems.add("calls: no parent of " + call);
        return;
      }
      depthBefore = depth;
    }
  }

  private static JsonSchema schema() {
    try (ZipFile jar = new ZipFile(Project.agentJar().toFile())) {
      String name = "agent/io/weftline/agent/schema/weftline-event-1.schema.json";
      ZipEntry entry = jar.getEntry(name);
      if (entry == null) {
        throw new AssertionError("the jar has no " + name);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
