package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class HierarchyTest {
  private final Hierarchy hierarchy = new Hierarchy();

  private static final CompiledClasses SHOP =
      CompiledClasses.of(
          "package com.acme; public interface Priced<T> { long price(T item, int count);"
              + " default void log() {} static void help() {} }",
          "package com.acme; public interface Ordered extends Priced<String> { void order(); }",
          "package com.acme; public @interface Marked {}",
          "package com.acme; @Marked public @interface Twice {}",
          "package com.acme; @Twice public @interface Thrice {}",
          "package com.acme; public abstract class Base implements Ordered {"
              + " protected void hook() {} private void own() {} }",
          "package com.acme; public class Shop extends Base implements java.sql.Driver {"
              + " public long price(String item, int count) { return 1; }"
              + " public void order() {}"
              + " public java.sql.Connection connect(String u, java.util.Properties p) {"
              + "   return null; }"
              + " public boolean acceptsURL(String u) { return false; }"
              + " public java.sql.DriverPropertyInfo[] getPropertyInfo(String u,"
              + "   java.util.Properties p) { return null; }"
              + " public int getMajorVersion() { return 1; }"
              + " public int getMinorVersion() { return 1; }"
              + " public boolean jdbcCompliant() { return false; }"
              + " public java.util.logging.Logger getParentLogger() { return null; } }");

  private boolean isBelow(ClassLoader loader, String name, String... types) {
    return hierarchy.isBelow(loader, SHOP.file(name), Set.of(types));
  }

  @Test
  void knowsWhatAClassIsBelowOf() {
    ClassLoader loader = SHOP.loader();
    assertTrue(isBelow(loader, "com.acme.Shop", "com.acme.Shop"), "itself");
    assertTrue(isBelow(loader, "com.acme.Shop", "com.acme.Base"));
    assertTrue(isBelow(loader, "com.acme.Shop", "com.acme.Ordered"));
    assertTrue(isBelow(loader, "com.acme.Shop", "com.acme.Priced"));
    assertTrue(isBelow(loader, "com.acme.Shop", "java.sql.Driver"));
    assertTrue(isBelow(loader, "com.acme.Shop", "x.Y", "com.acme.Priced"));
    assertFalse(isBelow(loader, "com.acme.Base", "com.acme.Shop"));
    assertFalse(isBelow(loader, "com.acme.Shop", "com.acme.Other"));
  }

  @Test
  void typesAreRememberedForEachLoader() {
    ClassLoader loader = SHOP.loader();
    TypeFacts facts = hierarchy.factsOf(loader, "com.acme.Base");
    assertSame(facts, hierarchy.factsOf(loader, "com.acme.Base"));
    assertNotSame(facts, hierarchy.factsOf(SHOP.loader(), "com.acme.Base"));
    assertSame(TypeFacts.UNKNOWN, hierarchy.factsOf(loader, "com.acme.Missing"));
    assertEquals("java.lang.Object", facts.superName);
  }

  @Test
  void aMethodIsDeclaredByNameAndNumberOfParameters() {
    ClassLoader loader = SHOP.loader();
    String priced = "com.acme.Priced";
    assertTrue(hierarchy.declares(loader, priced, "price", "(Ljava/lang/String;I)J"), "generic");
    assertTrue(hierarchy.declares(loader, priced, "price", "(Ljava/lang/Object;I)J"));
    assertTrue(hierarchy.declares(loader, priced, "price", "([[Ljava/lang/Object;[J)J"));
    assertFalse(hierarchy.declares(loader, priced, "price", "(Ljava/lang/String;)J"));
    assertFalse(hierarchy.declares(loader, priced, "price", "()J"));
    assertTrue(hierarchy.declares(loader, priced, "log", "()V"));
    assertFalse(hierarchy.declares(loader, priced, "help", "()V"), "static");
    assertFalse(hierarchy.declares(loader, "com.acme.Base", "own", "()V"), "private");
    assertTrue(hierarchy.declares(loader, "com.acme.Base", "hook", "()V"));
    assertFalse(hierarchy.declares(loader, "com.acme.Ordered", "price", "(Ljava/lang/String;I)J"));
    assertFalse(hierarchy.declares(loader, "com.acme.Missing", "price", "()V"));
  }

  @Test
  void annotationsAreMeantDirectlyAndOneLevelUp() {
    ClassLoader loader = SHOP.loader();
    Supertypes types = new Supertypes(hierarchy, loader, SHOP.file("com.acme.Shop"));
    Set<String> marked = Set.of("com.acme.Marked");
    assertTrue(types.isMeant("com.acme.Marked", marked));
    assertTrue(types.isMeant("com.acme.Twice", marked));
    assertFalse(types.isMeant("com.acme.Thrice", marked));
    assertFalse(types.isMeant("java.lang.Deprecated", marked));
    assertFalse(types.isMeant("com.acme.Missing", marked));
  }

  private static byte[] type(String name, String superName, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, name, null, superName, interfaces);
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void circlesAndLatticesEnd() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    int levels = 60;
    for (int i = 0; i < levels; i++) {
      int next = (i + 1) % levels;
      files.put("A" + i, type("A" + i, "B" + next, "A" + next, "B" + next));
      files.put("B" + i, type("B" + i, "A" + next, "A" + next, "B" + next));
    }
    CompiledClasses circle = CompiledClasses.of(files);
    ClassLoader loader = circle.loader();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertFalse(hierarchy.isBelow(loader, circle.file("A0"), Set.of("com.acme.Nothing")));
          assertTrue(hierarchy.isBelow(loader, circle.file("A0"), Set.of("B41")));
        });
  }

  @Test
  void veryTallHierarchiesAreNoProblem() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 3_000; i++) {
      files.put("T" + i, type("T" + i, "T" + (i + 1)));
    }
    CompiledClasses tall = CompiledClasses.of(files);
    assertTrue(hierarchy.isBelow(tall.loader(), tall.file("T0"), Set.of("T90")));
    assertFalse(hierarchy.isBelow(tall.loader(), tall.file("T0"), Set.of("com.acme.Nothing")));
  }

  /** Answers with whatever it is made with. */
  private static final class OddLoader extends ClassLoader {
    private final Throwable thrown;
    private final InputStream stream;

    OddLoader(Throwable thrown, InputStream stream) {
      this.thrown = thrown;
      this.stream = stream;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      if (thrown instanceof Error) {
        throw (Error) thrown;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
      return stream;
    }
  }

  private void unknown(ClassLoader loader) {
    assertFalse(isBelow(loader, "com.acme.Shop", "com.acme.Priced"));
    assertFalse(hierarchy.declares(loader, "com.acme.Ordered", "order", "()V"));
    assertFalse(hierarchy.isAnnotated(loader, "com.acme.Twice", Set.of("com.acme.Marked")));
    assertTrue(isBelow(loader, "com.acme.Shop", "com.acme.Base"), "its own file tells");
  }

  @Test
  void aLoaderThatFailsKnowsNothing() {
    unknown(new OddLoader(new IllegalStateException("closed"), null));
    unknown(new OddLoader(new NoClassDefFoundError("gone"), null));
    unknown(new OddLoader(new AssertionError("odd"), null));
    unknown(new OddLoader(null, null));
    unknown(new OddLoader(null, new ByteArrayInputStream(new byte[] {1, 2, 3})));
    byte[] half = SHOP.bytes("com.acme.Ordered");
    byte[] cut = java.util.Arrays.copyOf(half, half.length / 2);
    unknown(new OddLoader(null, new ByteArrayInputStream(cut)));
    unknown(
        new OddLoader(
            null,
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("disk");
              }
            }));
    unknown(
        new OddLoader(
            null,
            new InputStream() {
              @Override
              public int read() {
                return 7;
              }

              @Override
              public int read(byte[] into, int from, int length) {
                return length;
              }
            }));
  }

  @Test
  void whatIsTheProgramsOwnIsNotRemembered() {
    ClassLoader loader = new OddLoader(new StackOverflowError(), null);
    assertThrows(StackOverflowError.class, () -> hierarchy.factsOf(loader, "com.acme.Base"));
  }

  @Test
  void whatCouldNotBeReadIsAskedForAgainLater() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    Hierarchy timed =
        new Hierarchy() {
          @Override
          long nanoTime() {
            return now.get();
          }
        };
    Map<String, byte[]> files = new ConcurrentHashMap<>(SHOP.files());
    byte[] base = files.remove("com.acme.Base");
    List<String> asked = new ArrayList<>();
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          public InputStream getResourceAsStream(String path) {
            asked.add(path);
            byte[] file = files.get(path.replace('/', '.').substring(0, path.length() - 6));
            return file == null ? null : new ByteArrayInputStream(file);
          }
        };
    ClassFile shop = SHOP.file("com.acme.Shop");
    Set<String> priced = Set.of("com.acme.Priced");
    assertFalse(timed.isBelow(loader, shop, priced));
    files.put("com.acme.Base", base);
    now.addAndGet(Hierarchy.UNKNOWN_NANOS - 1);
    assertFalse(timed.isBelow(loader, shop, priced), "remembered for a moment");
    assertFalse(timed.declares(loader, "com.acme.Base", "hook", "()V"));
    assertEquals(1, Collections.frequency(asked, "com/acme/Base.class"));
    now.addAndGet(1);
    assertTrue(timed.isBelow(loader, shop, priced));
    assertTrue(timed.declares(loader, "com.acme.Base", "hook", "()V"));
    asked.clear();
    now.addAndGet(Hierarchy.UNKNOWN_NANOS);
    assertTrue(timed.isBelow(loader, shop, priced));
    assertTrue(timed.declares(loader, "com.acme.Base", "hook", "()V"));
    assertFalse(asked.contains("com/acme/Base.class"), "what is known stays known");
  }
}
