package io.weftline.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** All sources of a configuration, to be filled by a test. For one test at a time. */
final class Sources {
  static final Option<Long> SLOW_QUERY =
      Option.threshold("slow.query").summary("Q.").defaultsTo("500ms");
  static final Option<Long> SLOW_METHOD =
      Option.threshold("slow.method").summary("M.").defaultsTo("1s");
  static final Option<List<MethodThreshold>> OVERRIDES =
      Option.methodThresholds("slow.method.overrides").summary("O.").defaultsTo("");
  static final Option<Boolean> ENABLED = Option.flag("enabled").summary("E.").defaultsTo("true");
  static final Option<Long> MAX_SIZE =
      Option.size("file.max-size", "64KB", null).summary("S.").defaultsTo("10MB");
  static final Option<Long> MAX_FILES =
      Option.integer("file.max-files", 1, 10_000).summary("F.").defaultsTo("5");
  static final Option<Long> INTERVAL =
      Option.duration("metrics.interval", "1s", "1d").summary("I.").defaultsTo("60s");
  static final Option<String> LOG =
      Option.choice("log", "slow", "failed", "all", "none").summary("L.").defaultsTo("slow");
  static final Option<String> NAME = Option.text("name").summary("N.").defaultsTo("");
  static final Option<String> SERVICE = Option.text("service.name").summary("N.").defaultsTo("");
  static final Option<String> OUTPUT_DIR =
      Option.text("output.dir").summary("D.").defaultsTo("weftline");
  static final Option<Map<String, String>> LABELS =
      Option.labels("labels").summary("L.").defaultsTo("");
  static final Option<List<MethodPattern>> INCLUDE =
      Option.patterns("methods.include").summary("I.").defaultsTo("auto");
  static final Option<List<String>> IGNORE =
      Option.texts("request.ignore").summary("I.").defaultsTo("");

  static final List<Option<?>> KNOWN =
      List.of(
          ENABLED,
          MAX_FILES,
          MAX_SIZE,
          LABELS,
          LOG,
          INCLUDE,
          INTERVAL,
          NAME,
          OUTPUT_DIR,
          IGNORE,
          SERVICE,
          SLOW_METHOD,
          OVERRIDES,
          SLOW_QUERY);

  final Properties properties = new Properties();
  final Map<String, String> environment = new HashMap<>();
  final Path directory;
  String argument;

  Sources(Path directory) throws IOException {
    this.directory = directory;
    properties.setProperty("java.version", "17");
    environment.put("PATH", "/bin");
    Files.createDirectories(directory.resolve("jar"));
    Files.createDirectories(directory.resolve("conf"));
  }

  Path here(String text) throws IOException {
    return file("weftline.properties", text);
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  Config load() {
    return Config.load(
        argument,
        directory.resolve("jar").toFile(),
        directory.toFile(),
        properties,
        environment,
        KNOWN);
  }

  /** The problems as they would be printed. */
  List<String> problems() {
    return load().problems().stream().map(Problem::toString).toList();
  }

  String setting(String key) {
    return setting(load(), key).toString();
  }

  static Setting setting(Config config, String key) {
    return config.settings().stream().filter(s -> s.key().equals(key)).findFirst().orElseThrow();
  }
}
