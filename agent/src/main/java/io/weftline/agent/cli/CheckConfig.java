package io.weftline.agent.cli;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.KnownOptions;
import io.weftline.agent.config.Problem;
import io.weftline.agent.config.Setting;
import io.weftline.agent.console.SafeText;
import java.io.File;
import java.io.PrintStream;
import java.util.List;
import java.util.Properties;

/** The command {@code check-config}. One thread. */
final class CheckConfig {
  private static final String FILE_PROPERTY = "weftline.config";
  private static final int FAILED = 1;
  private static final int PROBLEMS = 3;
  private static final int MAX_COLUMN_CHARS = 36;
  private static final int MAX_TEXT_CHARS = 300;

  private final Surroundings surroundings;
  private final PrintStream out;
  private final Stderr stderr;

  CheckConfig(Surroundings surroundings, PrintStream out, Stderr stderr) {
    this.surroundings = surroundings;
    this.out = out;
    this.stderr = stderr;
  }

  /**
   * Returns the exit code.
   *
   * @param file the file to check, or null for the agent's own search
   */
  int run(String file) {
    Config config;
    try {
      config = load(surroundings, file);
    } catch (IllegalStateException e) {
      stderr.say("the options cannot be found, the jar is damaged: " + e.getMessage());
      return FAILED;
    }
    List<Setting> settings = config.settings();
    int keyChars = 0;
    int valueChars = 0;
    int set = 0;
    for (Setting setting : settings) {
      keyChars = Math.max(keyChars, setting.key().length());
      valueChars = Math.max(valueChars, setting.text().length());
      set += setting.isDefault() ? 0 : 1;
    }
    for (Setting setting : settings) {
      StringBuilder line = new StringBuilder(120);
      // What somebody has set catches the eye among what nobody has.
      line.append(setting.isDefault() ? "  " : "* ");
      pad(line, SafeText.of(setting.key(), MAX_TEXT_CHARS), Math.min(keyChars, MAX_COLUMN_CHARS));
      line.append("  ");
      pad(
          line,
          SafeText.of(setting.text(), MAX_TEXT_CHARS),
          Math.min(valueChars, MAX_COLUMN_CHARS));
      line.append("  ").append(SafeText.of(setting.source(), MAX_TEXT_CHARS)).append('\n');
      out.print(line);
    }
    String source = config.file() == null ? "no file" : SafeText.of(config.file(), MAX_TEXT_CHARS);
    out.print("\n" + settings.size() + " options, " + set + " set (*); " + source + "\n");
    return report(config.problems());
  }

  private int report(List<Problem> problems) {
    if (problems.isEmpty()) {
      out.print("no problems\n");
      return 0;
    }
    out.print(problems.size() + (problems.size() == 1 ? " problem\n" : " problems\n"));
    out.flush();
    String name = "weftline: ";
    for (Problem problem : problems) {
      String text = problem.toString();
      stderr.say(text.startsWith(name) ? text.substring(name.length()) : text);
    }
    return PROBLEMS;
  }

  /**
   * The options in force.
   *
   * @param file or null for the agent's own search
   * @throws IllegalStateException if the jar does not have the list of options
   */
  static Config load(Surroundings surroundings, String file) {
    Properties properties = surroundings.properties;
    String argument = file;
    if (file != null && file.indexOf('=') >= 0) {
      // As an argument this name would be taken for an option; as a property it is a name.
      properties = new Properties();
      for (String key : surroundings.properties.stringPropertyNames()) {
        properties.setProperty(key, surroundings.properties.getProperty(key));
      }
      properties.setProperty(FILE_PROPERTY, file);
      argument = null;
    }
    File directory = surroundings.jarDirectory();
    return Config.load(
        argument,
        directory == null ? surroundings.workingDirectory : directory,
        surroundings.workingDirectory,
        properties,
        surroundings.environment,
        KnownOptions.load(surroundings.resources));
  }

  private static void pad(StringBuilder into, String text, int chars) {
    into.append(text);
    for (int i = text.length(); i < chars; i++) {
      into.append(' ');
    }
  }
}
