package io.weftline.agent.instrument.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.trace.Work;
import io.weftline.agent.trace.Works;
import io.weftline.agent.weave.CompiledClasses;
import io.weftline.agent.weave.Linker;
import io.weftline.agent.weave.SkipLog;
import io.weftline.bootstrap.Bridge;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Applications with a stand-in for SLF4J that does what Logback does. */
class LoggingContextsTest {
  private static final String MDC =
      """
      package org.slf4j;
      import java.util.HashMap;
      import java.util.Map;
      public class MDC {
        private static final ThreadLocal<Map<String, String>> MAP = new ThreadLocal<>();
        public static boolean broken;
        public static void put(String key, String value) {
          if (broken) throw new IllegalStateException("broken");
          if (MAP.get() == null) MAP.set(new HashMap<>());
          MAP.get().put(key, value);
        }
        public static String get(String key) {
          return MAP.get() == null ? null : MAP.get().get(key);
        }
        public static void remove(String key) {
          if (MAP.get() != null) MAP.get().remove(key);
        }
        public static void clear() {
          MAP.remove();
        }
        public static Map<String, String> getCopyOfContextMap() {
          return MAP.get() == null ? null : new HashMap<>(MAP.get());
        }
      }
      """;

  private static final String EVENT =
      "package ch.qos.logback.classic.spi; public class LoggingEvent {}";

  private static final Map<String, byte[]> FILES = CompiledClasses.of(MDC, EVENT).files();

  private final ReferenceQueue<ClassLoader> taken = new ReferenceQueue<>();
  private final TestServices services = new TestServices(Config.of(Map.of(), List.of()), "x.");
  private final Works works =
      new Works(services, services.clock, services.sweeps, services, 1_000_000_000L, 10);
  private final LoggingContexts contexts =
      new LoggingContexts(
          new Linker(LoggingContextsTest.class.getClassLoader(), new SkipLog()),
          Bridge.add((Bridge.Hook) null));

  private ClassLoader application() {
    ClassLoader loader = new CompiledClasses.Loader(FILES, ClassLoader.getPlatformClassLoader());
    contexts.note(loader, MdcInstrumentation.LOGBACK);
    return loader;
  }

