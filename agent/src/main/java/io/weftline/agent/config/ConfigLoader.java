package io.weftline.agent.config;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Reads the sources from the weakest to the strongest, so that what stays is what wins, and then
 * every value once. Used once, by one thread; part of the start-up of every application.
 */
final class ConfigLoader {
  static final String PREFIX = "weftline.";

  private static final String VARIABLE_PREFIX = "WEFTLINE_";
  private static final String FILE_NAME = "weftline.properties";

  /** Names the file in every source but the file. */
  private static final String FILE_KEY = "config";

  private static final String FILE_VARIABLE = "WEFTLINE_CONFIG";

  private final Properties systemProperties;
  private final Map<String, String> environment;
  private final List<Option<?>> known;
  private final Map<String, Given> given = new HashMap<String, Given>();
  private final Set<String> keys = new HashSet<String>();
  private final ProblemList problems = new ProblemList();
  private String file;

  ConfigLoader(
      Properties systemProperties, Map<String, String> environment, List<Option<?>> known) {
    this.systemProperties = systemProperties;
    this.environment = environment;
    this.known = known;
    for (Option<?> option : known) {
      keys.add(option.key());
    }
  }

  Config load(String agentArgument, File jarDirectory, File workingDirectory) {
    String argument = agentArgument == null ? "" : agentArgument.trim();
    Map<String, String> pairs = new HashMap<String, String>();
    String path = argument;
    if (argument.indexOf('=') >= 0) {
      readArgument(argument, pairs);
      path = pairs.remove(FILE_KEY);
    }
    readFile(path, jarDirectory, workingDirectory);
    readEnvironment();
    readSystemProperties();
    addAll(pairs);
    return config();
  }

  /** For tests: values as if they had stood in the agent argument, and no other source. */
  Config load(Map<String, String> values) {
    Map<String, String> pairs = new HashMap<String, String>();
    for (Map.Entry<String, String> value : values.entrySet()) {
      addPair(value.getKey(), value.getValue(), pairs);
    }
    addAll(pairs);
    return config();
  }

