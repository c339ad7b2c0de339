package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Bridge;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Advice that names types of a library, woven into a class of it in a loader of its own. */
public class LinkerTest {
  public static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

  private static final String LIBRARY = "com.acme.greeting.Greeter";
  private static final String ADVICE = "io.weftline.agent.weave.linked.GreetingAdvice";

  private final SkipLog skips = new SkipLog();
  private final ClassLoader agent = LinkerTest.class.getClassLoader();
  private final Weaver weaver = new Weaver(agent);
  private final Linker linker = new Linker(agent, skips);
  private final int hook = Bridge.add((Bridge.Hook) null);

  @BeforeEach
  void join() {
    SEEN.clear();
    Bridge.link(linker);
  }

  private byte[] woven(String advice, boolean old) throws IOException {
    byte[] bytes;
    try (InputStream in = agent.getResourceAsStream(LIBRARY.replace('.', '/') + ".class")) {
      bytes = in.readAllBytes();
    }
    ClassFile file = new ClassFile(bytes);
    Plan plan = new Plan(file.name(), old ? 50 : file.major(), skips);
    for (ClassFile.Method method : file.methods()) {
      if (method.name().equals("greet")) {
        plan.link(method, advice, hook);
      }
    }
    return plan.isEmpty() ? null : weaver.weave(agent, file, plan);
  }

  /** The library as an application has it that finds its own classes first. */
  private ClassLoader application(byte[] library) {
    return new ClassLoader(agent) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
          Class<?> loaded = findLoadedClass(name);
          if (loaded == null && name.equals(LIBRARY)) {
            loaded = defineClass(name, library, 0, library.length);
          }
          return loaded != null ? loaded : super.loadClass(name, resolve);
        }
      }
    };
  }

  private static Object greet(ClassLoader application, String name) throws Exception {
    Class<?> type = application.loadClass(LIBRARY);
    Object greeter = type.getConstructor().newInstance();
    try {
      return type.getMethod("greet", String.class).invoke(greeter, name);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  @Test
  void linkedAdviceSeesTheLibraryAndTheAgent() throws Exception {
    ClassLoader one = application(woven(ADVICE, false));
    ClassLoader other = application(woven(ADVICE, false));
    assertNotSame(one.loadClass(LIBRARY), other.loadClass(LIBRARY));
    for (ClassLoader each : List.of(one, other)) {
      assertEquals("Hello, Ada", greet(each, "Ada"));
      assertThrows(IllegalArgumentException.class, () -> greet(each, ""));
    }
    assertEquals(
        List.of(
            "enter Ada",
            "en Hello, Ada null",
            "enter ",
            "en null java.lang.IllegalArgumentException: nobody"),
        SEEN.subList(0, 4));
    assertEquals(SEEN.subList(0, 4), SEEN.subList(4, 8));
    assertNotSame(linker.load(one, ADVICE), linker.load(other, ADVICE));
    assertSame(linker.load(one, ADVICE), linker.load(one, ADVICE));
    assertEquals(0, skips.failedCount());
  }

  @Test
  void failuresAreCountedAndInTheEndSwitchOff() throws Exception {
    ClassLoader application = application(woven(ADVICE, false));
    long before = Bridge.failures();
    for (int i = 0; i < Bridge.MAX_FAILURES; i++) {
      assertEquals("Hello, fails", greet(application, "fails"));
    }
    assertEquals(before + Bridge.MAX_FAILURES, Bridge.failures());
    SEEN.clear();
    assertEquals("Hello, fails", greet(application, "fails"));
    assertEquals("Hello, Ada", greet(application, "Ada"));
    // What had begun is ended still; nothing begins.
    assertEquals(List.of("null Hello, fails null", "null Hello, Ada null"), SEEN);
    assertEquals(before + Bridge.MAX_FAILURES, Bridge.failures());
  }

  @Test
  void whatCannotBeLinkedDoesNothingAndIsToldOnce() throws Exception {
    Map<String, byte[]> renamed = Map.of(LIBRARY, woven(ADVICE, false));
    // A loader that has the library, but does not show it to those who ask by name.
    ClassLoader application =
        new ClassLoader(agent) {
          private boolean defined;

          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(LIBRARY)) {
              if (defined) {
                throw new ClassNotFoundException(name);
              }
              defined = true;
              byte[] bytes = renamed.get(name);
              return defineClass(name, bytes, 0, bytes.length);
            }
            return super.loadClass(name, resolve);
          }
        };
    long before = Bridge.failures();
    assertEquals("Hello, Ada", greet(application, "Ada"));
    assertEquals(before + 1, Bridge.failures());
  }

  @Test
  void classesTooOldForLinkingAreLeftAlone() throws Exception {
    assertNull(woven(ADVICE, true));
    assertTrue(skips.skippedCount() > 0);
  }

  @Test
  @Timeout(60)
  void nothingHoldsTheLoaderOfAnApplicationThatIsGone() throws Exception {
    WeakReference<ClassLoader> gone = new WeakReference<>(usedOnce());
    while (gone.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }
    assertFalse(SEEN.isEmpty());
  }

  private ClassLoader usedOnce() throws Exception {
    ClassLoader application = application(woven(ADVICE, false));
    greet(application, "Ada");
    return application;
  }
}
