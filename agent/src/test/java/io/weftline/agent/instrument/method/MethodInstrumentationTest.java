package io.weftline.agent.instrument.method;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.CompiledClasses;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.SkipLog;
import io.weftline.agent.weave.Transformer;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.ThreadContext;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MethodInstrumentationTest {
  private static final CompiledClasses SHOP =
      CompiledClasses.of(
          "package com.acme; public class Shop {"
              + " static final long START = System.nanoTime(); int n; Runnable r = () -> buy();"
              + " public Shop() { System.nanoTime(); }"
              + " public void buy() { System.nanoTime(); }"
              + " public void buy(int n) { System.nanoTime(); }"
              + " public int sell() { buy(); buy(); help(); return n; }"
              + " private void help() { System.nanoTime(); }"
              + " public void fail() { throw new IllegalStateException(); }"
              + " public int tryIt() { try { fail(); return 1; } catch (RuntimeException e) {"
              + "   return 2; } }"
              + " public boolean equals(Object o) { return System.nanoTime() == 1; }"
              + " public int hashCode() { return (int) System.nanoTime(); }"
              + " public String toString() { return \"\" + System.nanoTime(); }"
              + " public int getN() { return n; } public void setN(int v) { n = v; }"
              + " public native void nothing(); }",
          "package com.acme; public abstract class Base<T> { abstract T make();"
              + " public T get() { return make(); } }",
          "package com.acme; public class Text extends Base<String> {"
              + " String make() { return \"\" + System.nanoTime(); } }",
          "package com.acme; public interface Greets { void greet();"
              + " default void hello() { System.nanoTime(); } }");

  private TestServices services;
  private Transformer transformer;
  private final SkipLog skips = new SkipLog();
  private final long failures = Bridge.failures();

  private void install(String... options) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    Config config =
        Config.of(
            values,
            List.of(
                MethodOptions.INCLUDE,
                MethodOptions.EXCLUDE,
                MethodOptions.LIMIT,
                MethodOptions.CLOCK,
                MethodOptions.LOG,
                MethodOptions.SLOW,
                MethodOptions.SLOW_OVERRIDES));
    assertEquals(List.of(), config.problems());
    services = new TestServices(config, "com.acme.");
    MethodInstrumentation instrumentation = new MethodInstrumentation();
    instrumentation.install(services);
    transformer =
        new Transformer(
            List.of(instrumentation), services.marks, new JdkClasses(), skips, () -> {});
  }

  @AfterEach
  void nothingFailed() {
    assertEquals(failures, Bridge.failures(), () -> String.valueOf(Bridge.lastFailure()));
    assertEquals(0, skips.failedCount(), () -> skips.reasons().toString());
    assertEquals(0, ThreadContext.current().depth());
  }

  private byte[] weave(String name) {
    return transformer.transform(
        SHOP.loader(), name.replace('.', '/'), null, null, SHOP.bytes(name));
  }

  /** The methods whose code has changed. */
  private List<String> woven(String name) {
    byte[] after = weave(name);
    List<String> names = new ArrayList<>();
    if (after != null) {
      List<ClassFile.Method> old = SHOP.file(name).methods();
      List<ClassFile.Method> methods = new ClassFile(after).methods();
      for (int i = 0; i < old.size(); i++) {
        if (methods.get(i).codeLength() != old.get(i).codeLength()) {
          names.add(methods.get(i).name() + methods.get(i).descriptor());
        }
      }
    }
    return names;
  }

  private Object shop() throws ReflectiveOperationException {
    return SHOP.and(Map.of("com.acme.Shop", weave("com.acme.Shop")))
        .loader()
        .loadClass("com.acme.Shop")
        .getConstructor()
        .newInstance();
  }

  private static Object call(Object on, String name) {
    try {
      return on.getClass().getMethod(name).invoke(on);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  // ---- what is woven

  @Test
  void whatEverybodyCallsAllTheTimeIsLeftOutUnlessItIsNamed() {
    install("methods.include", "com.acme.**");
    assertEquals(
        List.of("buy()V", "buy(I)V", "sell()I", "help()V", "fail()V", "tryIt()I"),
        woven("com.acme.Shop"));
    install("methods.include", "com.acme.Shop.getN, com.acme.Shop.toString, com.acme.Shop#set*");
    assertEquals(List.of("toString()Ljava/lang/String;", "getN()I"), woven("com.acme.Shop"));
  }

  @Test
  void abstractSyntheticAndInheritedMethodsAreNever() {
    install("methods.include", "com.acme.**");
    assertEquals(List.of("get()Ljava/lang/Object;"), woven("com.acme.Base"));
    assertEquals(List.of("make()Ljava/lang/String;"), woven("com.acme.Text"));
    assertEquals(List.of("hello()V"), woven("com.acme.Greets"));
  }

  @Test
  void constructorsAreNeverEvenIfNamed() {
    install("methods.include", "com.acme.Shop#*init*, com.acme.Shop#lambda*");
    assertEquals(List.of(), woven("com.acme.Shop"));
  }

  @Test
  void whatIsExcludedIsNotTimed() {
    install(
        "methods.include", "com.acme.**", "methods.exclude", "com.acme.Shop.buy, **#fail, **#try*");
    assertEquals(List.of("sell()I", "help()V"), woven("com.acme.Shop"));
  }

  @Test
  void autoTimesNothingOfAPlainProgram() {
    install();
    assertNull(weave("com.acme.Shop"));
  }

  @Test
  void atTheLimitTheWarningNamesThePattern() {
    install("methods.include", "com.acme.**", "methods.limit", "2");
    assertEquals(List.of("buy()V", "buy(I)V", "sell()I"), woven("com.acme.Shop"), "two names");
    assertTrue(services.warnings.size() >= 1);
    String warning = services.warnings.get(0);
    assertTrue(warning.startsWith("methods.limit: 2 methods are timed"), warning);
    assertTrue(warning.contains("com.acme.Shop.help by the pattern com.acme.**"), warning);
  }

  // ---- by which clock

  /** The doors that the woven class goes through. */
  private String doors(String... options) {
    install(options);
    String constants = new String(weave("com.acme.Shop"), StandardCharsets.ISO_8859_1);
    return (constants.contains("methodEnter") ? "exact " : "")
        + (constants.contains("coarseExit") ? "coarse " : "");
  }

  @Test
  void theCoarseClockTimesWhatItCanJudge() {
    String include = "methods.include";
    assertEquals("exact ", doors(include, "com.acme.**"));
    assertEquals("exact ", doors(include, "com.acme.**", "methods.clock", "auto"));
    assertEquals("exact ", doors(include, "com.acme.**", "methods.clock", "exact"));
    assertEquals("coarse ", doors(include, "com.acme.**", "methods.clock", "coarse"));
    assertEquals(
        "coarse ",
        doors(include, "com.acme.**", "methods.clock", "coarse", "slow.method", "100ms"));
    assertEquals(
        "exact ", doors(include, "com.acme.**", "methods.clock", "coarse", "slow.method", "99ms"));
    assertEquals(
        "coarse ", doors(include, "com.acme.**", "methods.clock", "coarse", "slow.method", "off"));
    assertEquals(
        "exact ", doors(include, "com.acme.**", "methods.clock", "coarse", "methods.log", "all"));
    assertEquals(
        "exact ",
        doors(include, "com.acme.**", "methods.clock", "coarse", "methods.log", "failed"));
    assertEquals(
        "exact coarse ",
        doors(
            include,
            "com.acme.**",
            "methods.clock",
            "coarse",
            "slow.method.overrides",
            "com.acme.Shop.sell=10ms"));
  }

  @Test
  void theCoarseClockRunsIfSomethingIsTimedByItAndTicksForTheSmallestThreshold() {
    doors("methods.include", "com.acme.**", "methods.clock", "coarse", "slow.method", "10ms");
    services.clock.begin();
    assertEquals(0, Bridge.coarse);
    assertEquals(10_000_000, services.clock.tickNanos());
    doors("methods.include", "com.acme.**", "methods.clock", "coarse", "slow.method", "300ms");
    services.clock.begin();
    try {
      assertTrue(Bridge.coarse != 0);
      assertEquals(3_000_000, services.clock.tickNanos());
    } finally {
      services.clock.finish();
    }
  }

  @Test
  void aCoarseCallReturnsAndThrowsWhatItDid() throws Exception {
    install("methods.include", "com.acme.**", "methods.clock", "coarse");
    Object shop = shop();
    List<Throwable> left = new ArrayList<>();
    services.failures.listen(
        new FailureListener() {
          @Override
          public void unitEnded(FailedCalls failed, Throwable leaving) {
            assertEquals("com.acme.Shop.fail", failed.operations[0]);
            left.add(leaving);
          }

          @Override
          public void throwablesFull(FailedCalls failed, Throwable inFlight) {}

          @Override
          public void uncaught(Throwable thrown, ThreadLabel thread) {}
        });
    assertEquals(0, call(shop, "sell"));
    assertEquals(2, call(shop, "tryIt"));
    Throwable thrown = assertThrows(IllegalStateException.class, () -> call(shop, "fail"));
    assertEquals(2, left.size());
    assertSame(thrown, left.get(1));
  }

  // ---- what is written

  @Test
  void aSlowCallIsOneEventWithItsTree() throws Exception {
    install("methods.include", "com.acme.**", "slow.method", "0");
    Object shop = shop();
    assertEquals(0, call(shop, "sell"));
    Event event = services.only();
    assertEquals(Kinds.METHOD_CALL, event.kind());
    assertEquals(Level.WARN, event.level());
    assertEquals("com.acme.Shop", event.logger());
    assertEquals("Shop.sell", event.subject());
    assertEquals("success", event.outcome());
    assertEquals(0, event.slowThresholdNanos());
    assertEquals(Thread.currentThread().getName(), event.threadName());
    assertEquals("com.acme.Shop.sell", value(event, Fields.CODE_FUNCTION));
    assertNull(value(event, Fields.ERROR_TYPE));
    Calls calls = (Calls) value(event, Fields.CALLS);
    assertEquals(2, calls.size());
    assertEquals("Shop.buy", calls.name(0));
    assertEquals(2, calls.count(0));
    assertEquals("Shop.help", calls.name(1));
    assertEquals(0, calls.depth(1));
    long self = (Long) value(event, Fields.CALL_SELF);
    assertEquals(event.durationNanos(), self + calls.durationNanos(0) + calls.durationNanos(1));
    call(shop, "buy");
    assertNull(value(services.only(), Fields.CALLS), "the tree of the call before");
  }

  @Test
  void aFastCallIsNoEvent() throws Exception {
    install("methods.include", "com.acme.**");
    Object shop = shop();
    call(shop, "sell");
    assertThrows(IllegalStateException.class, () -> call(shop, "fail"));
    assertEquals(List.of(), services.take());
  }

  @Test
  void failedCallsAreWrittenWhereAskedFor() throws Exception {
    install("methods.include", "com.acme.**", "methods.log", "failed");
    Object shop = shop();
    call(shop, "sell");
    assertThrows(IllegalStateException.class, () -> call(shop, "fail"));
    Event event = services.only();
    assertEquals("failure", event.outcome());
    assertEquals(Level.WARN, event.level());
    assertEquals(-1, event.slowThresholdNanos());
    assertEquals("java.lang.IllegalStateException", value(event, Fields.ERROR_TYPE));
    call(shop, "tryIt");
    assertEquals(List.of(), services.take(), "only the outermost call of a unit");
  }

  @Test
  void allOutermostCallsOrNone() throws Exception {
    install("methods.include", "com.acme.**", "methods.log", "all");
    call(shop(), "sell");
    Event event = services.only();
    assertEquals("Shop.sell", event.subject());
    assertEquals(Level.INFO, event.level());
    install("methods.include", "com.acme.**", "methods.log", "none", "slow.method", "0");
    Object shop = shop();
    call(shop, "sell");
    assertThrows(IllegalStateException.class, () -> call(shop, "fail"));
    assertEquals(List.of(), services.take());
  }

  @Test
  void overridesGiveThresholdsOfTheirOwn() throws Exception {
    install(
        "methods.include",
        "com.acme.**",
        "slow.method.overrides",
        "com.acme.Shop.buy=0, com.acme.*=30s, com.acme.Shop.help=0");
    Object shop = shop();
    call(shop, "sell");
    List<Event> events = services.take();
    assertEquals(2, events.size(), "the first match wins");
    assertEquals("Shop.buy", events.get(0).subject());
  }
}
