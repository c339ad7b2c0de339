package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class TransformerTest {
  private static final int ID = 4_100;
  private static final int LOADING = 1;
  private static final int BROKEN = 3;

  private static final CompiledClasses ACME =
      CompiledClasses.of(
          "package com.acme; public class Work { public int work() { return 7; } }",
          "package com.acme; public @interface Mark { int value() default 1; }",
          "package com.acme; public interface Can { default int can() { return 3; } }",
          "package com.other; public class Other { public int other() { return 9; } }");

  private final SkipLog skips = new SkipLog();
  private final AtomicInteger begun = new AtomicInteger();
  private final Everything everything = new Everything();
  private final Transformer transformer =
      new Transformer(
          List.of(everything), new Marks(), new JdkClasses(), skips, begun::incrementAndGet);

  /** Concerned with com.acme, and weaves every method. */
  private static final class Everything extends Instrumentation {
    volatile Runnable onPlan = () -> {};

    @Override
    public void install(Services services) {}

    @Override
    public boolean concerns(ClassLoader loader, ClassFile file) {
      return file.name().startsWith("com.acme.");
    }

    @Override
    public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
      onPlan.run();
      for (ClassFile.Method method : file.methods()) {
        if (Weaving.hasBody(method)) {
          plan.add(method, Weaving.ADVICE, ID);
        }
      }
    }
  }

  private byte[] transform(ClassLoader loader, String name, byte[] bytes) {
    return transformer.transform(loader, name.replace('.', '/'), null, null, bytes);
  }

  private byte[] transform(String name) {
    return transform(ACME.loader(), name, ACME.bytes(name));
  }

  private AtomicInteger weaverState() {
    return (AtomicInteger) Weaving.fieldOf(transformer, "weaverState");
  }

  @Test
  void knowsTheNewestClassFilesThatByteBuddyKnows() throws Exception {
    int newest = 0;
    for (java.lang.reflect.Field field : ClassFileVersion.class.getFields()) {
      if (field.getName().startsWith("JAVA_V") && Modifier.isStatic(field.getModifiers())) {
        newest = Math.max(newest, ((ClassFileVersion) field.get(null)).getMajorVersion());
      }
    }
    assertEquals(newest, Transformer.NEWEST_MAJOR);
    assertEquals(Transformer.NEWEST_MAJOR, Opcodes.class.getField("V28").getInt(null) & 0xffff);
  }

  @Test
  void weavesWhatAnInstrumentationPlans() throws Exception {
    Operation probe = Weaving.probe("com.acme.Work", ID);
    byte[] woven = transform("com.acme.Work");
    Class<?> type =
        CompiledClasses.of(Map.of("com.acme.Work", woven)).loader().loadClass("com.acme.Work");
    assertEquals(7, type.getMethod("work").invoke(type.getConstructor().newInstance()));
    assertEquals(1, Weaving.collect(probe)[Series.COUNT]);
    assertNotNull(transform("com.acme.Can"), "a default method");
    assertNull(transform("com.acme.Mark"), "an annotation");
    assertNull(transform("com.other.Other"));
    assertEquals(2, skips.wovenCount());
    assertEquals(0, skips.skippedCount() + skips.failedCount());
    assertTrue(skips.transformNanos() > 0);
  }

  @Test
  void leavesAloneWhatIsNotTheApplications() {
    byte[] bytes = ACME.bytes("com.acme.Work");
    assertNull(transformer.transform(ACME.loader(), null, null, null, bytes));
    assertNull(transform(null, "com.acme.Work", bytes), "the boot loader's");
    assertNull(transform(ClassLoader.getPlatformClassLoader(), "com.acme.Work", bytes));
    for (String name :
        List.of(
            "java.lang.Thread",
            "com.sun.proxy.Proxy1",
            "io.weftline.agent.Agent",
            "com.acme.Work$$Lambda$14",
            "com.acme.Work$$EnhancerBySpringCGLIB$$1",
            "com.acme.$Proxy12",
            "com.acme.Work$HibernateProxy$x",
            "com.acme.Work$ByteBuddy$x",
            "net.bytebuddy.Acme",
            "org.jacoco.agent.rt.Agent")) {
      assertNull(transform(ACME.loader(), name, bytes), name);
    }
    assertEquals(0, skips.wovenCount());
    transformer.stop();
    assertNull(transform("com.acme.Work"));
  }

  @Test
  void aClassFileThatIsTooNewIsLeftAloneWithTheReason() {
    byte[] bytes = ACME.bytes("com.acme.Work").clone();
    bytes[7] = (byte) Transformer.NEWEST_MAJOR;
    assertNotNull(transform(ACME.loader(), "com.acme.Work", bytes));
    bytes[7]++;
    assertNull(transform(ACME.loader(), "com.acme.Work", bytes));
    assertEquals(1, skips.skippedCount());
    String reason = skips.reasons().keySet().iterator().next();
    assertTrue(reason.contains("version " + (Transformer.NEWEST_MAJOR + 1)), reason);
  }

  @Test
  void aClassFileThatIsBrokenIsLeftAloneWithTheReason() {
    byte[] bytes = ACME.bytes("com.acme.Work");
    assertNull(transform(ACME.loader(), "com.acme.Work", Arrays.copyOf(bytes, 60)));
    assertNull(transform(ACME.loader(), "com.acme.Work", new byte[40]));
    assertEquals(2, skips.skippedCount());
    assertEquals(1, skips.reasons().size());
    // Broken where only the plan looks.
    assertNull(transform(ACME.loader(), "com.acme.Work", Arrays.copyOf(bytes, bytes.length - 90)));
    assertEquals(1, skips.failedCount());
  }

  @Test
  void aLoaderThatHidesTheBridgeIsToldOnceAndItsClassesCounted() {
    ClassLoader hiding =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
          }
        };
    Weaving.Told told = new Weaving.Told();
    skips.tell(told);
    for (int i = 0; i < 3; i++) {
      assertNull(transform(hiding, "com.acme.Work", ACME.bytes("com.acme.Work")));
    }
    assertEquals(3, skips.skippedCount());
    assertEquals(1, told.all.size());
    assertTrue(told.all.get(0).contains("does not find io.weftline.bootstrap.Bridge"));
  }

  @Test
  void whateverFailsLeavesTheClassAsItIs() {
    everything.onPlan =
        () -> {
          throw new IllegalStateException("of the instrumentation");
        };
    assertNull(transform("com.acme.Work"));
    everything.onPlan =
        () -> {
          throw new StackOverflowError();
        };
    assertNull(transform("com.acme.Work"));
    assertEquals(2, skips.failedCount());
    everything.onPlan = () -> {};
    assertNotNull(transform("com.acme.Work"));
  }

  @Test
  void mainHasBegunWithTheFirstClassOfTheApplication() {
    transform("com.other.Other");
    assertEquals(0, begun.get(), "premain is not over");
    transformer.premainReturned();
    transform(null, "com.acme.Work", ACME.bytes("com.acme.Work"));
    transform(ClassLoader.getPlatformClassLoader(), "com.acme.Work", ACME.bytes("com.acme.Work"));
    assertEquals(0, begun.get());
    transform("com.other.Other");
    transform("com.acme.Work");
    assertEquals(1, begun.get());
  }

  // ---- while the weaver is not there

  @Test
  void whatComesTooEarlyIsWovenLater() throws Exception {
    java.lang.instrument.Instrumentation jvm = ByteBuddyAgent.install();
    Operation probe = Weaving.probe("com.acme.Work", ID);
    jvm.addTransformer(transformer, true);
    try {
      weaverState().set(LOADING);
      Class<?> type = ACME.loader().loadClass("com.acme.Work");
      assertEquals(0, skips.wovenCount());
      assertEquals(0, transformer.weaveNoted(jvm), "the weaver is not there yet");
      weaverState().set(0);
      assertNotNull(transform("com.acme.Can"));
      assertEquals(1, transformer.weaveNoted(jvm));
      assertEquals(0, transformer.weaveNoted(jvm));
      assertEquals(7, type.getMethod("work").invoke(type.getConstructor().newInstance()));
      assertEquals(1, Weaving.collect(probe)[Series.COUNT]);
    } finally {
      jvm.removeTransformer(transformer);
    }
  }

  @Test
  void whatIsNotDefinedYetIsLookedForAgain() throws Exception {
    java.lang.instrument.Instrumentation jvm = ByteBuddyAgent.install();
    weaverState().set(LOADING);
    CompiledClasses.Loader loader = ACME.loader();
    assertNull(transform(loader, "com.acme.Work", ACME.bytes("com.acme.Work")));
    weaverState().set(0);
    assertNotNull(transform("com.acme.Can"));
    assertEquals(0, transformer.weaveNoted(jvm), "it is being defined");
    Operation probe = Weaving.probe("com.acme.Work", ID);
    Class<?> type = loader.loadClass("com.acme.Work");
    jvm.addTransformer(transformer, true);
    try {
      assertEquals(1, transformer.weaveNoted(jvm));
    } finally {
      jvm.removeTransformer(transformer);
    }
    type.getMethod("work").invoke(type.getConstructor().newInstance());
    assertEquals(1, Weaving.collect(probe)[Series.COUNT]);
    // One that is never defined is given up some time.
    weaverState().set(LOADING);
    for (int i = 0; i < 100; i++) {
      transformer.weaveNoted(jvm);
    }
    assertEquals(List.of(), Weaving.fieldOf(transformer, "noted"));
  }

  @Test
  void aWeaverThatCannotBeLoadedIsToldAndNothingIsWoven() {
    weaverState().set(LOADING);
    assertNull(transform("com.acme.Work"));
    weaverState().set(BROKEN);
    assertNull(transform("com.acme.Work"));
    assertEquals(0, transformer.weaveNoted(ByteBuddyAgent.install()));
    assertEquals(2, skips.skippedCount());
    assertEquals(Map.of("the weaver could not be loaded", 2L), skips.reasons());
  }

  @Test
  void manyThreadsWeaveAtOnceAndNoneWaits() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger woven = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                for (int n = 0; n < 20; n++) {
                  woven.addAndGet(transform("com.acme.Work") == null ? 0 : 1);
                }
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    int noted = ((List<?>) Weaving.fieldOf(transformer, "noted")).size();
    assertEquals(16 * 20, woven.get() + noted);
    assertTrue(woven.get() >= 20, () -> woven + " woven");
    assertEquals(0, skips.failedCount() + skips.skippedCount());
  }

  // ---- the two methods of the JDK

  /** A virtual machine that has these files for the two classes. */
  private java.lang.instrument.Instrumentation jvm(Map<String, byte[]> files) {
    return (java.lang.instrument.Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {java.lang.instrument.Instrumentation.class},
            (proxy, method, arguments) -> retransform(method, arguments, files));
  }

  private Object retransform(Method method, Object[] arguments, Map<String, byte[]> files) {
    assertEquals("retransformClasses", method.getName());
    for (Class<?> type : (Class<?>[]) arguments[0]) {
      transformer.transform(
          null, type.getName().replace('.', '/'), type, null, files.get(type.getName()));
    }
    return null;
  }

  private static byte[] hooks() throws ClassNotFoundException {
    return ClassFiles.bytes(Class.forName("java.lang.ApplicationShutdownHooks"));
  }

  @Test
  void theTwoMethodsOfTheJdkGetOneCallEach() throws Exception {
    byte[] thread = ClassFiles.bytes(Thread.class);
    assertNull(
        transformer.weaveJdk(
            jvm(
                Map.of(
                    "java.lang.Thread", thread, "java.lang.ApplicationShutdownHooks", hooks()))));
    longer(thread, JdkTargets.weave(JdkTargets.THREAD, thread), "dispatchUncaughtException", 5);
    longer(hooks(), JdkTargets.weave(JdkTargets.HOOKS, hooks()), "runHooks", 3);
    assertNull(transform(null, "java.lang.Thread", thread), "not when it is loaded");
  }

  private static void longer(byte[] before, byte[] after, String name, int bytes) throws Exception {
    List<PlainClassReader.Method> old = new PlainClassReader(before).methods;
    List<PlainClassReader.Method> woven = new PlainClassReader(after).methods;
    assertEquals(old.size(), woven.size());
    for (int i = 0; i < old.size(); i++) {
      int more = woven.get(i).codeLength() - old.get(i).codeLength();
      assertEquals(old.get(i).name().equals(name) ? bytes : 0, more, old.get(i).name());
    }
  }

  @Test
  void aVirtualMachineThatIsNotKnownIsTold() throws Exception {
    byte[] thread = ClassFiles.bytes(Thread.class);
    String gap =
        transformer.weaveJdk(
            jvm(
                Map.of(
                    "java.lang.Thread",
                    thread,
                    "java.lang.ApplicationShutdownHooks",
                    ACME.bytes("com.acme.Work"))));
    assertTrue(gap.contains("java.lang.ApplicationShutdownHooks"), gap);
    byte[] newer = hooks();
    newer[7] = (byte) (Transformer.NEWEST_MAJOR + 9);
    Transformer another =
        new Transformer(List.of(), new Marks(), new JdkClasses(), new SkipLog(), () -> {});
    assertNotNull(
        another.weaveJdk(
            (java.lang.instrument.Instrumentation)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {java.lang.instrument.Instrumentation.class},
                    (proxy, method, arguments) -> {
                      throw new UnsupportedOperationException("not today");
                    })));
    assertNotNull(
        transformer.weaveJdk(
            jvm(Map.of("java.lang.Thread", newer, "java.lang.ApplicationShutdownHooks", newer))),
        "neither could be read");
    assertFalse(skips.reasons().isEmpty());
  }
}
