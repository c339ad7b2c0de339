package io.weftline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;

/**
 * A line that the agent wrote.
 *
 * @param number of the line in its file, from 1
 * @param text as it stands there, without the end of the line
 */
record Event(Path file, int number, String text, JsonNode json) {
  private static final int SHOWN = 1500;

  String kind() {
    return json.path("kind").asText();
  }

  long seq() {
    return json.path("seq").asLong(-1);
  }

  /** What is at a path such as {@code db.query.id}; a missing node if nothing is. */
  JsonNode at(String path) {
    JsonNode node = json;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    return node == null ? MissingNode.getInstance() : node;
  }

  boolean has(String path) {
    return !at(path).isMissingNode();
  }

  /** The text at a path, which must be there. */
  String text(String path) {
    return present(path).asText();
  }

  long integer(String path) {
    return present(path).asLong();
  }

  double decimal(String path) {
    return present(path).asDouble();
  }

  private JsonNode present(String path) {
    JsonNode node = at(path);
    if (node.isMissingNode()) {
      throw new AssertionError("no " + path + " in " + this);
    }
    return node;
  }

  @Override
  public String toString() {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text;
    return file.getFileName() + ":" + number + " " + shown;
  }
}
