package io.weftline.agent.cli;

import java.io.Console;
import java.io.File;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** What the commands know of the process and the machine, so that tests can set it. Immutable. */
final class Surroundings {
  private static final long POLL_MILLIS = 200;
  private static final int MAX_NAME_CHARS = 25;

  final File workingDirectory;
  final File jar;
  final Map<String, String> environment;
  final Properties properties;
  final ClassLoader resources;
  final InputStream input;
  final boolean terminal;
  final ZoneId localZone;
  final long pollMillis;

  Surroundings(
      File workingDirectory,
      File jar,
      Map<String, String> environment,
      Properties properties,
      ClassLoader resources,
      InputStream input,
      boolean terminal,
      ZoneId localZone,
      long pollMillis) {
    this.workingDirectory = workingDirectory;
    this.jar = jar;
    this.environment = environment;
    this.properties = properties;
    this.resources = resources;
    this.input = input;
    this.terminal = terminal;
    this.localZone = localZone;
    this.pollMillis = pollMillis;
  }

  /** Those of this process. */
  static Surroundings ofProcess() {
    Properties properties = System.getProperties();
    return new Surroundings(
        new File(properties.getProperty("user.dir", ".")),
        new File(properties.getProperty("java.class.path", "weftline.jar")).getAbsoluteFile(),
        System.getenv(),
        properties,
        Surroundings.class.getClassLoader(),
        System.in,
        isTerminal(),
        ZoneId.systemDefault(),
        POLL_MILLIS);
  }

  /** The jar's name, for texts that a user copies. */
  String jarName() {
    String name = jar.getName();
    // Of a class path of several entries, as in an IDE, the last would be taken for the name.
    boolean single = jar.getPath().indexOf(File.pathSeparatorChar) < 0;
    return single && name.endsWith(".jar") && name.length() <= MAX_NAME_CHARS
        ? name
        : "weftline.jar";
  }

  File jarDirectory() {
    return jar.getParentFile();
  }

  /** Whether to colour what nobody has said anything about. */
  boolean wantsColour() {
    String none = environment.get("NO_COLOR");
    String term = environment.get("TERM");
    boolean windows =
        properties.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    // A console of Windows that understands colours says so in one of these.
    boolean able = windows ? term != null || environment.get("WT_SESSION") != null : true;
    return terminal && able && (none == null || none.isEmpty()) && !"dumb".equals(term);
  }

  /** Since JDK 22 there is a console without a terminal, which has to be asked. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      // Before JDK 22 there is no such method, and a console means a terminal.
      return true;
    }
  }
}
