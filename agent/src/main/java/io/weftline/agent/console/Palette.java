package io.weftline.agent.console;

/** The colours, or none: then every sequence is empty. Immutable; any thread. */
public final class Palette {
  private static final String[] LEVELS = {
    "TRACE", "2", "DEBUG", "2", "INFO", "32", "WARN", "33", "ERROR", "1;31", "FATAL", "1;37;41"
  };

  private final boolean colour;

  public Palette(boolean colour) {
    this.colour = colour;
  }

  /** What stands back. */
  public String dim() {
    return sequence("2");
  }

  /** What an event is. */
  public String kind() {
    return sequence("36");
  }

  /** Something to look at. */
  public String slow() {
    return sequence("1;33");
  }

  /** A problem. */
  public String alarm() {
    return sequence("1;31");
  }

  /** A level, by how bad it is. */
  public String level(String level) {
    for (int i = 0; i < LEVELS.length; i += 2) {
      if (LEVELS[i].equals(level)) {
        return sequence(LEVELS[i + 1]);
      }
    }
    return "";
  }

  /** Back to normal. */
  public String end() {
    return sequence("0");
  }

  private String sequence(String code) {
    return colour ? "\u001b[" + code + "m" : "";
  }
}
