package io.weftline.agent.cli.errors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weftline.agent.console.EventLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One line with everything in it: its values by their paths, and its lists. Immutable. */
final class Details {
  private static final int MAX_ROWS = 200;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final EventLine event = new EventLine();
  private final List<Map<String, String>> breadcrumbs = new ArrayList<Map<String, String>>();
  private final List<Map<String, String>> causes = new ArrayList<Map<String, String>>();
  private final List<Map<String, String>> suppressed = new ArrayList<Map<String, String>>();

  /**
   * @param line which is JSON
   */
  Details(byte[] line) {
    event.read(line, 0, line.length);
    try (JsonParser parser = FACTORY.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY && name.equals("breadcrumbs")) {
          readRows(parser, breadcrumbs);
        } else if (token == JsonToken.START_OBJECT && name.equals("error")) {
          readError(parser);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the line was JSON when it was counted", e);
    }
  }

  private void readError(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && name.equals("causes")) {
        readRows(parser, causes);
      } else if (token == JsonToken.START_ARRAY && name.equals("suppressed")) {
        readRows(parser, suppressed);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void readRows(JsonParser parser, List<Map<String, String>> rows)
      throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token != JsonToken.START_OBJECT || rows.size() == MAX_ROWS) {
        parser.skipChildren();
        continue;
      }
      Map<String, String> row = new HashMap<String, String>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isScalarValue()) {
          row.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      rows.add(row);
    }
  }

  /** The value of that path, or null. */
  String text(String path) {
    return event.text(path);
  }

  /** What went before, oldest first. */
  List<Map<String, String>> breadcrumbs() {
    return breadcrumbs;
  }

  /** The causes, the root last. */
  List<Map<String, String>> causes() {
    return causes;
  }

  List<Map<String, String>> suppressed() {
    return suppressed;
  }
}
