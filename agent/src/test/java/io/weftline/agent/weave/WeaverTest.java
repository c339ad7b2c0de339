package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class WeaverTest {
  private static final int ID = 4_000;

  private final SkipLog skips = new SkipLog();
  private final Weaver weaver = new Weaver(WeaverTest.class.getClassLoader());
  private final ClassLoader loader = WeaverTest.class.getClassLoader();

  private byte[] weaveAll(ClassLoader of, ClassFile file) {
    Plan plan = Weaving.planOfAll(file, skips, ID);
    return plan.isEmpty() ? null : weaver.weave(of, file, plan);
  }

  /** The same members; what was woven is longer, and within the limit. */
  private static int compare(byte[] before, byte[] after) throws IOException {
    PlainClassReader old = new PlainClassReader(before);
    PlainClassReader woven = new PlainClassReader(after);
    assertEquals(old.name, woven.name);
    assertEquals(old.superName, woven.superName);
    assertEquals(old.interfaces, woven.interfaces);
    assertEquals(old.access, woven.access);
    assertEquals(old.methods.size(), woven.methods.size());
    int longer = 0;
    for (int i = 0; i < old.methods.size(); i++) {
      PlainClassReader.Method one = old.methods.get(i);
      PlainClassReader.Method other = woven.methods.get(i);
      String name = old.name + "." + one.name();
      assertEquals(one.name(), other.name());
      assertEquals(one.descriptor(), other.descriptor());
      assertEquals(one.access(), other.access());
      int more = other.codeLength() - one.codeLength();
      assertTrue(more <= one.codeLength() + 150, () -> name + " is longer by " + more);
      assertTrue(more == 0 || other.codeLength() <= Plan.MAX_CODE_BYTES, () -> name);
      longer += more > 0 ? 1 : 0;
    }
    return longer;
  }

  @Test
  void whatIsWovenPassesTheVerifier() throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>();
    List<String> woven = new ArrayList<>();
    int methods = 0;
    int count = 0;
    List<byte[]> classes = new ArrayList<>(ClassFiles.ofLibraries(1));
    classes.addAll(ClassFiles.ofModule("jdk.compiler", 1));
    for (byte[] bytes : classes) {
      ClassFile file = new ClassFile(bytes);
      byte[] result = count++ % 5 == 0 ? weaveAll(loader, file) : null;
      if (result != null) {
        methods += compare(bytes, result);
        woven.add(file.name());
      }
      all.put(file.name(), result != null ? result : bytes);
    }
    int found = methods;
    assertTrue(woven.size() > 800, () -> woven.size() + " classes");
    assertTrue(found > 5_000, () -> found + " methods");
    assertEquals(List.of(), verify(all, woven));
  }

  /** What is wrong. Classes that miss others are left out. */
  private static List<String> verify(Map<String, byte[]> all, List<String> woven) {
    ClassLoader own = new CompiledClasses.Loader(all, WeaverTest.class.getClassLoader());
    List<String> wrong = new ArrayList<>();
    int linked = 0;
    for (String name : woven) {
      try {
        // Linked, and so verified, but not initialised.
        own.loadClass(name).getDeclaredMethods();
        linked++;
      } catch (VerifyError | ClassFormatError e) {
        wrong.add(name + ": " + e.getMessage().lines().findFirst().orElse(""));
      } catch (ClassNotFoundException | LinkageError e) {
        // An optional class that is not on the class path.
        continue;
      }
    }
    int count = linked;
    assertTrue(count > woven.size() * 8 / 10, () -> count + " of " + woven.size());
    return wrong;
  }

  @Test
  void classesOfTheJdkKeepTheirShape() throws Exception {
    for (byte[] bytes : ClassFiles.ofModule("java.base", 9)) {
      ClassFile file = new ClassFile(bytes);
      byte[] result = weaveAll(loader, file);
      if (result != null) {
        compare(bytes, result);
      }
    }
    assertEquals(0, skips.failedCount());
  }

  private static final CompiledClasses WORK =
      CompiledClasses.of(
          "package com.acme; public class Work {"
              + " public int calls;"
              + " public static long add(long a, int b) { return a + b; }"
              + " public String name(Object o) { calls++; return o + \"!\"; }"
              + " public void fail(RuntimeException e) { throw e; }"
              + " public double deep(int n) { return n == 0 ? 1.5 : deep(n - 1) + 1; }"
              + " public synchronized int[] held(int... all) { return all; }"
              + " public int caught() { try { fail(new IllegalStateException()); return 1; }"
              + "   catch (IllegalStateException e) { return 2; } finally { calls += 10; } }"
              + " public boolean loops(int n) { for (int i = 0; i < n; i++) {"
              + "   if (i == 7) { return true; } } return false; }"
              + " public static int chosen(String s) { switch (s) { case \"a\": return 1;"
              + "   case \"b\": return 2; default: return 3; } } }");

  private Class<?> work() throws Exception {
    byte[] woven = weaveAll(WORK.loader(), WORK.file("com.acme.Work"));
    return CompiledClasses.of(Map.of("com.acme.Work", woven)).loader().loadClass("com.acme.Work");
  }

  @Test
  void wovenCodeDoesWhatItDidAndIsCounted() throws Exception {
    Operation probe = Weaving.probe("com.acme.Work", ID);
    Class<?> type = work();
    Object work = type.getConstructor().newInstance();
    assertEquals(5L, type.getMethod("add", long.class, int.class).invoke(null, 2L, 3));
    assertEquals("x!", type.getMethod("name", Object.class).invoke(work, "x"));
    assertEquals(4.5, type.getMethod("deep", int.class).invoke(work, 3));
    assertEquals(2, type.getMethod("caught").invoke(work));
    assertEquals(true, type.getMethod("loops", int.class).invoke(work, 9));
    assertEquals(2, type.getMethod("chosen", String.class).invoke(null, "b"));
    int[] array = {1};
    assertSame(array, type.getMethod("held", int[].class).invoke(work, array));
    RuntimeException thrown = new IllegalArgumentException();
    InvocationTargetException caught =
        assertThrows(
            InvocationTargetException.class,
            () -> type.getMethod("fail", RuntimeException.class).invoke(work, thrown));
    assertSame(thrown, caught.getCause());
    assertEquals(11, type.getField("calls").get(work));
    long[] figures = Weaving.collect(probe);
    assertEquals(1 + 1 + 4 + 2 + 1 + 1 + 1 + 1, figures[Series.COUNT]);
    assertEquals(2, figures[Series.ERRORS]);
    assertEquals(0, ThreadContext.current().depth());
  }

  @Test
  void wovenCodeWorksWhereNothingListens() throws Exception {
    long failures = Bridge.failures();
    Class<?> type = work();
    assertEquals(5L, type.getMethod("add", long.class, int.class).invoke(null, 2L, 3));
    assertEquals(failures, Bridge.failures());
  }

  /** A static method of so many bytes. */
  private static byte[] ofSize(int bytes) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "com/acme/Large", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "large", "()I", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ICONST_0);
    for (int i = 0; i < (bytes - 2) / 2; i++) {
      method.visitInsn(Opcodes.ICONST_1);
      method.visitInsn(Opcodes.IADD);
    }
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void aBodyNearTheLimitIsLeftAloneWithTheReason() throws Exception {
    for (int bytes : new int[] {7_850, 7_952, 7_998, 8_002, 20_000}) {
      byte[] result = weaveAll(loader, new ClassFile(ofSize(bytes)));
      assertEquals(bytes <= 7_850, result != null, bytes + " bytes");
      if (result != null) {
        assertEquals(1, compare(ofSize(bytes), result));
        Class<?> type =
            CompiledClasses.of(Map.of("com.acme.Large", result))
                .loader()
                .loadClass("com.acme.Large");
        assertEquals((bytes - 2) / 2, type.getMethod("large").invoke(null));
      }
    }
    assertEquals(1, skips.reasons().size());
    String reason = skips.reasons().keySet().iterator().next();
    assertTrue(reason.contains("8000 bytes"), reason);
    assertEquals(4, skips.reasons().get(reason));
  }

  /** A method that works on its third variable, whose number the probe's own moves to four. */
  private static byte[] withVariables(int instructions) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "com/acme/Large", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "large", "(III)I", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ICONST_5);
    method.visitVarInsn(Opcodes.ISTORE, 3);
    for (int i = 0; i < instructions; i++) {
      method.visitVarInsn(Opcodes.ILOAD, 3);
      method.visitVarInsn(Opcodes.ISTORE, 3);
    }
    method.visitVarInsn(Opcodes.ILOAD, 3);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "small", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void aBodyThatGrowsBeyondTheLimitIsLeftAloneAndTheOthersAreNot() throws Exception {
    byte[] before = withVariables(3_000);
    byte[] after = weaveAll(loader, new ClassFile(before));
    assertEquals(1, compare(before, after));
    List<PlainClassReader.Method> methods = new PlainClassReader(after).methods;
    assertEquals(6_004, methods.get(0).codeLength());
    assertTrue(methods.get(1).codeLength() > 20);
    assertEquals(1, skips.reasons().size());
    assertEquals(
        2, compare(withVariables(1_900), weaveAll(loader, new ClassFile(withVariables(1_900)))));
  }

  @Test
  void severalAdvicesCountTogether() {
    ClassFile file = new ClassFile(ofSize(7_890));
    Plan plan = new Plan(file.name(), file.major(), skips);
    ClassFile.Method method = file.methods().get(0);
    plan.add(method, "one", 1);
    assertEquals(1, plan.size());
    plan.add(method, "two", 2);
    assertEquals(1, plan.size(), "with both its code may pass the limit");
    assertEquals(List.of("one"), plan.advices());
    assertEquals(1, skips.reasons().size());
  }

  /** A subroutine, as compilers made them before Java 6. */
  private static byte[] withSubroutine(int version) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, "com/acme/Old", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "old", "(I)I", null, null);
    Label subroutine = new Label();
    method.visitCode();
    method.visitJumpInsn(Opcodes.JSR, subroutine);
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitInsn(Opcodes.IRETURN);
    method.visitLabel(subroutine);
    method.visitVarInsn(Opcodes.ASTORE, 1);
    method.visitIincInsn(0, 5);
    method.visitVarInsn(Opcodes.RET, 1);
    method.visitMaxs(1, 2);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void oldClassFilesAreWovenToo() throws Exception {
    Operation probe = Weaving.probe("com.acme.Old", ID);
    for (int version : new int[] {Opcodes.V1_2, Opcodes.V1_4, Opcodes.V1_5}) {
      byte[] result = weaveAll(loader, new ClassFile(withSubroutine(version)));
      Class<?> type =
          CompiledClasses.of(Map.of("com.acme.Old", result)).loader().loadClass("com.acme.Old");
      assertEquals(9, type.getMethod("old", int.class).invoke(null, 4));
    }
    assertEquals(3, Weaving.collect(probe)[Series.COUNT]);
  }

  @Test
  void methodsOfInterfacesAreWoven() throws Exception {
    Operation probe = Weaving.probe("com.acme.Priced", ID);
    CompiledClasses priced =
        CompiledClasses.of(
            "package com.acme; public interface Priced {"
                + " default int price() { return twice(21); }"
                + " private int twice(int n) { return n + n; }"
                + " static int none() { return 0; } int other(); }",
            "package com.acme; public class Thing implements Priced {"
                + " public int other() { return 1; } }");
    byte[] woven = weaveAll(priced.loader(), priced.file("com.acme.Priced"));
    CompiledClasses.Loader own = priced.and(Map.of("com.acme.Priced", woven)).loader();
    Class<?> type = own.loadClass("com.acme.Thing");
    assertEquals(42, type.getMethod("price").invoke(type.getConstructor().newInstance()));
    assertEquals(0, own.loadClass("com.acme.Priced").getMethod("none").invoke(null));
    assertEquals(3, Weaving.collect(probe)[Series.COUNT]);
  }

  @Test
  void aClassThatIsWovenWhileAnotherOneIsDoesNotDisturbIt() throws Exception {
    CompiledClasses two =
        CompiledClasses.of(
            "package com.acme; public class Inner { public int inner() { return 1; } }",
            "package com.acme; public class Outer extends Inner {"
                + " public Inner outer(Inner i, java.util.List<? extends Inner> l) {"
                + " return i == null ? l.get(0) : i; } }");
    byte[][] inner = new byte[1][];
    ClassLoader asking =
        new CompiledClasses.Loader(two.files(), loader) {
          @Override
          public InputStream getResourceAsStream(String path) {
            if (inner[0] == null) {
              // As if a class of its own were loaded for the first time.
              inner[0] = new byte[0];
              inner[0] = weaveAll(two.loader(), two.file("com.acme.Inner"));
            }
            return super.getResourceAsStream(path);
          }
        };
    byte[] outer = weaveAll(asking, two.file("com.acme.Outer"));
    if (inner[0] == null) {
      // The weaver did not need to ask: then by hand, for what follows.
      inner[0] = weaveAll(two.loader(), two.file("com.acme.Inner"));
    }
    compare(two.bytes("com.acme.Outer"), outer);
    compare(two.bytes("com.acme.Inner"), inner[0]);
    assertNotNull(
        two.and(Map.of("com.acme.Outer", outer, "com.acme.Inner", inner[0]))
            .loader()
            .loadClass("com.acme.Outer")
            .getMethods());
  }

  @Test
  void typesThatAreMissingAreNoReasonNotToWeave() throws Exception {
    CompiledClasses all =
        CompiledClasses.of(
            "package com.acme; public interface Optional<T> { default T none() { return null; } }",
            "package com.acme; public class Uses {"
                + " public java.util.List<? extends Optional<String>> never() {"
                + "   return null; }"
                + " public int here() { return 3; }"
                + " class Below extends Uses implements Optional<Uses> {} }");
    Map<String, byte[]> without = new LinkedHashMap<>(all.files());
    without.remove("com.acme.Optional");
    CompiledClasses rest = CompiledClasses.of(without);
    byte[] woven = weaveAll(rest.loader(), rest.file("com.acme.Uses"));
    assertEquals(2, compare(rest.bytes("com.acme.Uses"), woven));
    Class<?> type = rest.and(Map.of("com.acme.Uses", woven)).loader().loadClass("com.acme.Uses");
    Object uses = type.getConstructor().newInstance();
    assertEquals(3, type.getMethod("here").invoke(uses));
  }

  @Test
  void aLoaderThatFailsToFindClassesIsNoReasonNotToWeave() throws Exception {
    ClassLoader failing =
        new CompiledClasses.Loader(WORK.files(), loader) {
          @Override
          public InputStream getResourceAsStream(String path) {
            throw new IllegalStateException("closed");
          }
        };
    byte[] woven = weaveAll(failing, WORK.file("com.acme.Work"));
    assertEquals(8 + 1, compare(WORK.bytes("com.acme.Work"), woven) + 1);
  }
}
