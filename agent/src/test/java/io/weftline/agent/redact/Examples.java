package io.weftline.agent.redact;

import java.util.List;

/** Reads tables of examples: lines, columns with {@code |} between blanks. */
final class Examples {
  private Examples() {}

  static List<String[]> table(String lines) {
    return lines.lines().map(line -> line.split(" \\| ")).toList();
  }
}
