package io.weftline.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code errors --json} tells. */
final class Told {
  private static final ObjectMapper JSON = new ObjectMapper();

  final int code;
  final List<JsonNode> groups = new ArrayList<>();
  final String err;

  private Told(int code, String out, String err) throws JsonProcessingException {
    this.code = code;
    this.err = err;
    for (String line : out.lines().toList()) {
      groups.add(JSON.readTree(line));
    }
  }

  static Told in(Path directory, String... arguments) throws JsonProcessingException {
    return by(new Shell(directory), arguments);
  }

  static Told by(Shell shell, String... arguments) throws JsonProcessingException {
    List<String> all = new ArrayList<>(List.of("errors", "--json"));
    all.addAll(List.of(arguments));
    int code = shell.run(all.toArray(new String[0]));
    return new Told(code, shell.out(), shell.err());
  }

  JsonNode group(int number) {
    String fingerprint = ThrownLines.fingerprint(number);
    return groups.stream()
        .filter(group -> group.get("fingerprint").asText().equals(fingerprint))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no group " + number + " in " + this));
  }

  long count(int number) {
    return group(number).get("count").asLong();
  }

  List<String> fingerprints() {
    return groups.stream().map(group -> group.get("fingerprint").asText()).toList();
  }

  /** {@code name=count} of a list of a group. */
  static List<String> counts(JsonNode group, String list) {
    List<String> counts = new ArrayList<>();
    for (JsonNode entry : group.get(list)) {
      counts.add(entry.get("name").asText() + "=" + entry.get("count").asLong());
    }
    return counts;
  }

  @Override
  public String toString() {
    return "exit code " + code + "\n" + groups + "\n" + err;
  }
}
