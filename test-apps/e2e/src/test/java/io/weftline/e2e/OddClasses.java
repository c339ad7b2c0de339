package io.weftline.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Class files as no compiler of today makes them, but old ones, obfuscators and generators do. Each
 * class has a method {@code static int run()}; {@code classes.txt} names them in their order. Not
 * thread-safe.
 */
final class OddClasses {
  private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** A class whose only method has this code. */
  OddClasses add(int version, String name, Consumer<MethodVisitor> code) {
    ClassWriter writer = begin(version, name);
    method(writer, "run", "()I", code);
    return add(name, writer);
  }

  OddClasses add(String name, ClassWriter writer) {
    writer.visitEnd();
    return add(name, writer.toByteArray());
  }

  OddClasses add(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  static ClassWriter begin(int version, String name) {
    ClassWriter writer = new ClassWriter(0);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
    writer.visit(version, access, name.replace('.', '/'), null, "java/lang/Object", null);
    return writer;
  }

  static void method(
      ClassWriter writer, String name, String descriptor, Consumer<MethodVisitor> code) {
    MethodVisitor method = writer.visitMethod(ACCESS, name, descriptor, null, null);
    method.visitCode();
    code.accept(method);
    method.visitEnd();
  }

  /** {@code run} calls a method that counts its argument up by so many bytes of code, from 7 on. */
  OddClasses addOfSize(String name, int bytes) {
    ClassWriter writer = begin(Opcodes.V1_8, name);
    method(
        writer,
        "run",
        "()I",
        code -> {
          code.visitIntInsn(Opcodes.BIPUSH, 5);
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, name.replace('.', '/'), "large", "(I)I", false);
          code.visitInsn(Opcodes.IRETURN);
          code.visitMaxs(1, 0);
        });
    method(
        writer,
        "large",
        "(I)I",
        code -> {
          // A call, so that it is no getter however short.
          code.visitVarInsn(Opcodes.ILOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "abs", "(I)I", false);
          code.visitVarInsn(Opcodes.ISTORE, 0);
          int left = bytes - 7;
          for (; left >= 3; left -= 3) {
            code.visitIincInsn(0, 1);
          }
          for (; left > 0; left--) {
            code.visitInsn(Opcodes.NOP);
          }
          code.visitVarInsn(Opcodes.ILOAD, 0);
          code.visitInsn(Opcodes.IRETURN);
          code.visitMaxs(1, 1);
        });
    return add(name, writer);
  }

  /** A {@code finally} as the compilers before Java 6 made it: two calls of one subroutine. */
  static void subroutine(MethodVisitor code) {
    Label routine = new Label();
    code.visitInsn(Opcodes.ICONST_1);
    code.visitVarInsn(Opcodes.ISTORE, 0);
    code.visitJumpInsn(Opcodes.JSR, routine);
    code.visitJumpInsn(Opcodes.JSR, routine);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(routine);
    code.visitVarInsn(Opcodes.ASTORE, 1);
    code.visitIincInsn(0, 20);
    callAbs(code);
    code.visitVarInsn(Opcodes.RET, 1);
    code.visitMaxs(2, 2);
  }

