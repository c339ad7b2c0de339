package io.weftline.agent.weave;

import java.io.IOException;
import java.lang.invoke.CallSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaConstant;

/**
 * Puts the advice of a plan into a class, with Byte Buddy's {@code Advice} and its ASM. Everything
 * that touches that library is here and in {@link JdkTargets}: it is loaded with the first class
 * that is to be woven. Of it no more is used than that: its builders of types would load a hundred
 * classes more, and look at whatever a type consists of.
 *
 * <p>Thread-safe.
 */
final class Weaver {
  private static final int NO_FLAGS = 0;
  private static final String BRIDGE = "io/weftline/bootstrap/Bridge";

  private final ClassFileLocator ours;

  /** What advice names: its annotations and the types of its parameters are mostly the same. */
  private final TypePool oursByName;

  private final Map<String, Inlined> advices = new HashMap<String, Inlined>();

  /**
   * @param loader defines the agent; has the class files of the advice
   */
  Weaver(ClassLoader loader) {
    ours = ClassFileLocator.ForClassLoader.of(loader);
    oursByName = TypePool.Default.of(ours);
  }

  /** The class with the advice in it; null if nothing of the plan can be done. */
  byte[] weave(ClassLoader loader, ClassFile file, Plan plan) {
    byte[] woven = weaveAll(loader, file, plan);
    while (plan.dropTooLarge(woven)) {
      if (plan.isEmpty()) {
        return null;
      }
      woven = weaveAll(loader, file, plan);
    }
    return woven;
  }

