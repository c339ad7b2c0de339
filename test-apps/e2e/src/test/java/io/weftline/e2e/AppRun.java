package io.weftline.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of an application in a JVM of its own, with the agent unless said otherwise: described step
 * by step, then made by {@link #run()} or {@link #start()}. Used by one thread.
 *
 * <p>The service is called {@code app} unless an option names it, so its files are {@code
 * weftline/app.jsonl} below the {@link #directory()}.
 */
final class AppRun {
  static final String SERVICE = "app";

  private static final Path RUNS = Path.of("target", "runs").toAbsolutePath();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** What the same run does without the agent, by its command: made once for many tests. */
  private static final Map<String, Result> WITHOUT = new ConcurrentHashMap<>();

  private final String name;
  private final List<String> program;
  private Jdk jdk = Jdk.running();
  private Path directory;
  private Path agentJar = Project.agentJar();
  private boolean withAgent = true;
  private String agentArgument;
  private boolean optionsInFile;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> jvmFlags = new ArrayList<>();
  private final List<String> jvmFlagsAfterAgent = new ArrayList<>();
  private List<String> arguments = List.of();
  private int maxFileKilobytes;
  private int maxOpenFiles;
  private long timeoutSeconds = 60;
  private final Expectations expectations = new Expectations();

  private AppRun(String name, List<String> program) {
    this.name = name;
    this.program = program;
    options.put("service.name", SERVICE);
  }

  /** A plain program by its simple name: {@code Hello}, {@code counting.Statements}. */
  static AppRun of(String plainProgram) {
    return of("com.acme.plain." + plainProgram, Project.plainJar());
  }

  static AppRun of(String mainClass, Path... classPath) {
    return new AppRun(
        mainClass.substring(mainClass.lastIndexOf('.') + 1),
        List.of(
            "-cp",
            Stream.of(classPath)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            mainClass));
  }

  static AppRun ofJar(Path jar) {
    return new AppRun(jar.getFileName().toString(), List.of("-jar", jar.toString()));
  }

  static AppRun ofModule(String module, String mainClass, Path modulePath) {
    return new AppRun(module, List.of("-p", modulePath.toString(), "-m", module + "/" + mainClass));
  }

  /** A new, empty directory that stays after the tests. */
  static Path newDirectory(String name) {
    try {
      String unique = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-" + name;
      return Files.createDirectories(RUNS.resolve(unique));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AppRun on(Jdk jdk) {
    this.jdk = jdk;
    return this;
  }

  AppRun args(String... arguments) {
    this.arguments = List.of(arguments);
    return this;
  }

  /** An option of the agent, given with the flag unless {@link #optionsInFile()}. */
  AppRun option(String key, String value) {
    options.put(key, value);
    return this;
  }

  AppRun withoutOption(String key) {
    options.remove(key);
    return this;
  }

  /** Gives the options by a file that the flag names. */
  AppRun optionsInFile() {
    optionsInFile = true;
    return this;
  }

  /** What follows the jar and {@code =} on the command line, instead of the options. */
  AppRun agentArgument(String argument) {
    agentArgument = argument;
    return this;
  }

  AppRun agentJar(Path jar) {
    agentJar = jar;
    return this;
  }

  AppRun withoutAgent() {
    withAgent = false;
    return this;
  }

  AppRun jvm(String... flags) {
    jvmFlags.addAll(List.of(flags));
    return this;
  }

  /** Flags that come after the agent's: other agents that start later. */
  AppRun jvmAfterAgent(String... flags) {
    jvmFlagsAfterAgent.addAll(List.of(flags));
    return this;
  }

  AppRun environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  AppRun in(Path directory) {
    this.directory = directory;
    return this;
  }

  AppRun timeoutSeconds(long seconds) {
    timeoutSeconds = seconds;
    return this;
  }

  /** No file of the process may grow larger, as on a full disk. */
  AppRun maxFileKilobytes(int kilobytes) {
    maxFileKilobytes = kilobytes;
    return this;
  }

  /**
   * The process may have so many files open, sockets and all else that has a descriptor included.
   */
  AppRun maxOpenFiles(int count) {
    maxOpenFiles = count;
    return this;
  }

  AppRun exits(int code) {
    expectations.exitCode = code;
    return this;
  }

  /** The agent has something to say on stderr. */
  AppRun speaks() {
    expectations.speaks = true;
    return this;
  }

  /** Events may be dropped, as long as they are counted. */
  AppRun mayDrop() {
    expectations.mayDrop = true;
    return this;
  }

  /** What is dropped may be what comes first in a process. */
  AppRun mayLoseBegin() {
    expectations.mayLoseBegin = true;
    return this;
  }

  /** The program overflows its stack, perhaps inside a hook. */
  AppRun mayOverflow() {
    expectations.mayOverflow = true;
    return this;
  }

  /** So many events that the oldest files are deleted. */
  AppRun mayDeleteFiles() {
    expectations.mayDeleteFiles = true;
    return this;
  }

  /** Where the process works; made when first asked for. */
  Path directory() {
    if (directory == null) {
      directory = newDirectory(name);
    }
    return directory;
  }

  /** Where its files are. */
  Path output() {
    return directory().resolve(options.getOrDefault("output.dir", "weftline"));
  }

  String service() {
    return options.getOrDefault("service.name", SERVICE);
  }

  Expectations expectations() {
    return expectations;
  }

  long timeoutSeconds() {
    return timeoutSeconds;
  }

  Result run() {
    try (Running running = start()) {
      return running.await();
    }
  }

  /** Runs it and holds it against everything that is the same for all runs. */
  Result runHealthy() {
    return run().assertHealthy().assertSameOutputAsWithout();
  }

  Running start() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command(withAgent));
      builder.directory(directory().toFile());
      builder
          .environment()
          .keySet()
          .removeIf(
              key ->
                  key.startsWith("WEFTLINE_")
                      || key.startsWith("OTEL_")
                      || key.startsWith("SPRING_")
                      || key.endsWith("JAVA_OPTIONS")
                      || key.equals("JAVA_TOOL_OPTIONS"));
      builder.environment().putAll(environment);
      return new Running(this, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the same command does without the agent. */
  Result without() {
    AppRun plain = new AppRun(name + "-without", program);
    plain.jdk = jdk;
    plain.withAgent = false;
    plain.arguments = arguments;
    plain.jvmFlags.addAll(jvmFlags);
    plain.jvmFlagsAfterAgent.addAll(jvmFlagsAfterAgent);
    plain.environment.putAll(environment);
    plain.maxOpenFiles = maxOpenFiles;
    plain.timeoutSeconds = timeoutSeconds;
    return WITHOUT.computeIfAbsent(plain.command(false) + " " + environment, key -> plain.run());
  }

  String describe() {
    return String.join(" ", command(withAgent)) + "\n  in " + directory();
  }

  private List<String> command(boolean agent) {
    List<String> command = new ArrayList<>();
    String limits =
        (maxFileKilobytes > 0 ? "ulimit -f " + maxFileKilobytes + "; " : "")
            + (maxOpenFiles > 0 ? "ulimit -n " + maxOpenFiles + "; " : "");
    if (!limits.isEmpty()) {
      command.addAll(List.of("bash", "-c", limits + "exec \"$@\"", "-"));
    }
    command.add(jdk.java().toString());
    // Half the start-up of what would be the default, on few cores.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(jvmFlags);
    if (agent) {
      command.add(flag());
    }
    command.addAll(jvmFlagsAfterAgent);
    command.addAll(program);
    command.addAll(arguments);
    return command;
  }

  private String flag() {
    String flag = "-javaagent:" + agentJar;
    if (agentArgument != null) {
      return flag + agentArgument;
    }
    if (optionsInFile) {
      return flag + "=" + writeOptions();
    }
    if (options.isEmpty()) {
      return flag;
    }
    StringBuilder inline = new StringBuilder(flag).append('=');
    options.forEach(
        (key, value) -> {
          if (value.contains(";")) {
            throw new IllegalArgumentException("only in a file: " + value);
          }
          inline.append(key).append('=').append(value).append(';');
        });
    inline.setLength(inline.length() - 1);
    return inline.toString();
  }

  private Path writeOptions() {
    StringBuilder text = new StringBuilder();
    options.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Path file = directory().resolve("agent.properties");
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a test says in advance about the end of its run. Not thread-safe. */
  static final class Expectations {
    int exitCode;
    boolean speaks;
    boolean mayDrop;
    boolean mayLoseBegin;
    boolean mayOverflow;
    boolean mayDeleteFiles;

    private Expectations() {}
  }
}
