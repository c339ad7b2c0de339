package io.weftline.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code verify} has to say, by its objects for scripts. */
final class Verified {
  private static final ObjectMapper JSON = new ObjectMapper();

  final int code;
  final List<JsonNode> processes = new ArrayList<>();

  /** {@code kind file:line}, without the directory. */
  final List<String> findings = new ArrayList<>();

  private final String text;

  private Verified(int code, String out, String err) throws JsonProcessingException {
    this.code = code;
    text = out + err;
    for (String line : out.lines().toList()) {
      JsonNode object = JSON.readTree(line);
      if (object.has("instance")) {
        processes.add(object);
      }
      for (JsonNode finding : object.get("findings")) {
        String file = finding.path("file").asText("").replaceFirst(".*/", "");
        String place = file + (finding.has("line") ? ":" + finding.get("line").asInt() : "");
        findings.add((finding.get("kind").asText() + " " + place).strip());
      }
    }
  }

  static Verified in(Path directory, String... files) throws JsonProcessingException {
    Shell shell = new Shell(directory);
    String[] arguments = new String[files.length + 2];
    arguments[0] = "verify";
    arguments[1] = "--json";
    System.arraycopy(files, 0, arguments, 2, files.length);
    int code = shell.run(arguments);
    return new Verified(code, shell.out(), shell.err());
  }

  JsonNode process(String instance) {
    return processes.stream()
        .filter(process -> process.get("instance").asText().equals(instance))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no process " + instance + " in " + text));
  }

  /** The answer of each process, in the order of their first lines. */
  List<String> answers() {
    return processes.stream().map(process -> process.get("verdict").asText()).toList();
  }

  /** What is said of the text of a finding or note. */
  boolean says(String words) {
    return text.contains(words);
  }

  @Override
  public String toString() {
    return "exit code " + code + "\n" + text;
  }
}
