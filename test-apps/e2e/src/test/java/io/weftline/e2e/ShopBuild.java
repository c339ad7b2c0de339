package io.weftline.e2e;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The shop as it was built, or built again out of sources whose lines are further down. */
final class ShopBuild {
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String CLASSES = "BOOT-INF/classes/";

  private final Path[] classPath;

  private ShopBuild(Path... classPath) {
    this.classPath = classPath;
  }

  static ShopBuild asItIs() {
    return new ShopBuild();
  }

  static ShopBuild shifted(int lines) throws IOException {
    Path directory = AppRun.newDirectory("shop");
    List<Path> libraries = unpack(directory);
    Path classes =
        Program.compileShifted(
            17,
            lines,
            Project.file("test-apps/shop/src/main/java"),
            List.of("com/acme/shop"),
            "-parameters",
            "-g",
            "-proc:none",
            "-cp",
            libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    List<Path> classPath = new ArrayList<>();
    classPath.add(classes);
    classPath.add(directory.resolve("resources"));
    classPath.addAll(libraries);
    return new ShopBuild(classPath.toArray(new Path[0]));
  }

  /** Its libraries, and in a directory of their own what it has besides classes. */
  private static List<Path> unpack(Path directory) throws IOException {
    List<Path> libraries = new ArrayList<>();
    try (ZipFile jar = new ZipFile(Project.shopJar().toFile())) {
      Enumeration<? extends ZipEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        Path file = null;
        if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
          file = directory.resolve(name.substring(LIBRARIES.length()));
          libraries.add(file);
        } else if (name.startsWith(CLASSES) && !entry.isDirectory() && !name.endsWith(".class")) {
          file = directory.resolve("resources").resolve(name.substring(CLASSES.length()));
        }
        if (file != null) {
          Files.createDirectories(file.getParent());
          try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
    return libraries;
  }

  /** Sixty requests, some of which fail. */
  Result run(Jdk jdk) {
    AppRun run =
        classPath.length == 0
            ? AppRun.ofJar(Project.shopJar())
            : AppRun.of("com.acme.shop.ShopApplication", classPath);
    return run.on(jdk)
        .jvm("-Xmx512m")
        .args("--server.port=0", "--shop.load.requests=60", "--shop.ratings.interval=700ms")
        .timeoutSeconds(120)
        .run()
        .assertHealthy();
  }
}
