package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one file that users have: what is in it, and that it may lie anywhere under any name. */
class JarIT {
  private static final long MAX_BYTES = 8 * 1024 * 1024;
  private static final int MAX_BRIDGE_CLASSES = 10;
  private static final int JAVA_8 = 52;
  private static final Pattern BRIDGE = Pattern.compile("io/weftline/bootstrap/[^/]+\\.class");

  @Test
  void theManifestNamesTheEntryAndTheJarItself() throws IOException {
    try (JarFile jar = open()) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertEquals("io.weftline.Premain", manifest.getValue("Premain-Class"));
      assertEquals("io.weftline.Premain", manifest.getValue("Main-Class"));
      assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
      String version = manifest.getValue("Implementation-Version");
      assertNotNull(version);
      assertEquals(
          "weftline.jar weftline-" + version + ".jar javaagent.jar",
          manifest.getValue("Boot-Class-Path"));
    }
  }

  @Test
  void applicationsAndScannersFindNothingButTheEntryAndTheBridge() throws IOException {
    List<String> wrong = new ArrayList<>();
    int bridge = 0;
    for (String name : names()) {
      boolean isBridge = BRIDGE.matcher(name).matches();
      bridge += isBridge && name.indexOf('$') < 0 ? 1 : 0;
      boolean expected =
          isBridge
              || name.equals("io/weftline/Premain.class")
              || name.equals("LICENSE")
              || name.equals("NOTICE")
              || name.startsWith("META-INF/")
              || name.startsWith("agent/");
      if (!expected) {
        wrong.add(name);
      }
      if (name.startsWith("agent/") && name.endsWith(".class")) {
        wrong.add(name + " would be found by a scanner");
      }
      if (name.startsWith("META-INF/") && !name.equals("META-INF/MANIFEST.MF")) {
        wrong.add(name + " is of no use to anybody");
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(bridge >= 1 && bridge <= MAX_BRIDGE_CLASSES, bridge + " classes of the bridge");
  }

  @Test
  void everythingIsThereOnceAndLibrariesAreRelocated() throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String name : names()) {
      if (!seen.add(name)) {
        wrong.add(name + " twice");
      }
      if (name.endsWith(".classdata") && !name.startsWith("agent/io/weftline/agent/")) {
        wrong.add(name + " is not ours");
      }
      if (name.startsWith("agent/io/weftline/bootstrap/")) {
        wrong.add(name + " would be loaded twice");
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen.contains("LICENSE") && seen.contains("NOTICE"));
    assertTrue(
        seen.contains("agent/io/weftline/agent/schema/weftline-event-1.schema.json"),
        "the schema is part of the product");
    assertTrue(
        seen.stream().anyMatch(name -> name.startsWith("agent/io/weftline/agent/lib/bytebuddy/")));
  }

  /** The build moves names in texts too: these are to name what the application has. */
  @Test
  void theNamesOfTheApplicationsOwnLibrariesAreNotRelocated() throws IOException {
    try (JarFile jar = open()) {
      for (String name : List.of("weave/Ignored", "trace/ApplicationPackages")) {
        JarEntry entry = jar.getJarEntry("agent/io/weftline/agent/" + name + ".classdata");
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("bytebudd"), name);
        assertFalse(text.contains("agent/lib/") || text.contains("agent.lib."), name);
      }
    }
  }

  @Test
  void itIsSmall() throws IOException {
    long bytes = Files.size(Project.agentJar());
    assertTrue(bytes <= MAX_BYTES, () -> bytes + " bytes, at most " + MAX_BYTES);
  }

  @Test
  void classesAreOfJava8() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (JarFile jar = open()) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        boolean newer = name.startsWith("agent/java");
        if (newer || !name.endsWith(".class") && !name.endsWith(".classdata")) {
          continue;
        }
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          assertEquals(0xcafebabe, in.readInt(), name);
          in.readUnsignedShort();
          int version = in.readUnsignedShort();
          if (version > JAVA_8) {
            wrong.add(name + " has version " + version);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void isSilentUnderEveryNameItIsGiven(Jdk jdk) throws IOException {
    Path directory =
        Files.createDirectories(AppRun.newDirectory("names").resolve("with blanks +é"));
    for (String name : List.of("weftline.jar", "javaagent.jar")) {
      Path jar = Files.copy(Project.agentJar(), directory.resolve(name));
      hello(jdk, jar).runHealthy();
      Files.delete(jar);
    }
  }

  /** The JVM itself may print that class data is not shared, since the boot path has grown. */
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void worksUnderAnotherName(Jdk jdk) throws IOException {
    Path jar =
        Files.copy(Project.agentJar(), AppRun.newDirectory("renamed").resolve("my-agent.jar"));
    Result result = hello(jdk, jar).run().assertHealthy();

    assertTrue(result.out().contains("Hello, world\n"), result::describe);
    assertEquals(1L, result.events().methodCounts().get("com.acme.plain.Hello.main"));
  }

  /** The JVM looks for the bridge in jars of the usual names first: that may be another version. */
  @Test
  void saysThatAnotherJarRunsThanTheFlagNames() throws IOException {
    Path directory = AppRun.newDirectory("two");
    Path named = Files.copy(Project.agentJar(), directory.resolve("weftline-new.jar"));
    Path beside = Files.copy(Project.agentJar(), directory.resolve("weftline.jar"));
    Result result =
        AppRun.of("Load")
            .args("name=load", "threads=1", "rate=100", "calls=100")
            .agentJar(named)
            .run()
            .assertHealthy();

    Event warning = result.events("agent.warning").only();
    assertTrue(
        warning.text("message").contains(beside + " instead of " + named), warning::toString);
  }

  @Test
  void worksWhenItIsOnTheBootPathAlready() {
    Result result =
        hello(Jdk.running(), Project.agentJar())
            .jvm("-Xbootclasspath/a:" + Project.agentJar())
            .run()
            .assertHealthy();

    assertTrue(result.out().contains("Hello, world\n"), result::describe);
    assertEquals(1L, result.events().methodCounts().get("com.acme.plain.Hello.main"));
  }

  private static AppRun hello(Jdk jdk, Path jar) {
    return AppRun.of("Hello")
        .on(jdk)
        .agentJar(jar)
        .option("methods.include", "com.acme.plain.Hello");
  }

  private static JarFile open() throws IOException {
    return new JarFile(Project.agentJar().toFile());
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = open()) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
