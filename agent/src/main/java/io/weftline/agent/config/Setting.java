package io.weftline.agent.config;

/** The value in force for one key, and where it came from. Immutable. */
public final class Setting {
  static final String DEFAULT = "default";
  static final String ARGUMENT = "argument";
  static final String SYSTEM_PROPERTY = "system property ";
  static final String ENVIRONMENT = "environment ";

  private final String key;
  private final String text;
  private final String where;
  private final int line;

  Setting(String key, String text, String where, int line) {
    this.key = key;
    this.text = text;
    this.where = where;
    this.line = line;
  }

  /** Without the prefix {@code weftline.}. */
  public String key() {
    return key;
  }

  /** What is in effect, as a user would write it; of a list, the members that were accepted. */
  public String text() {
    return text;
  }

  /**
   * In words: {@code default}, {@code argument}, {@code system property weftline.slow.query},
   * {@code environment WEFTLINE_SLOW_QUERY} or {@code /path/weftline.properties line 3}.
   */
  public String source() {
    return line > 0 ? where + " line " + line : where;
  }

  /** Whether nobody set it, or what was set could not be used. */
  public boolean isDefault() {
    return DEFAULT.equals(where);
  }

  @Override
  public String toString() {
    return key + "=" + text + " (" + source() + ")";
  }
}