  /** A loop, without the frames that later class files have. */
  static void loopWithoutFrames(MethodVisitor code) {
    Label start = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, 0);
    code.visitLabel(start);
    code.visitIincInsn(0, 1);
    callAbs(code);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitIntInsn(Opcodes.BIPUSH, 10);
    code.visitJumpInsn(Opcodes.IF_ICMPLT, start);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(2, 1);
  }

  /** Code that nothing jumps to, with another height of the stack than what comes before. */
  static void unreachable(MethodVisitor code, boolean frames) {
    callAbs(code);
    code.visitInsn(Opcodes.ICONST_5);
    code.visitInsn(Opcodes.IRETURN);
    Label dead = new Label();
    code.visitLabel(dead);
    if (frames) {
      code.visitFrame(
          Opcodes.F_NEW, 0, new Object[0], 2, new Object[] {Opcodes.INTEGER, Opcodes.INTEGER});
      code.visitInsn(Opcodes.IADD);
      code.visitInsn(Opcodes.IRETURN);
      code.visitFrame(
          Opcodes.F_NEW, 0, new Object[0], 2, new Object[] {Opcodes.INTEGER, Opcodes.INTEGER});
    }
    code.visitJumpInsn(Opcodes.GOTO, dead);
    code.visitMaxs(2, 0);
  }

  /** What was pushed and never used is still on the stack when the method returns. */
  static void leftovers(MethodVisitor code) {
    callAbs(code);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.LCONST_1);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.DCONST_0);
    code.visitIntInsn(Opcodes.BIPUSH, 42);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(7, 0);
  }

  /** The handler is the first instruction that it covers. */
  static void handlerCoversItself(MethodVisitor code) {
    Label start = new Label();
    Label handler = new Label();
    Label end = new Label();
    code.visitTryCatchBlock(handler, end, handler, "java/lang/IllegalStateException");
    code.visitTryCatchBlock(start, end, handler, null);
    code.visitLabel(start);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ATHROW);
    code.visitLabel(handler);
    code.visitInsn(Opcodes.POP);
    callAbs(code);
    code.visitLabel(end);
    code.visitIntInsn(Opcodes.BIPUSH, 17);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(1, 0);
  }

  /** Instructions with wide indexes, up to the last local variable that there may be. */
  static void locals(MethodVisitor code, int count) {
    callAbs(code);
    code.visitInsn(Opcodes.ICONST_3);
    code.visitVarInsn(Opcodes.ISTORE, count - 1);
    code.visitIincInsn(count - 1, 1000);
    code.visitVarInsn(Opcodes.ILOAD, count - 1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(1, count);
  }

  /** The class file has nearly as many constants as it can. */
  OddClasses addFull(String name) {
    ClassWriter writer = begin(Opcodes.V1_8, name);
    method(writer, "run", "()I", OddClasses::simple);
    for (int i = 0; writer.newConst(1_000_000 + i) < 65_530; i++) {}
    return add(name, writer);
  }

  /** A generated switch, whose cases return one by one: small, but each return grows. */
  static void manyReturns(MethodVisitor code) {
    int cases = 900;
    Label[] labels = new Label[cases];
    for (int i = 0; i < cases; i++) {
      labels[i] = new Label();
    }
    callAbs(code);
    code.visitInsn(Opcodes.ICONST_5);
    code.visitTableSwitchInsn(0, cases - 1, labels[0], labels);
    for (int i = 0; i < cases; i++) {
      code.visitLabel(labels[i]);
      code.visitIntInsn(Opcodes.SIPUSH, i);
      code.visitInsn(Opcodes.IRETURN);
    }
    code.visitMaxs(1, 0);
  }

  /** As many parameters as a method may have. */
  OddClasses addWithParameters(String name, String type, int count, int push, int load) {
    ClassWriter writer = begin(Opcodes.V1_8, name);
    String descriptor = "(" + type.repeat(count) + ")I";
    int slots = type.equals("J") ? 2 : 1;
    method(
        writer,
        "run",
        "()I",
        code -> {
          for (int i = 0; i < count; i++) {
            code.visitInsn(push);
          }
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, name.replace('.', '/'), "many", descriptor, false);
          code.visitInsn(Opcodes.IRETURN);
          code.visitMaxs(count * slots, 0);
        });
    method(
        writer,
        "many",
        descriptor,
        code -> {
          callAbs(code);
          code.visitVarInsn(load, (count - 1) * slots);
          if (slots == 2) {
            code.visitInsn(Opcodes.L2I);
          }
          code.visitInsn(Opcodes.IRETURN);
          code.visitMaxs(2, count * slots);
        });
    return add(name, writer);
  }

  /** {@code run} calls a method of this name, and another one that differs in what it returns. */
  OddClasses addWithMethod(String name, String method) {
    ClassWriter writer = begin(Opcodes.V1_8, name);
    String type = name.replace('.', '/');
    method(
        writer,
        "run",
        "()I",
        code -> {
          code.visitMethodInsn(Opcodes.INVOKESTATIC, type, method, "()I", false);
          code.visitMethodInsn(Opcodes.INVOKESTATIC, type, method, "()J", false);
          code.visitInsn(Opcodes.L2I);
          code.visitInsn(Opcodes.IADD);
          code.visitInsn(Opcodes.IRETURN);
          code.visitMaxs(3, 0);
        });
    method(writer, method, "()I", code -> simple(code));
    method(
        writer,
        method,
        "()J",
        code -> {
          callAbs(code);
          code.visitInsn(Opcodes.LCONST_1);
          code.visitInsn(Opcodes.LRETURN);
          code.visitMaxs(2, 0);
        });
    return add(name, writer);
  }

  static void simple(MethodVisitor code) {
    callAbs(code);
    code.visitInsn(Opcodes.ICONST_2);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(1, 0);
  }

  /** With a call in it a method is no getter, whose time nobody measures. */
  private static void callAbs(MethodVisitor code) {
    code.visitInsn(Opcodes.ICONST_0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "abs", "(I)I", false);
    code.visitInsn(Opcodes.POP);
  }

  Path writeTo(Path jar) {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("classes.txt"));
      out.write(String.join("\n", files.keySet()).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        out.putNextEntry(new JarEntry(each.getKey().replace('.', '/') + ".class"));
        out.write(each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
