package io.weftline.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has put what the tests run. */
final class Project {
  private static final Path ROOT = root();

  private Project() {}

  /** The product. */
  static Path agentJar() {
    return built(ROOT.resolve("agent/target/weftline.jar"));
  }

  static Path plainJar() {
    return built(ROOT.resolve("test-apps/plain/target/plain.jar"));
  }

  static Path modularJar() {
    return built(ROOT.resolve("test-apps/modular/target/modular.jar"));
  }

  static Path kotlinJar() {
    return built(ROOT.resolve("test-apps/kotlin/target/kotlin-app.jar"));
  }

  static Path driversJar() {
    return built(ROOT.resolve("test-apps/drivers/target/drivers.jar"));
  }

  /** The programs that call other services, and copies of their libraries of a version. */
  static Path[] clients(String version) {
    Path target = ROOT.resolve("test-apps/clients/target");
    Stream<Path> libraries =
        Stream.of("both", version)
            .map(directory -> target.resolve("lib").resolve(directory))
            .flatMap(directory -> list(directory).stream().map(directory::resolve));
    return Stream.concat(Stream.of(built(target.resolve("clients.jar"))), libraries)
        .toArray(Path[]::new);
  }

  /** The program that logs, and libraries to log with by the names of their directories. */
  static Path[] loggers(String... directories) {
    Path target = ROOT.resolve("test-apps/loggers/target");
    Stream<Path> libraries =
        Stream.of(directories)
            .map(directory -> built(target.resolve("lib").resolve(directory)))
            .flatMap(directory -> list(directory).stream().map(directory::resolve));
    return Stream.concat(Stream.of(built(target.resolve("loggers.jar"))), libraries)
        .toArray(Path[]::new);
  }

  /** The program that reads and writes by many libraries, and those. */
  static Path[] callers() {
    return withLibraries("callers");
  }

  /** The program that executes through what others put in front of a driver, and those. */
  static Path[] wrappers() {
    return withLibraries("wrappers");
  }

  private static Path[] withLibraries(String module) {
    Path target = ROOT.resolve("test-apps").resolve(module).resolve("target");
    Path libraries = target.resolve("lib");
    return Stream.concat(
            Stream.of(built(target.resolve(module + ".jar"))),
            list(libraries).stream().map(libraries::resolve))
        .toArray(Path[]::new);
  }

  /** The program that deploys a web application again and again, and the server that it has. */
  static Path[] redeploy() {
    return withLibraries("redeploy");
  }

  /** The directory of that web application, with libraries of its own. */
  static Path redeployedApplication() {
    return built(ROOT.resolve("test-apps/redeploy/target/application"));
  }

  static Path shopJar() {
    return built(ROOT.resolve("test-apps/shop/target/shop.jar"));
  }

  /** The pages for servers, under the names that a server has for what they call. */
  static Path serversJar(String variant) {
    Path target = ROOT.resolve("test-apps/servers/target");
    return built(
        target.resolve(
            variant.isEmpty() ? "servers.jar" : "weftline-servers-0.1.0-" + variant + ".jar"));
  }

  /** The class path of a server; empty for that of the JDK. */
  static List<Path> serverLibraries(String server) {
    Path libraries = ROOT.resolve("test-apps/servers/target").resolve(server).resolve("lib");
    return list(libraries).stream().map(libraries::resolve).toList();
  }

  /** The program that serves with a web framework, and the libraries of that one. */
  static Path[] names(String framework) {
    try (Stream<Path> libraries =
        Files.list(built(ROOT.resolve("test-apps/names/" + framework + "/target/lib")))) {
      return Stream.concat(
              Stream.of(built(ROOT.resolve("test-apps/names/app/target/names.jar"))),
              libraries.sorted())
          .toArray(Path[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar of the tests' own class path, by how its name begins. */
  static Path library(String name) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path file = Path.of(entry);
      if (file.getFileName().toString().startsWith(name) && entry.endsWith(".jar")) {
        return file;
      }
    }
    throw new AssertionError(name + " is not on the class path");
  }

  /** A file of the project. */
  static Path file(String path) {
    return ROOT.resolve(path);
  }

  /** The lines of a source of the plain programs, such as {@code counting/Queries.java}. */
  static List<String> plainSource(String file) {
    try {
      return Files.readAllLines(
          ROOT.resolve("test-apps/plain/src/main/java/com/acme/plain").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The block of code that follows a mark {@code <!-- run:name -->} in the README. */
  static String readme(String name) {
    try {
      String readme = Files.readString(ROOT.resolve("README.md"));
      int mark = readme.indexOf("<!-- run:" + name + " -->");
      int begin = readme.indexOf("```", mark);
      if (mark < 0 || begin < 0) {
        throw new AssertionError("README.md has lost the mark run:" + name);
      }
      begin = readme.indexOf('\n', begin) + 1;
      return readme.substring(begin, readme.indexOf("```", begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a directory, sorted; none if it is not there. */
  static List<String> list(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path built(Path file) {
    if (!Files.exists(file)) {
      throw new AssertionError(file + " is missing: run mvn package first");
    }
    return file;
  }

  private static Path root() {
    String root = System.getProperty("root");
    if (root != null) {
      return Path.of(root).toAbsolutePath().normalize();
    }
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("bootstrap"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new AssertionError("the system property root does not say where the project is");
      }
    }
    return directory;
  }
}
