package io.weftline.e2e;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Programs that a test brings along as text, compiled for Java 8 unless said otherwise. */
final class Program {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package [^;]+;");

  private Program() {}

  /**
   * Compiles copies of sources in which all lines but the first ones are further down.
   *
   * @param root of the packages
   * @param packages relative to it
   */
  static Path compileShifted(
      int release, int lines, Path root, List<String> packages, String... options) {
    Map<String, String> sources = new TreeMap<>();
    for (String each : packages) {
      try (Stream<Path> files = Files.walk(root.resolve(each))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = root.relativize(file).toString().replace(File.separatorChar, '.');
          String shifted =
              PACKAGE.matcher(Files.readString(file)).replaceFirst("$0" + "\n".repeat(lines));
          sources.put(name.substring(0, name.length() - ".java".length()), shifted);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return compile(release, sources, options);
  }

  /** Compiles sources by the names of their classes; returns the directory for the class path. */
  static Path compile(Map<String, String> sources) {
    return compile(8, sources);
  }

  /**
   * The same, for a release that not every JDK under test can run, with options of the compiler.
   */
  static Path compile(int release, Map<String, String> sources, String... options) {
    Path directory = AppRun.newDirectory("program");
    try {
      Path classes = Files.createDirectories(directory.resolve("classes"));
      List<String> arguments =
          new ArrayList<>(
              List.of("--release", "" + release, "-Xlint:-options", "-d", classes.toString()));
      arguments.addAll(List.of(options));
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = directory.resolve(source.getKey().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        arguments.add(Files.writeString(file, source.getValue()).toString());
      }
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, said, said, arguments.toArray(new String[0]));
      if (result != 0) {
        throw new AssertionError(said.toString(StandardCharsets.UTF_8));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
