package io.weftline.agent.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema of the events takes and what it refuses. */
class EventSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TREE = read("weftline-event-1.schema.json");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TREE);
  private static final List<JsonNode> EXAMPLES = examples();

  /** Left open on purpose: below these, or at these, any type is right. */
  private static final List<String> OPEN =
      List.of(
          "/weftline/java",
          "/weftline/changed",
          "/resource/",
          "/alert/delivery",
          "/jvm/",
          "/db/client/");

  @ParameterizedTest
  @MethodSource("examples")
  void takesAnEventOfEachKind(JsonNode event) {
    assertEquals(Set.of(), validate(event));
  }

  @Test
  void definesAndShowsEveryKindOfItsClosedList() {
    Set<String> shown = new HashSet<>();
    EXAMPLES.forEach(event -> shown.add(event.get("kind").textValue()));
    JsonNode kinds = TREE.at("/$defs/Envelope/properties/kind/enum");

    assertEquals(36, kinds.size());
    for (JsonNode kind : kinds) {
      assertTrue(TREE.get("$defs").has(kind.textValue()), () -> "no definition of " + kind);
      assertTrue(shown.contains(kind.textValue()), () -> "no example of " + kind);
    }
    assertEquals(kinds.size(), TREE.get("allOf").size());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takesFieldsThatALaterVersionAdds(JsonNode event) {
    ObjectNode later = event.deepCopy();
    later.put("later_field", 1);
    for (JsonNode child : event) {
      if (child.isObject() && child != event.get("labels")) {
        ((ObjectNode) later.at(pointerOf(event, child))).put("later_field", "text");
      }
    }

    assertEquals(Set.of(), validate(later));
  }

  /** Every leaf of every example, replaced by what it cannot be. */
  @ParameterizedTest
  @MethodSource("examples")
  void typesEveryFieldThatIsDocumented(JsonNode event) {
    List<String> open = new ArrayList<>();
    List<String> leaves = new ArrayList<>();
    collectLeaves("", event, leaves);
    for (String leaf : leaves) {
      if (OPEN.stream().anyMatch(leaf::startsWith)) {
        continue;
      }
      for (String wrong : List.of("{\"wrong\":{}}", "null", "[[]]")) {
        if (validate(with(event, leaf, wrong)).isEmpty()) {
          open.add(leaf + " = " + wrong);
        }
      }
      if (event.at(leaf).isTextual() && validate(with(event, leaf, "17")).isEmpty()) {
        open.add(leaf + " = 17");
      }
      if (!event.at(leaf).isTextual() && validate(with(event, leaf, "\"text\"")).isEmpty()) {
        open.add(leaf + " = text");
      }
    }
    assertEquals(List.of(), open, () -> "of any type in " + event.get("kind"));
  }

  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # kind          | path                       | value, - removes it
          method.call     | /timestamp                 | -
          method.call     | /timestamp                 | "2026-08-23T10:15:31.020Z"
          method.call     | /timestamp                 | "2026-08-23T10:15:31.020000+02:00"
          method.call     | /timestamp                 | "2026-08-23 10:15:31.020000Z"
          method.call     | /timestamp                 | "2026-13-23T10:15:31.020000Z"
          method.call     | /timestamp                 | "2026-08-23T25:15:31.020000Z"
          method.call     | /timestamp                 | "2026-08-23T10:15:31.020000Z\\n"
          method.call     | /level                     | -
          method.call     | /level                     | "warn"
          method.call     | /level                     | "WARNING"
          method.call     | /kind                      | -
          method.call     | /kind                      | "method.called"
          method.call     | /kind                      | "METHOD.CALL"
          method.call     | /message                   | -
          method.call     | /message                   | ""
          method.call     | /message                   | "two\\nlines"
          method.call     | /message                   | "ends with one\\n"
          method.call     | /message                   | "two\\rlines"
          method.call     | /logger                    | -
          method.call     | /logger                    | ""
          method.call     | /service                   | -
          method.call     | /service                   | "shop"
          method.call     | /service                   | {}
          method.call     | /service/name              | ""
          method.call     | /seq                       | -
          method.call     | /seq                       | 0
          method.call     | /seq                       | -1
          method.call     | /seq                       | 1.5
          method.call     | /seq                       | "7"
          agent.file      | /seq                       | -1
          db.query        | /trace_id                  | "4bf92f35"
          db.query        | /trace_id                  | "4BF92F3577B34DA6A3CE929D0E0E4736"
          db.query        | /trace_id                  | "00000000000000000000000000000000"
          db.query        | /trace_id                  | -
          db.query        | /span_id                   | "0000000000000000"
          db.query        | /span_id                   | "53995c3f42cd8ad"
          db.query        | /span_id                   | -
          db.query        | /parent_span_id            | "none"
          db.query        | /request_id                | ""
          db.query        | /thread                    | -
          db.query        | /thread                    | "main"
          method.call     | /thread/virtual            | false
          method.call     | /thread/id                 | 0
          method.call     | /duration_ms               | -
          method.call     | /duration_ms               | -0.001
          method.call     | /duration_ms               | "12.3"
          method.call     | /outcome                   | -
          method.call     | /outcome                   | "ok"
          method.call     | /slow                      | false
          method.call     | /slow                      | -
          method.call     | /threshold_ms              | -
          method.call     | /still_running             | false
          method.call     | /level                     | "INFO"
          http.server.request | /labels                | {"team":7}
          http.server.request | /labels                | {}
          http.server.request | /truncated             | []
          http.server.request | /truncated             | ["calls","calls"]
          http.server.request | /truncated             | true
          http.server.request | /http                  | -
          http.server.request | /http/request          | -
          http.server.request | /http/response/status_code | 42
          http.server.request | /http/response/status_code | "503"
          http.server.request | /level                 | "WARN"
          http.server.request | /breakdown/unaccounted_ms | -1
          http.server.request | /breakdown/db_count    | 1.5
          method.call     | /code                      | -
          method.call     | /code/function/name        | "load"
          method.call     | /code/function/name        | "com.acme.Shop."
          method.call     | /code/line/number          | 0
          method.call     | /calls/0/depth             | -1
          method.call     | /calls/0/depth             | -
          method.call     | /calls/0/name              | -
          method.call     | /calls/0/kind              | "sql"
          method.call     | /calls/0/self_ms           | -
          method.call     | /calls/0/duration_ms       | -1
          method.call     | /calls/1/count             | 0
          method.call     | /calls/1/query_id          | "x"
          method.call     | /calls                     | {}
          method.call     | /calls_omitted             | 0
          method.call     | /queries/0/count           | 0
          method.call     | /queries/0/id              | "A7C3D9E1F2048B56"
          method.call     | /samples/0/state           | "SLEEPING"
          method.call     | /call                      | {}
          db.query        | /db                        | -
          db.query        | /db/query                  | -
          db.query        | /db/query/id               | -
          db.query        | /db/query/id               | "c41a9e02d7b35f1"
          db.query        | /db/response/returned_rows | -1
          db.query        | /db/response/affected_rows | 1.5
          db.query        | /db/response               | {}
          db.query        | /db/system                 | "postgresql"
          db.query        | /level                     | "ERROR"
          db.query        | /server/port               | 0
          db.query        | /server/port               | 70000
          db.query        | /server/port               | "5432"
          db.n_plus_one   | /level                     | "INFO"
          db.n_plus_one   | /n_plus_one/count          | 1
          db.n_plus_one   | /n_plus_one/pattern        | "repeated_identical"
          db.n_plus_one   | /n_plus_one/distinct_parameters | 1
          db.pool.wait    | /level                     | "ERROR"
          exception       | /error                     | -
          exception       | /error/type                | -
          exception       | /error/fingerprint         | -
          exception       | /error/handled             | "no"
          exception       | /error/new                 | false
          exception       | /error/count               | 0
          exception       | /error/causes              | ["java.io.IOException"]
          exception       | /error/suppressed/0/type   | -
          exception       | /level                     | "WARN"
          exception       | /breadcrumbs/0/level       | -
          security.login  | /outcome                   | -
          security.login  | /level                     | "INFO"
          metrics.method  | /stats                     | -
          metrics.method  | /stats/count               | -
          metrics.method  | /stats/count               | 1.5
          metrics.method  | /stats/p99_ms              | -
          metrics.method  | /code                      | -
          metrics.method  | /histogram/counts/0        | -1
          metrics.method  | /histogram/scale           | -
          metrics.query   | /db/query/id               | "other"
          metrics.user    | /user_id                   | -
          metrics.error   | /error/fingerprint         | -
          agent.file      | /schema                    | "weftline-event/2"
          agent.file      | /schema                    | -
          agent.file      | /weftline                  | -
          agent.file      | /weftline/file/id          | -
          agent.file      | /weftline/file/sequence    | 0
          agent.start     | /weftline/instance         | -
          agent.stop      | /weftline/events           | -
          agent.stop      | /weftline/events/made      | -
          agent.stop      | /weftline/events/dropped   | -
          agent.stop      | /weftline/events/written   | -1
          agent.stop      | /weftline/dropped_by/disk  | -1
          agent.stats     | /weftline/queue/capacity   | 0
          agent.stats     | /weftline/classes/woven    | "3"
          """)
  void refuses(String kind, String path, String value) {
    JsonNode event =
        EXAMPLES.stream()
            .filter(example -> example.get("kind").textValue().equals(kind))
            .reduce((first, last) -> last)
            .orElseThrow();
    JsonNode changed = value.equals("-") ? without(event, path) : with(event, path, value);

    Set<ValidationMessage> problems = validate(changed);
    if (problems.isEmpty()) {
      fail("taken: " + changed);
    }
  }

  @Test
  void refusesAMessageThatIsTooLong() {
    JsonNode event = EXAMPLES.get(0);

    assertEquals(Set.of(), validate(with(event, "/message", text(1024))));
    assertEquals(1, validate(with(event, "/message", text(1025))).size());
  }

  @Test
  void refusesMoreCallsThanATreeMayHave() {
    ObjectNode event = EXAMPLES.get(1).deepCopy();
    ArrayNode calls = (ArrayNode) event.get("calls");
    JsonNode call = calls.get(0);
    while (calls.size() < 500) {
      calls.add(call);
    }
    assertEquals(Set.of(), validate(event));

    calls.add(call);
    assertEquals(1, validate(event).size());
  }

  @Test
  void saysWhatIsWrongInOneLine() {
    JsonNode event = with(EXAMPLES.get(0), "/db/query/id", "\"short\"");

    Set<ValidationMessage> problems = validate(event);

    assertEquals(1, problems.size(), problems::toString);
    assertEquals(
        "$.db.query.id: does not match the regex pattern ^[0-9a-f]{16}$",
        problems.iterator().next().getMessage());
  }

  private static Set<ValidationMessage> validate(JsonNode event) {
    return SCHEMA.validate(event);
  }

  private static String text(int length) {
    return '"' + "x".repeat(length) + '"';
  }

  private static JsonNode without(JsonNode event, String path) {
    JsonNode changed = event.deepCopy();
    int slash = path.lastIndexOf('/');
    JsonNode parent = changed.at(path.substring(0, slash));
    assertNotNull(((ObjectNode) parent).remove(path.substring(slash + 1)), path);
    return changed;
  }

  private static JsonNode with(JsonNode event, String path, String value) {
    JsonNode changed = event.deepCopy();
    int slash = path.lastIndexOf('/');
    JsonNode parent = changed.at(path.substring(0, slash));
    String name = path.substring(slash + 1);
    try {
      if (parent.isArray()) {
        ((ArrayNode) parent).set(Integer.parseInt(name), JSON.readTree(value));
      } else {
        assertTrue(parent.has(name), () -> path + " is not in " + event);
        ((ObjectNode) parent).set(name, JSON.readTree(value));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value, e);
    }
    return changed;
  }

  private static String pointerOf(JsonNode event, JsonNode child) {
    return event.properties().stream()
        .filter(property -> property.getValue() == child)
        .map(property -> "/" + property.getKey())
        .findFirst()
        .orElseThrow();
  }

  private static void collectLeaves(String path, JsonNode node, List<String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(child -> collectLeaves(path + "/" + child.getKey(), child.getValue(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collectLeaves(path + "/" + i, node.get(i), leaves);
      }
    } else {
      leaves.add(path);
    }
  }

  static List<JsonNode> examples() {
    try (InputStream in = EventSchemaTest.class.getResourceAsStream("examples.jsonl");
        Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()) {
      List<JsonNode> events = new ArrayList<>();
      for (String line : lines.toList()) {
        events.add(JSON.readTree(line));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String resource) {
    try (InputStream in = EventSchemaTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