  private static Object mdc(ClassLoader loader, String method, String... arguments) {
    try {
      Class<?> type = loader.loadClass("org.slf4j.MDC");
      Class<?>[] types = new Class<?>[arguments.length];
      Arrays.fill(types, String.class);
      return type.getMethod(method, types).invoke(null, (Object[]) arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object all(ClassLoader loader) {
    Object map = mdc(loader, "getCopyOfContextMap");
    return map == null ? null : new TreeMap<>((Map<?, ?>) map).toString();
  }

  private static String ids(Work work) {
    return "request_id="
        + work.requestId()
        + ", span_id="
        + work.spanIdText()
        + ", trace_id="
        + work.traceId()
        + "}";
  }

  @Test
  void putsTheIdsInAndLeavesNothingBehind() {
    ClassLoader application = application();
    Work work = new Job(works, "r-1");
    Object taken = contexts.entered(work);

    assertEquals("{" + ids(work), all(application));
    contexts.left(taken);
    assertNull(all(application));
    assertEquals(32, work.traceId().length());
    assertEquals(16, work.spanIdText().length());
  }

  @Test
  void putsBackWhatWasThereAndLeavesWhatTheApplicationDid() {
    ClassLoader application = application();
    mdc(application, "put", "request_id", "old");
    mdc(application, "put", "own", "1");
    Work work = new Job(works, "r-1");
    Object taken = contexts.entered(work);
    Object nested = contexts.entered(work);
    mdc(application, "put", "trace_id", "theirs");
    mdc(application, "put", "new", "2");
    contexts.left(nested);
    contexts.left(taken);

    assertEquals("{new=2, own=1, request_id=old, trace_id=theirs}", all(application));
  }

  @Test
  void putsNoRequestWhereThereIsNone() {
    ClassLoader application = application();
    Object taken = contexts.entered(new Job(works, null));

    assertNull(mdc(application, "get", "request_id"));
    contexts.left(taken);
    assertNull(all(application));
  }

  @Test
  void servesEachApplicationOfManyWithItsOwn() {
    ClassLoader first = application();
    ClassLoader second = application();
    contexts.note(second, MdcInstrumentation.LOGBACK);
    Work work = new Job(works, "r-1");
    Object taken = contexts.entered(work);

    assertEquals("{" + ids(work), all(first));
    assertEquals("{" + ids(work), all(second));
    contexts.left(taken);
    assertNull(all(first));
    assertNull(all(second));
  }

  @Test
  void leavesAnApplicationAloneWhoseLibraryFails() throws ReflectiveOperationException {
    ClassLoader broken = application();
    ClassLoader whole = application();
    broken.loadClass("org.slf4j.MDC").getField("broken").set(null, true);
    long before = Bridge.failures();
    for (int i = 0; i < 150; i++) {
      Object taken = contexts.entered(new Job(works, "r-1"));
      assertEquals("r-1", mdc(whole, "get", "request_id"));
      contexts.left(taken);
    }

    assertEquals(100, Bridge.failures() - before);
  }

  @Test
  void letsGoOfAnApplicationThatIsTakenOut() throws InterruptedException {
    WeakReference<ClassLoader> served = served();
    application();

    Reference<?> gone = null;
    for (int i = 0; i < 50 && gone == null; i++) {
      System.gc();
      gone = taken.remove(200);
    }
    assertSame(served, gone, "it is still held");
    contexts.left(contexts.entered(new Job(works, "r-2")));
  }

  @Test
  @Timeout(30)
  void aUnitThatBeginsWhileTheHelperIsMadeHasItsIds() throws InterruptedException {
    SlowApplication application = new SlowApplication();
    contexts.note(application, MdcInstrumentation.LOGBACK);
    Thread first = new Thread(() -> contexts.left(contexts.entered(new Job(works, "r-1"))));
    Work work = new Job(works, "r-2");
    AtomicReference<Object> seen = new AtomicReference<>();
    Thread second =
        new Thread(
            () -> {
              Object taken = contexts.entered(work);
              seen.set(all(application));
              contexts.left(taken);
            });
    first.start();
    application.asked.await();
    second.start();
    while (second.getState() != Thread.State.TIMED_WAITING && second.isAlive()) {
      Thread.onSpinWait();
    }
    application.answers.countDown();
    first.join();
    second.join();

    assertEquals("{" + ids(work), seen.get());
  }

  @Test
  @Timeout(30)
  void noUnitWaitsForEver() throws InterruptedException {
    SlowApplication application = new SlowApplication();
    contexts.note(application, MdcInstrumentation.LOGBACK);
    Thread first = new Thread(() -> contexts.left(contexts.entered(new Job(works, "r-1"))));
    first.start();
    application.asked.await();

    assertNull(contexts.entered(new Job(works, "r-2")));
    application.answers.countDown();
    first.join();
    Work work = new Job(works, "r-3");
    Object taken = contexts.entered(work);
    assertEquals("{" + ids(work), all(application));
    contexts.left(taken);
  }

  private WeakReference<ClassLoader> served() {
    ClassLoader application = application();
    contexts.left(contexts.entered(new Job(works, "r-1")));
    System.gc();
    Work work = new Job(works, "r-2");
    Object taken = contexts.entered(work);
    assertEquals("{" + ids(work), all(application), "the helper lives as long");
    contexts.left(taken);
    return new WeakReference<>(application, this.taken);
  }

  /** Whose MDC is there only when the test says so. */
  private static final class SlowApplication extends CompiledClasses.Loader {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answers = new CountDownLatch(1);

    SlowApplication() {
      super(FILES, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals("org.slf4j.MDC")) {
        asked.countDown();
        try {
          answers.await();
        } catch (InterruptedException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
      return super.loadClass(name, resolve);
    }
  }

  /** A unit of work. */
  private static final class Job extends Work {
    Job(Works works, String requestId) {
      super(works, 0, 0, 0, requestId, System.nanoTime(), 1_000_000_000L);
    }

    @Override
    public String label() {
      return "unit";
    }

    @Override
    protected Event stillRunning(long nowNanos) {
      return null;
    }
  }
}
