package io.weftline.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The two methods of the JDK that are always woven, with one static call each, by the ASM inside
 * Byte Buddy alone: loading the rest for them would cost more than both.
 *
 * <ul>
 *   <li>{@code Thread.dispatchUncaughtException(Throwable)}: nobody caught it.
 *   <li>{@code ApplicationShutdownHooks.runHooks()}, at its return: the last hook of the
 *       application has run.
 * </ul>
 */
final class JdkTargets {
  static final String THREAD = "java/lang/Thread";
  static final String HOOKS = "java/lang/ApplicationShutdownHooks";

  private static final String BRIDGE = "io/weftline/bootstrap/Bridge";

  private JdkTargets() {}

  /** Whether the class, by its name with slashes, is one of the two. */
  static boolean isOne(String name) {
    return THREAD.equals(name) || HOOKS.equals(name);
  }

  /** The class with the call in it; null if the method is not there. */
  static byte[] weave(String name, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    // Nothing but calls without branches is added: the frames stay as they are.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Found found = new Found(writer, THREAD.equals(name));
    reader.accept(found, 0);
    return found.any ? writer.toByteArray() : null;
  }

  /** Finds the method. */
  private static final class Found extends ClassVisitor {
    private final boolean thread;
    boolean any;

    Found(ClassVisitor next, boolean thread) {
      super(Opcodes.ASM9, next);
      this.thread = thread;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (thread
          && name.equals("dispatchUncaughtException")
          && descriptor.equals("(Ljava/lang/Throwable;)V")) {
        any = true;
        return new Uncaught(next);
      }
      if (!thread && name.equals("runHooks") && descriptor.equals("()V")) {
        any = true;
        return new End(next);
      }
      return next;
    }
  }

  private static final class Uncaught extends MethodVisitor {
    Uncaught(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          BRIDGE,
          "uncaught",
          "(Ljava/lang/Thread;Ljava/lang/Throwable;)V",
          false);
    }
  }

  private static final class End extends MethodVisitor {
    End(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "end", "()V", false);
      }
      super.visitInsn(opcode);
    }
  }
}