  private byte[] weaveAll(ClassLoader loader, ClassFile file, Plan plan) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(file.name(), outline(file, plan)),
            new Sources(ours, loader));
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    List<Inlined> used = new ArrayList<Inlined>();
    List<Map<String, Integer>> before = new ArrayList<Map<String, Integer>>();
    try {
      for (String name : plan.advices()) {
        Inlined inlined = adviceOf(name, plan.isLinked(name));
        before.add(inlined.ids.inHand.get());
        inlined.ids.inHand.set(plan.ids(name));
        used.add(inlined);
      }
      ClassReader reader = new ClassReader(file.bytes());
      // With the reader at hand, methods that nothing is put into are copied as they are.
      ClassWriter writer = new ClassWriter(reader, NO_FLAGS);
      reader.accept(
          new WovenClass(writer, file, pool.describe(file.name()).resolve(), pool, plan, used),
          NO_FLAGS);
      return writer.toByteArray();
    } finally {
      // The loader that was asked for class files may have loaded one that is woven meanwhile.
      for (int i = 0; i < used.size(); i++) {
        if (before.get(i) == null) {
          used.get(i).ids.inHand.remove();
        } else {
          used.get(i).ids.inHand.set(before.get(i));
        }
      }
    }
  }

  /**
   * As much of a class as advice has to know: the methods that it goes into, the fields that it
   * reads. A driver's class has hundreds of others, each of which would be described.
   */
  private static byte[] outline(ClassFile file, Plan plan) {
    ClassWriter writer = new ClassWriter(NO_FLAGS);
    String name = file.name().replace('.', '/');
    writer.visit(Opcodes.V1_8, file.access(), name, null, "java/lang/Object", null);
    for (ClassFile.Method method : file.methods()) {
      if (plan.names(method.name() + method.descriptor())) {
        writer
            .visitMethod(method.access(), method.name(), method.descriptor(), null, null)
            .visitEnd();
      }
    }
    if (plan.seesFields()) {
      new ClassReader(file.bytes()).accept(new Fields(writer), ClassReader.SKIP_CODE);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Passes fields on, and nothing else. */
  private static final class Fields extends ClassVisitor {
    private final ClassWriter writer;

    Fields(ClassWriter writer) {
      super(Opcodes.ASM9);
      this.writer = writer;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      writer.visitField(access, name, descriptor, null, null).visitEnd();
      return null;
    }
  }

  private Inlined adviceOf(String name, boolean linked) {
    synchronized (advices) {
      Inlined found = advices.get(name);
      if (found == null) {
        Ids ids = new Ids();
        Advice.WithCustomMapping mapping = Advice.withCustomMapping().bind(new IdFactory(ids));
        if (linked) {
          mapping =
              mapping
                  .bootstrap(linkMethod(), new LinkArguments(name, ids))
                  // What it returns may take the place of arguments: it cannot assign them itself.
                  .with(new Advice.AssignReturned.Factory());
        }
        found =
            new Inlined(
                mapping
                    .to(oursByName.describe(name).resolve(), ours)
                    .withExceptionHandler(
                        linked
                            ? new LinkedFailure(ids)
                            : new Advice.ExceptionHandler.Simple(new Failed())),
                ids);
        advices.put(name, found);
      }
      return found;
    }
  }

  private MethodDescription.InDefinedShape linkMethod() {
    TypeDescription bridge = oursByName.describe(BRIDGE.replace('/', '.')).resolve();
    for (MethodDescription.InDefinedShape each : bridge.getDeclaredMethods()) {
      if (each.getName().equals("link") && each.getReturnType().represents(CallSite.class)) {
        return each;
      }
    }
    throw new IllegalStateException("the bridge has no method that links");
  }

  /**
   * Class files of the types that a class names: those of the bridge and the JDK from us, since an
   * application's loader may hide or fail to find them, all others from that loader.
   */
  private static final class Sources implements ClassFileLocator {
    private final ClassFileLocator ours;
    private final ClassFileLocator theirs;

    Sources(ClassFileLocator ours, ClassLoader loader) {
      this.ours = ours;
      theirs = ClassFileLocator.ForClassLoader.of(loader);
    }

    @Override
    public Resolution locate(String name) throws IOException {
      if (name.startsWith("java.") || name.startsWith("io.weftline.bootstrap.")) {
        return ours.locate(name);
      }
      try {
        return theirs.locate(name);
      } catch (RuntimeException e) {
        // The loader is the application's: what it cannot tell is not known.
        return new Resolution.Illegal(name);
      }
    }

    @Override
    public void close() throws IOException {
      theirs.close();
    }
  }

  /** The call of the bridge with the throwable that is on the stack. */
  private static final class Failed extends StackManipulation.AbstractBase {
    @Override
    public Size apply(MethodVisitor visitor, Implementation.Context context) {
      visitor.visitMethodInsn(
          Opcodes.INVOKESTATIC, BRIDGE, "failed", "(Ljava/lang/Throwable;)V", false);
      return new Size(-1, 0);
    }
  }

  /** The same of linked advice, whose failures are counted apart. */
  private static final class LinkedFailure extends StackManipulation.AbstractBase
      implements Advice.ExceptionHandler {
    private final Ids ids;

    LinkedFailure(Ids ids) {
      this.ids = ids;
    }

    @Override
    public StackManipulation resolve(MethodDescription method, TypeDescription type) {
      return new Compound(IntegerConstant.forValue(ids.of(method)), this);
    }

    @Override
    public Size apply(MethodVisitor visitor, Implementation.Context context) {
      visitor.visitMethodInsn(
          Opcodes.INVOKESTATIC, BRIDGE, "failed", "(Ljava/lang/Throwable;I)V", false);
      return new Size(-2, 0);
    }
  }

  /** What the bridge is told when it links: the advice, and where its failures are counted. */
  private static final class LinkArguments
      implements Advice.BootstrapArgumentResolver, Advice.BootstrapArgumentResolver.Factory {
    private final String advice;
    private final Ids ids;

    LinkArguments(String advice, Ids ids) {
      this.advice = advice;
      this.ids = ids;
    }

    @Override
    public Advice.BootstrapArgumentResolver resolve(
        MethodDescription.InDefinedShape adviceMethod, boolean exit) {
      return this;
    }

    @Override
    public List<JavaConstant> resolve(TypeDescription type, MethodDescription method) {
      return Arrays.asList(
          JavaConstant.Simple.ofLoaded(advice),
          JavaConstant.Simple.ofLoaded(Integer.valueOf(ids.of(method))));
    }
  }

  private static String key(MethodDescription method) {
    return method.getInternalName() + method.getDescriptor();
  }

  /** An advice, read once, and the numbers for the class in hand of each thread. */
  private static final class Inlined {
    final Advice advice;
    final Ids ids;

    Inlined(Advice advice, Ids ids) {
      this.advice = advice;
      this.ids = ids;
    }
  }

  /** Turns the parameter marked with {@link Id} into the number planned for the method. */
  private static final class Ids implements Advice.OffsetMapping {
    final ThreadLocal<Map<String, Integer>> inHand = new ThreadLocal<Map<String, Integer>>();

    int of(MethodDescription method) {
      return inHand.get().get(key(method));
    }

    @Override
    public Target resolve(
        TypeDescription type,
        MethodDescription method,
        Assigner assigner,
        Advice.ArgumentHandler argumentHandler,
        Sort sort) {
      return new Target.ForStackManipulation(IntegerConstant.forValue(of(method)));
    }
  }

  private static final class IdFactory implements Advice.OffsetMapping.Factory<Id> {
    private final Ids ids;

    IdFactory(Ids ids) {
      this.ids = ids;
    }

    @Override
    public Class<Id> getAnnotationType() {
      return Id.class;
    }

    @Override
    public Advice.OffsetMapping make(
        ParameterDescription.InDefinedShape target,
        AnnotationDescription.Loadable<Id> annotation,
        AdviceType adviceType) {
      return ids;
    }
  }

  /** Puts the advice into the methods that a plan names; used by one thread. */
  private static final class WovenClass extends ClassVisitor {
    private final TypeDescription type;
    private final TypePool pool;
    private final List<String> names;
    private final List<Inlined> advices;
    private final Plan plan;
    private final Implementation.Context context;
    private final Map<String, MethodDescription> methods = new HashMap<String, MethodDescription>();

    /**
     * @param advices those that the plan names, in its order
     */
    WovenClass(
        ClassVisitor next,
        ClassFile file,
        TypeDescription type,
        TypePool pool,
        Plan plan,
        List<Inlined> advices) {
      super(Opcodes.ASM9, next);
      this.type = type;
      this.pool = pool;
      this.plan = plan;
      this.names = plan.advices();
      this.advices = advices;
      ClassFileVersion version = ClassFileVersion.ofMinorMajor(file.major());
      context =
          Implementation.Context.Disabled.Factory.INSTANCE.make(
              type,
              null,
              TypeInitializer.None.INSTANCE,
              version,
              version,
              version.isLessThan(ClassFileVersion.JAVA_V6)
                  ? Implementation.Context.FrameGeneration.DISABLED
                  : Implementation.Context.FrameGeneration.GENERATE);
      for (MethodDescription each : type.getDeclaredMethods()) {
        methods.put(key(each), each);
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
      String key = name + descriptor;
      for (int i = 0; i < advices.size(); i++) {
        if (plan.ids(names.get(i)).containsKey(key)) {
          visitor =
              advices
                  .get(i)
                  .advice
                  .wrap(type, methods.get(key), visitor, context, pool, NO_FLAGS, NO_FLAGS);
        }
      }
      return visitor;
    }
  }
}
