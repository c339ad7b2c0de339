package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other agents, before and after ours, that change the same classes or ask for them again. */
class OtherAgentIT {
  private static final String COVERAGE_FILE = "coverage.exec";
  private static final String ROUNDS_FILE = "rounds";

  /** Says what reflection and serialization see of the classes that it is given. */
  private static final Path SHAPES =
      Program.compile(
          Map.of(
              "Shapes",
              """
              import java.io.ObjectStreamClass;
              import java.util.*;

              public class Shapes {
                public static void main(String[] names) throws Exception {
                  for (String name : names) {
                    Class<?> type = Class.forName(name);
                    System.out.println(type.toGenericString() + " " + type.getModifiers());
                    print(type.getDeclaredFields());
                    print(type.getDeclaredMethods());
                    print(type.getDeclaredConstructors());
                    print(type.getDeclaredClasses());
                    print(type.getGenericInterfaces());
                    print(type.getAnnotations());
                    ObjectStreamClass form = ObjectStreamClass.lookupAny(type);
                    System.out.println("  serial " + form.getSerialVersionUID());
                  }
                }

                static void print(Object[] members) {
                  List<String> texts = new ArrayList<>();
                  for (Object member : members) {
                    texts.add(String.valueOf(member));
                  }
                  Collections.sort(texts);
                  System.out.println("  " + texts);
                }
              }
              """));

  private static final Path RETRANSFORMING = retransformingAgent();

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void classesHaveTheShapeThatTheyHadWithout(Jdk jdk) {
    shapes().on(jdk).runHealthy();
  }

