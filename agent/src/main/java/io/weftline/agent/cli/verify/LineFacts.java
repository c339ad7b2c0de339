package io.weftline.agent.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a line says that the proof needs. The whole line is read, so that one which is damaged
 * further on is noticed, but only a few values are made into objects. Reused from line to line; one
 * thread.
 */
final class LineFacts {
  static final String AGENT_FILE = "agent.file";
  static final String AGENT_START = "agent.start";
  static final String AGENT_STATS = "agent.stats";
  static final String AGENT_STOP = "agent.stop";

  private static final String AGENT = "agent.";
  private static final int MAX_TEXT = 300;
  private static final int MAX_CAUSES = 50;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  /** Null if there is none. */
  String timestamp;

  String level;
  String kind;
  String service;

  /** -1 if there is none, or what stands there can be none. */
  long seq;

  // Of the agent's own events, from below "weftline".
  String instance;
  String fileId;
  String previousFile;
  long fileSequence;

  /** Null unless all of the account is there. */
  Counts counts;

  private long made;
  private long written;
  private long dropped;
  private long rotations;
  private Map<String, Long> causes;

  /**
   * Reads a line in the place of the one before.
   *
   * @return whether it is a JSON object, whole and with nothing after it
   */
  boolean read(byte[] line, int offset, int length) {
    clear();
    try (JsonParser parser = FACTORY.createParser(line, offset, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readEnvelope(parser);
        return parser.nextToken() == null;
      }
    } catch (IOException e) {
      // Not JSON: that is the answer, not a failure.
      return false;
    }
    return false;
  }

  /** Whether the line has what every event has. */
  boolean isEvent() {
    return kind != null && seq >= 0;
  }

  /** Whether it is the header of a file, with all that it needs. */
  boolean isHeader() {
    return AGENT_FILE.equals(kind)
        && instance != null
        && fileId != null
        && fileSequence > 0
        && counts != null;
  }

  private void clear() {
    timestamp = null;
    level = null;
    kind = null;
    service = null;
    seq = -1;
    instance = null;
    fileId = null;
    previousFile = null;
    fileSequence = 0;
    counts = null;
    made = -1;
    written = -1;
    dropped = -1;
    rotations = -1;
    causes = null;
  }

  private void readEnvelope(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        // In the order of the contract the kind is known by now.
        if (kind != null && kind.startsWith(AGENT) && name.equals("weftline")) {
          readWeftline(parser);
        } else if (kind != null && kind.startsWith(AGENT) && name.equals("service")) {
          readService(parser);
        } else {
          parser.skipChildren();
        }
      } else if (token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else if (token == JsonToken.VALUE_STRING) {
        if (name.equals("timestamp")) {
          timestamp = text(parser);
        } else if (name.equals("level")) {
          level = text(parser);
        } else if (name.equals("kind")) {
          kind = text(parser);
        }
      } else if (name.equals("seq")) {
        seq = number(parser);
      }
    }
    if (made >= 0 && written >= 0 && dropped >= 0) {
      Map<String, Long> none = new LinkedHashMap<String, Long>();
      counts = new Counts(made, written, dropped, rotations, causes == null ? none : causes);
    }
  }

  private void readService(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isStructStart()) {
        parser.skipChildren();
      } else if (name.equals("name")) {
        service = text(parser);
      }
    }
  }

  private void readWeftline(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        if (name.equals("file")) {
          readFile(parser);
        } else if (name.equals("events")) {
          readEvents(parser);
        } else if (name.equals("dropped_by")) {
          readCauses(parser);
        } else {
          parser.skipChildren();
        }
      } else if (token.isStructStart()) {
        parser.skipChildren();
      } else if (name.equals("instance")) {
        instance = text(parser);
      } else if (name.equals("rotations")) {
        rotations = number(parser);
      }
    }
  }

  private void readFile(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isStructStart()) {
        parser.skipChildren();
      } else if (name.equals("id")) {
        fileId = text(parser);
      } else if (name.equals("previous")) {
        previousFile = text(parser);
      } else if (name.equals("sequence")) {
        fileSequence = number(parser);
      }
    }
  }

  private void readEvents(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isStructStart()) {
        parser.skipChildren();
      } else if (name.equals("made")) {
        made = number(parser);
      } else if (name.equals("written")) {
        written = number(parser);
      } else if (name.equals("dropped")) {
        dropped = number(parser);
      }
    }
  }

  private void readCauses(JsonParser parser) throws IOException {
    causes = new LinkedHashMap<String, Long>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isStructStart()) {
        parser.skipChildren();
      } else if (causes.size() < MAX_CAUSES && name.length() <= MAX_TEXT) {
        causes.put(name, Math.max(0, number(parser)));
      }
    }
  }

  /** The text, or null if it is none or longer than any that is ours. */
  private static String text(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    String text = parser.getText();
    return text.length() <= MAX_TEXT ? text : null;
  }

  /** The whole number from 0 on, or -1 if it is none or none that a process could reach. */
  private static long number(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return -1;
    }
    long number = parser.getLongValue();
    return number > Numbers.MOST ? -1 : number < 0 ? -1 : number;
  }
}