  private void readArgument(String argument, Map<String, String> pairs) {
    int from = 0;
    while (from < argument.length()) {
      int to = argument.indexOf(';', from);
      if (to < 0) {
        to = argument.length();
      }
      String pair = argument.substring(from, to).trim();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        addPair(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim(), pairs);
      } else if (pair.length() > 0) {
        problems.grave(
            Setting.ARGUMENT,
            0,
            null,
            Problem.quoted(pair) + " is not key=value and is ignored (options are separated by ;)");
      }
      from = to + 1;
    }
  }

  private void addPair(String writtenKey, String value, Map<String, String> pairs) {
    String key = withoutPrefix(writtenKey);
    if (!keys.contains(key) && !key.equals(FILE_KEY)) {
      unknown(Setting.ARGUMENT, 0, key, "");
    } else if (pairs.put(key, value) != null) {
      problems.minor(Setting.ARGUMENT, 0, key, "is there twice; the last one is used");
    }
  }

  private void addAll(Map<String, String> pairs) {
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      given.put(pair.getKey(), new Given(pair.getValue(), Setting.ARGUMENT, 0, null));
    }
  }

  private void readFile(String argumentPath, File jarDirectory, File workingDirectory) {
    String where = Setting.ARGUMENT;
    String path = argumentPath;
    if (isEmpty(path)) {
      where = Setting.SYSTEM_PROPERTY + PREFIX + FILE_KEY;
      path = systemProperties.getProperty(PREFIX + FILE_KEY);
    }
    if (isEmpty(path)) {
      where = Setting.ENVIRONMENT + FILE_VARIABLE;
      path = environment.get(FILE_VARIABLE);
    }
    if (isEmpty(path)) {
      File here = new File(workingDirectory, FILE_NAME);
      if (here.exists()) {
        readEntries(here, "");
      } else if (jarDirectory != null) {
        File besideJar = new File(jarDirectory, FILE_NAME);
        if (besideJar.exists()) {
          readEntries(besideJar, "");
        }
      }
      return;
    }
    path = path.trim();
    if (path.contains(Expansion.BEGIN)) {
      Expansion expansion = Expansion.of(path, environment);
      if (expansion.problem() != null) {
        problems.grave(where, 0, FILE_KEY, expansion.problem() + "; no file is read");
        return;
      }
      path = expansion.text();
    }
    File named = new File(path);
    readEntries(
        named.isAbsolute() ? named : new File(workingDirectory, path), ", named by " + where);
  }

  private void readEntries(File source, String namedBy) {
    String where = source.getPath();
    OptionsFile read = OptionsFile.read(source);
    if (read.problem() != null) {
      problems.grave(where + namedBy, 0, null, read.problem() + "; no file is read");
      return;
    }
    file = where;
    PropertiesReader reader = new PropertiesReader(read.text());
    while (reader.next()) {
      String key = withoutPrefix(reader.key());
      int line = reader.line();
      if (!keys.contains(key)) {
        unknown(where, line, key, "");
        continue;
      }
      Given before = given.put(key, new Given(reader.value(), where, line, reader.problem()));
      if (before != null) {
        problems.minor(
            where,
            line,
            key,
            "is in line " + before.line + " and in line " + line + "; the last one is used");
      }
    }
  }

  private void readEnvironment() {
    List<String> variables = new ArrayList<String>(0);
    for (String name : environment.keySet()) {
      if (name.startsWith(VARIABLE_PREFIX) && !name.equals(FILE_VARIABLE)) {
        variables.add(name);
      }
    }
    if (variables.isEmpty()) {
      return;
    }
    Set<String> used = new HashSet<String>();
    for (Option<?> option : known) {
      String name = variable(option.key());
      String value = environment.get(name);
      if (value != null) {
        used.add(name);
        given.put(option.key(), new Given(value, Setting.ENVIRONMENT + name, 0, null));
      }
    }
    for (String name : variables) {
      if (!used.contains(name)) {
        // Silent unless it is near: Kubernetes and deployment scripts have names of their own.
        String meant = Suggestion.nearestOfVariable(name, known);
        if (meant != null) {
          problems.minor(
              Setting.ENVIRONMENT + name,
              0,
              withoutPrefix(name),
              "is not an option and is ignored; did you mean " + variable(meant) + "?");
        }
      }
    }
  }

  private void readSystemProperties() {
    for (String name : systemProperties.stringPropertyNames()) {
      if (!name.startsWith(PREFIX)) {
        continue;
      }
      String key = name.substring(PREFIX.length());
      if (keys.contains(key)) {
        String value = systemProperties.getProperty(name);
        // Another thread may have cleared it since.
        if (value != null) {
          given.put(key, new Given(value, Setting.SYSTEM_PROPERTY + name, 0, null));
        }
      } else if (!key.equals(FILE_KEY)) {
        unknown(Setting.SYSTEM_PROPERTY + name, 0, key, PREFIX);
      }
    }
  }

  private void unknown(String where, int line, String key, String suggestionPrefix) {
    if (!problems.hasRoomForMinor()) {
      problems.countOnly();
      return;
    }
    String sentence;
    if (key.equals(FILE_KEY)) {
      sentence = "cannot be set in a file: one file does not lead to another";
    } else if (key.length() == 0) {
      sentence = "a value without a key is ignored";
    } else {
      String meant = Suggestion.nearest(key, known);
      sentence =
          "is not an option and is ignored"
              + (meant == null ? "" : "; did you mean " + suggestionPrefix + meant + "?");
    }
    problems.minor(where, line, key.length() == 0 ? null : key, sentence);
  }

  private Config config() {
    Map<String, Object> values = new HashMap<String, Object>(known.size() * 2);
    List<Setting> settings = new ArrayList<Setting>(known.size());
    for (Option<?> option : known) {
      Given source = given.get(option.key());
      Object value = source == null ? null : valueOf(option, source);
      if (value == null) {
        values.put(option.key(), option.defaultValue());
        settings.add(new Setting(option.key(), option.defaultText(), Setting.DEFAULT, 0));
      } else {
        values.put(option.key(), value);
        settings.add(new Setting(option.key(), source.text, source.where, source.line));
      }
    }
    return new Config(values, settings, problems.toList(), file);
  }

  /** Null if the default is to stand in. Leaves in {@code source} the text that is in effect. */
  private Object valueOf(Option<?> option, Given source) {
    String problem = source.problem;
    boolean mayShow = true;
    String written = source.text;
    if (problem == null && written.contains(Expansion.BEGIN)) {
      Expansion expansion = Expansion.of(written, environment);
      problem = expansion.problem();
      mayShow = !expansion.holdsVariable();
      source.text = expansion.text();
    }
    if (problem != null) {
      problems.grave(source.where, source.line, option.key(), problem + insteadOf(option));
      return null;
    }
    List<String> sentences = new ArrayList<String>(0);
    Object value = option.type().read(source.text, sentences);
    boolean isWord = value instanceof String || value instanceof Boolean;
    source.text = sentences.isEmpty() && !isWord ? source.text.trim() : effectiveText(value);
    for (String sentence : sentences) {
      String what =
          mayShow
              ? sentence + hint(source, written)
              : "what "
                  + Problem.quoted(written)
                  + " stands for cannot be used; allowed: "
                  + option.bounds();
      String instead = value == null ? insteadOf(option) : "; the rest of the list is used";
      problems.grave(source.where, source.line, option.key(), what + instead);
      if (!mayShow) {
        break;
      }
    }
    return value;
  }

  private static String hint(Given source, String written) {
    boolean looksLikeTwoOptions =
        source.where.equals(Setting.ARGUMENT)
            && written.indexOf(',') >= 0
            && written.indexOf('=') >= 0;
    return looksLikeTwoOptions ? " (options in the argument are separated by ;)" : "";
  }

  private static String insteadOf(Option<?> option) {
    String text = option.defaultText();
    return text.length() == 0
        ? "; its default (empty) is used"
        : "; its default " + text + " is used";
  }

  /** A word as it is spelt, and what has been kept of a list. */
  private static String effectiveText(Object value) {
    if (value instanceof List) {
      return joined((List<?>) value);
    }
    if (value instanceof Map) {
      List<Object> pairs = new ArrayList<Object>();
      for (Map.Entry<?, ?> pair : ((Map<?, ?>) value).entrySet()) {
        pairs.add(pair.getKey() + "=" + pair.getValue());
      }
      return joined(pairs);
    }
    return String.valueOf(value);
  }

  private static String joined(List<?> members) {
    StringBuilder text = new StringBuilder();
    for (Object member : members) {
      text.append(text.length() == 0 ? "" : ",").append(member);
    }
    return text.toString();
  }

  private static String withoutPrefix(String key) {
    boolean hasPrefix = key.startsWith(PREFIX) || key.startsWith(VARIABLE_PREFIX);
    return hasPrefix ? key.substring(PREFIX.length()) : key;
  }

  /** {@code WEFTLINE_SLOW_QUERY} for {@code slow.query}. */
  private static String variable(String key) {
    StringBuilder name = new StringBuilder(VARIABLE_PREFIX);
    for (int i = 0; i < key.length(); i++) {
      char character = key.charAt(i);
      boolean isSeparator = character == '.' || character == '-';
      name.append(isSeparator ? '_' : Character.toUpperCase(character));
    }
    return name.toString();
  }

  private static boolean isEmpty(String text) {
    return text == null || text.trim().length() == 0;
  }

  /** What a source has for a key. */
  private static final class Given {
    private final String where;
    private final int line;
    private final String problem;
    private String text;

    Given(String text, String where, int line, String problem) {
      this.text = text;
      this.where = where;
      this.line = line;
      this.problem = problem;
    }
  }
}
