package io.weftline.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Class files for tests: of loaded classes, and by the thousand of the JDK and the libraries. */
final class ClassFiles {
  private ClassFiles() {}

  static byte[] bytes(Class<?> type) {
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClassFile of(Class<?> type) {
    return new ClassFile(bytes(type));
  }

  static ClassFile.Method method(Class<?> type, String name) {
    return of(type).methods().stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Every {@code step}th class of the JDK's base, its SQL, its logging and its compiler. */
  static List<byte[]> ofJdk(int step) {
    return every(
        step,
        Stream.of("java.base", "java.sql", "java.logging", "java.xml", "jdk.compiler")
            .map(module -> Path.of(URI.create("jrt:/" + module))));
  }

  static List<byte[]> ofModule(String module, int step) {
    return every(step, Stream.of(Path.of(URI.create("jrt:/" + module))));
  }

  /** Every {@code step}th class of Byte Buddy, JUnit, Jackson and H2. */
  static List<byte[]> ofLibraries(int step) {
    List<byte[]> all = new ArrayList<>();
    for (String name :
        List.of(
            "net.bytebuddy.ByteBuddy",
            "org.junit.jupiter.api.Test",
            "com.fasterxml.jackson.core.JsonFactory",
            "org.h2.Driver")) {
      try {
        Path jar =
            Path.of(
                Class.forName(name, false, ClassFiles.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        try (var files = FileSystems.newFileSystem(jar)) {
          all.addAll(every(step, Stream.of(files.getPath("/"))));
        }
      } catch (Exception e) {
        throw new AssertionError(name, e);
      }
    }
    return all;
  }

  private static List<byte[]> every(int step, Stream<Path> roots) {
    List<byte[]> all = new ArrayList<>();
    roots.forEach(
        root -> {
          try (Stream<Path> files = Files.walk(root)) {
            int[] count = new int[1];
            for (Path file :
                (Iterable<Path>)
                    files
                            .filter(each -> each.toString().endsWith(".class"))
                            .filter(each -> !each.startsWith("/META-INF"))
                            .filter(each -> !each.endsWith("module-info.class"))
                        ::iterator) {
              if (count[0]++ % step == 0) {
                all.add(Files.readAllBytes(file));
              }
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return all;
  }
}