  /** That agent does change shapes; its own work must be all that differs. */
  @Test
  void classesHaveTheShapeThatJacocoGaveThem() {
    shapes().jvm(jacoco()).runHealthy();
    shapes().jvmAfterAgent(jacoco()).runHealthy();
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void jacocoBeforeOurs(Jdk jdk) {
    assertBothWork(orders().on(jdk).jvm(jacoco()));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void jacocoAfterOurs(Jdk jdk) {
    assertBothWork(orders().on(jdk).jvmAfterAgent(jacoco()));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void countsWhileClassesAreTransformedAgainAndAgain(Jdk jdk) {
    assertCrowd(crowd().on(jdk).jvmAfterAgent("-javaagent:" + RETRANSFORMING));
  }

  @Test
  void theSameWithThatAgentBeforeOurs() {
    assertCrowd(crowd().jvm("-javaagent:" + RETRANSFORMING));
  }

  @Test
  void statementsWhileTheirClassesAreTransformedAgainAndAgain() {
    AppRun run =
        AppRun.of("counting.Statements")
            .args("plain", "prepared", "batch", "nested", "pooled", "threads")
            .jvmAfterAgent("-javaagent:" + RETRANSFORMING)
            .option("query.log", "all")
            .option("output.when-full", "wait");

    assertEquals(13 + 6 + 3 + 7 + 19 + 8000, run.runHealthy().events("db.query").size());
    assertTransformedAgain(run);
  }

  private static void assertBothWork(AppRun run) {
    Map<String, Long> counts = run.runHealthy().events().methodCounts();

    assertEquals(2001L, counts.get("com.acme.plain.Orders.descend"), counts::toString);
    assertEquals(1000L, counts.get("com.acme.plain.Orders.check"), counts::toString);
    assertEquals(2L, counts.get("com.acme.plain.Orders.place"), counts::toString);
    assertTrue(
        counts.keySet().stream().noneMatch(name -> name.contains("$jacoco")), counts::toString);
    assertTrue(
        run.directory().resolve(COVERAGE_FILE).toFile().length() > 0,
        () -> "no coverage in " + run.directory());
  }

  private static void assertCrowd(AppRun run) {
    Result result = run.runHealthy();

    assertEquals(
        Map.of("com.acme.plain.Crowd$Counter.count", 8 * 200_000L + 8),
        result.events().methodCounts(),
        result::describe);
    assertTransformedAgain(run);
  }

  private static void assertTransformedAgain(AppRun run) {
    long rounds = run.directory().resolve(ROUNDS_FILE).toFile().length();
    assertTrue(rounds >= 3, () -> rounds + " rounds in " + run.directory());
  }

  private static AppRun orders() {
    return AppRun.of("Orders").option("methods.include", "com.acme.plain.**");
  }

  private static AppRun crowd() {
    return AppRun.of("Crowd")
        .args("8", "200000")
        .option("methods.include", "com.acme.plain.Crowd$Counter.count");
  }

  private static AppRun shapes() {
    String plain = "com.acme.plain.";
    return AppRun.of("Shapes", SHAPES, Project.plainJar())
        .args(
            plain + "Orders",
            plain + "Orders$Article",
            plain + "Ledger",
            plain + "Ledger$Store",
            plain + "Ledger$TextStore",
            plain + "Ledger$Account",
            plain + "Audited",
            plain + "counting.CountingConnection",
            plain + "counting.CountingPreparedStatement",
            "Shapes")
        .option("methods.include", "com.acme.plain.**, Shapes");
  }

  private static String jacoco() {
    return "-javaagent:" + Project.library("org.jacoco.agent-") + "=destfile=" + COVERAGE_FILE;
  }

  /** An agent that has all classes of the application transformed again for as long as it runs. */
  private static Path retransformingAgent() {
    Path classes =
        Program.compile(
            Map.of(
                "org.other.Again",
                """
                package org.other;

                import java.io.FileOutputStream;
                import java.lang.instrument.*;
                import java.security.ProtectionDomain;

                public class Again implements ClassFileTransformer, Runnable {
                  private final Instrumentation jvm;
                  private volatile int rounds;

                  Again(Instrumentation jvm) {
                    this.jvm = jvm;
                  }

                  public static void premain(String argument, Instrumentation jvm) {
                    Again again = new Again(jvm);
                    jvm.addTransformer(again, true);
                    Thread thread = new Thread(again, "again");
                    thread.setDaemon(true);
                    thread.start();
                    Runtime.getRuntime().addShutdownHook(new Thread(again::writeRounds));
                  }

                  /** A file of so many bytes. */
                  void writeRounds() {
                    try (FileOutputStream out = new FileOutputStream("rounds")) {
                      out.write(new byte[rounds]);
                    } catch (java.io.IOException e) {
                      System.out.println(e);
                    }
                  }

                  @Override
                  public byte[] transform(
                      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain,
                      byte[] bytes) {
                    return type != null && name.startsWith("com/acme/") ? bytes : null;
                  }

                  @Override
                  public void run() {
                    Class<?>[] loaded = jvm.getAllLoadedClasses();
                    while (loaded != null) { // null when the JVM is about to end
                      for (Class<?> type : loaded) {
                        String name = type.getName();
                        if (name.startsWith("com.acme.") && !name.contains("$$")) {
                          try {
                            transformAgain(type);
                          } catch (InternalError e) {
                            // Java 8 says so where the virtual machine is ending.
                            return;
                          } catch (UnmodifiableClassException | LinkageError e) {
                            System.out.println(type + ": " + e);
                          }
                        }
                      }
                      rounds++;
                      loaded = jvm.getAllLoadedClasses();
                    }
                  }

                  /**
                   * HotSpot may answer with a VerifyError, with no other agent at all, where a
                   * thread is linking the class at this moment (1 start in 10). The class has been
                   * initialized when it is tried for the second time.
                   */
                  private void transformAgain(Class<?> type) throws UnmodifiableClassException {
                    try {
                      jvm.retransformClasses(type);
                    } catch (VerifyError e) {
                      try {
                        Class.forName(type.getName(), true, type.getClassLoader());
                      } catch (ClassNotFoundException impossible) {
                        throw e;
                      }
                      jvm.retransformClasses(type);
                    }
                  }
                }
                """));
    Path jar = classes.resolveSibling("again.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", "org.other.Again");
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
