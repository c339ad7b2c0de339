package io.weftline.agent.config;

import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The values in force, with where each came from. Immutable: a reload makes another one. */
public final class Config {
  private final Map<String, Object> values;
  private final List<Setting> settings;
  private final List<Problem> problems;
  private final String file;

  Config(Map<String, Object> values, List<Setting> settings, List<Problem> problems, String file) {
    this.values = values;
    this.settings = Collections.unmodifiableList(settings);
    this.problems = problems;
    this.file = file;
  }

  /**
   * Reads all sources. Nothing that a user can write into any of them makes this throw.
   *
   * @param agentArgument what stands behind {@code =} in {@code -javaagent}, or null
   * @param jarDirectory where the agent's jar lies, or null if unknown
   * @param workingDirectory what relative paths start from
   * @param known every option there is, sorted by key
   */
  public static Config load(
      String agentArgument,
      File jarDirectory,
      File workingDirectory,
      Properties systemProperties,
      Map<String, String> environment,
      List<Option<?>> known) {
    try {
      return new ConfigLoader(systemProperties, environment, known)
          .load(agentArgument, jarDirectory, workingDirectory);
    } catch (RuntimeException failure) {
      // A security manager, or properties of a class of the application's own.
      Map<String, String> none = Collections.emptyMap();
      Config defaults = new ConfigLoader(new Properties(), none, known).load(none);
      Problem problem =
          new Problem(
              "options", 0, null, "cannot be read (" + failure + "); all defaults are used");
      return new Config(
          defaults.values, defaults.settings, Collections.singletonList(problem), null);
    }
  }

  /** For tests: these values, keys without prefix, over the defaults of the options. */
  public static Config of(Map<String, String> values, List<Option<?>> known) {
    Map<String, String> none = Collections.emptyMap();
    return new ConfigLoader(new Properties(), none, known).load(values);
  }

  /**
   * @throws IllegalArgumentException if the option was not among the known ones: its class is
   *     missing in the index, and what the user has set would be ignored
   */
  @SuppressWarnings("unchecked") // A value is only ever stored under the key of its own option.
  public <T> T get(Option<T> option) {
    Object value = values.get(option.key());
    if (value == null) {
      throw new IllegalArgumentException(option.key() + " is not a known option");
    }
    return (T) value;
  }

  /** Every known option with its value, in the order in which they were given. */
  public List<Setting> settings() {
    return settings;
  }

  /** What is wrong, the grave things first; at most 20, the last of which counts the rest. */
  public List<Problem> problems() {
    return problems;
  }

  /** The path of the file that was read, or null if there was none. */
  public String file() {
    return file;
  }

  /** Eight hexadecimal digits that are equal for equal values, wherever they came from. */
  public String hash() {
    int hash = 0x811C9DC5;
    for (Setting setting : settings) {
      hash = hash(hash, setting.key());
      hash = hash(hash, String.valueOf(values.get(setting.key())));
    }
    char[] digits = new char[8];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = Character.forDigit(hash >>> (28 - 4 * i) & 15, 16);
    }
    return new String(digits);
  }

  /** FNV-1a over the characters and an end mark that no text has. */
  private static int hash(int start, String text) {
    int hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return (hash ^ 0x10000) * 0x01000193;
  }
}
