package io.weftline.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Programs that a test brings along as text, compiled for Java 8 unless said otherwise. */
final class Program {
  private Program() {}

  /** Compiles sources by the names of their classes; returns the directory for the class path. */
  static Path compile(Map<String, String> sources) {
    return compile(8, sources);
  }

  /** The same, for a release that not every JDK under test can run. */
  static Path compile(int release, Map<String, String> sources) {
    Path directory = AppRun.newDirectory("program");
    try {
      Path classes = Files.createDirectories(directory.resolve("classes"));
      List<String> arguments =
          new ArrayList<>(
              List.of("--release", "" + release, "-Xlint:-options", "-d", classes.toString()));
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
