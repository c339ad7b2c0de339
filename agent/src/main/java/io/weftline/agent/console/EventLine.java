package io.weftline.agent.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scalar values of one event by their dotted paths ({@code db.query.id}); arrays are left out.
 * Reused from line to line.
 *
 * <p>Not thread-safe: one thread reads with it.
 */
public final class EventLine {
  private static final int MAX_DEPTH = 8;

  /** Names are not interned: labels are whatever a user wrote, and would never leave. */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final Map<String, String> values = new LinkedHashMap<String, String>();

  /**
   * Reads a line in the place of the one before.
   *
   * @return whether it is a JSON object, whole and with nothing after it; if not, there are no
   *     values
   */
  public boolean read(byte[] line, int offset, int length) {
    values.clear();
    try (JsonParser parser = FACTORY.createParser(line, offset, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readObject(parser, "", 1);
        if (parser.nextToken() == null) {
          return true;
        }
      }
    } catch (IOException e) {
      // Not JSON: that is the answer, not a failure.
      values.clear();
      return false;
    }
    values.clear();
    return false;
  }

  private void readObject(JsonParser parser, String prefix, int depth) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && depth < MAX_DEPTH) {
        readObject(parser, path + '.', depth + 1);
      } else if (token.isStructStart()) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        values.put(path, parser.getText());
      }
    }
  }

  /** The value as text, or null if there is none. */
  public String text(String path) {
    return values.get(path);
  }

  /** The value as a number, or NaN if it is none. */
  public double number(String path) {
    return toNumber(values.get(path));
  }

  /** Whether the value is true. */
  public boolean flag(String path) {
    return "true".equals(values.get(path));
  }

  Map<String, String> values() {
    return values;
  }

  static double toNumber(String text) {
    if (text == null || text.isEmpty() || text.length() > 40) {
      return Double.NaN;
    }
    char first = text.charAt(0);
    if (first != '-' && (first < '0' || first > '9')) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isInfinite(number) ? Double.NaN : number;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
