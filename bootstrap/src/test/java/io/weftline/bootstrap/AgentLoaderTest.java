package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weftline.agent.StandIn;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoaderTest {
  private static final String NAME = StandIn.class.getName();

  @TempDir Path directory;
  private File jar;

  @BeforeEach
  void pack() throws IOException {
    Path path = directory.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(path);
        JarOutputStream out = new JarOutputStream(file);
        InputStream bytes = StandIn.class.getResourceAsStream("StandIn.class")) {
      add(out, "agent/io/weftline/agent/StandIn.classdata", bytes.readAllBytes());
      add(out, "agent/io/weftline/agent/some.properties", ascii("of the agent"));
      add(out, "io/weftline/agent/StandIn.class", ascii("not a class"));
      add(out, "agent/io/weftline/agent/Broken.classdata", ascii("not a class"));
    }
    jar = path.toFile();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
  }

  private List<Object> start() throws Exception {
    List<Object> answers = new ArrayList<>();
    AgentLoader.start(jar, NAME, answers);
    return answers;
  }

  @Test
  void theAgentComesFromTheHiddenEntriesAndNowhereElse() throws Exception {
    List<Object> answers = start();
    Class<?> type = (Class<?>) answers.get(0);
    assertNotSame(StandIn.class, type, "the application's class stood in for the agent's");
    assertEquals(NAME, type.getName());
    assertEquals(AgentLoader.class, type.getClassLoader().getClass());
    assertEquals("of the agent", answers.get(1));
    assertEquals(true, answers.get(2), "the class file of an advice is found as a resource");
    assertNull(answers.get(3));
  }

  @Test
  void theParentIsThePlatformLoader() throws Exception {
    ClassLoader loader = ((Class<?>) start().get(0)).getClassLoader();
    assertSame(ClassLoader.getPlatformClassLoader(), loader.getParent());
    assertNotNull(loader.loadClass("java.sql.Connection"));
    assertNull(type(loader, "java.util.List").getClassLoader());
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass(getClass().getName()));
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass("io.weftline.agent.Missing"));
    assertThrows(ClassFormatError.class, () -> loader.loadClass("io.weftline.agent.Broken"));
  }

  private static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  @Test
  void itsClassesHaveADomainWithoutASource() throws Exception {
    Class<?> type = (Class<?>) start().get(0);
    assertNotNull(type.getProtectionDomain());
    assertNull(type.getProtectionDomain().getCodeSource().getLocation());
  }

  @Test
  void manyThreadsGetTheSameClass() throws Exception {
    ClassLoader loader = ((Class<?>) start().get(0)).getClassLoader();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    List<Class<?>> found = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                  found.add(loader.loadClass(NAME));
                } catch (InterruptedException | ClassNotFoundException e) {
                  throw new AssertionError(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(8, found.size());
    assertEquals(1, found.stream().distinct().count());
  }
}
