package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class ClassFileTest {
  private static List<byte[]> some(int step) {
    return Stream.concat(ClassFiles.ofJdk(step).stream(), ClassFiles.ofLibraries(step).stream())
        .toList();
  }

  @Test
  void readsWhatIsThere() throws IOException {
    List<byte[]> all = some(4);
    assertTrue(all.size() > 2_500, () -> all.size() + " classes");
    for (byte[] bytes : all) {
      ClassFile file = new ClassFile(bytes);
      PlainClassReader expected = new PlainClassReader(bytes);
      assertEquals(expected.name, file.name());
      assertEquals(expected.superName, file.superName());
      assertEquals(expected.interfaces, file.interfaces());
      assertEquals(expected.access, file.access());
      assertEquals((expected.access & ClassFile.INTERFACE) != 0, file.isInterface());
      List<PlainClassReader.Method> methods = new ArrayList<>();
      for (ClassFile.Method each : file.methods()) {
        methods.add(
            new PlainClassReader.Method(
                each.access(), each.name(), each.descriptor(), each.codeLength()));
      }
      assertEquals(expected.methods, methods, expected.name);
    }
  }

  @Test
  void readsTheAnnotationsThatAnotherReaderReads() {
    int[] annotated = new int[2];
    for (byte[] bytes : some(6)) {
      Annotations expected = new Annotations();
      new ClassReader(bytes).accept(expected, ClassReader.SKIP_CODE);
      ClassFile file = new ClassFile(bytes);
      assertEquals(expected.ofClass, sorted(file.annotations()), file.name());
      List<List<String>> ofMethods = new ArrayList<>();
      for (ClassFile.Method each : file.methods()) {
        ofMethods.add(sorted(each.annotations()));
        annotated[1] += each.annotations().size();
      }
      assertEquals(expected.ofMethods, ofMethods, file.name());
      annotated[0] += file.annotations().size();
    }
    assertTrue(annotated[0] > 50 && annotated[1] > 100, () -> Arrays.toString(annotated));
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private static final class Annotations extends ClassVisitor {
    List<String> ofClass = new ArrayList<>();
    final List<List<String>> ofMethods = new ArrayList<>();

    Annotations() {
      super(Opcodes.ASM9);
    }

    private static String name(String descriptor) {
      return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      ofClass.add(name(descriptor));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      List<String> names = new ArrayList<>();
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          names.add(name(type));
          return null;
        }

        @Override
        public void visitEnd() {
          ofMethods.add(sorted(names));
        }
      };
    }

    @Override
    public void visitEnd() {
      ofClass = sorted(ofClass);
    }
  }

  @Test
  void knowsItsVersionAndWhetherItIsAnnotated() {
    ClassFile file = ClassFiles.of(ClassFileTest.class);
    assertTrue(file.isAnnotated());
    assertFalse(ClassFiles.of(TypeFacts.class).isAnnotated());
    assertEquals(61, file.major());
    assertEquals(52, ClassFiles.of(ClassFile.class).major());
    assertEquals(0, ClassFile.major(new byte[7]));
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Deep {
    int[] numbers() default {};

    Inner[] inner() default {};

    Class<?> type() default Object.class;

    RetentionPolicy policy() default RetentionPolicy.CLASS;
  }

  @interface Inner {
    String[] value();
  }

  @Deep(
      numbers = {1, 2, 3},
      inner = {@Inner({"a", "b"}), @Inner({})},
      type = String.class,
      policy = RetentionPolicy.SOURCE)
  @Deprecated
  static final class Annotated {
    @Deep(inner = @Inner("x"))
    @Inner("y")
    void method() {}
  }

  @Test
  void skipsTheValuesOfAnnotations() {
    ClassFile file = ClassFiles.of(Annotated.class);
    assertEquals(
        List.of(Deep.class.getName(), Deprecated.class.getName()), sorted(file.annotations()));
    assertEquals(
        List.of(Deep.class.getName(), Inner.class.getName()),
        sorted(ClassFiles.method(Annotated.class, "method").annotations()));
    assertNull(ClassFiles.of(Object.class).superName());
  }

  private static final class Ümläut$日本 {
    void été€() {}
  }

  @Test
  void namesMayHaveAnyCharacter() {
    ClassFile file = ClassFiles.of(Ümläut$日本.class);
    assertEquals(Ümläut$日本.class.getName(), file.name());
    assertTrue(file.methods().stream().anyMatch(each -> each.name().equals("\u00e9t\u00e9\u20ac")));
  }

  /** Asks everything; only the two exceptions of the contract may come. */
  private static boolean survives(byte[] bytes) {
    try {
      ClassFile file = new ClassFile(bytes);
      file.name();
      file.superName();
      file.interfaces();
      file.isAnnotated();
      file.annotations();
      for (ClassFile.Method method : file.methods()) {
        method.name();
        method.descriptor();
        method.codeLength();
        method.annotations();
        method.isTrivial();
      }
      return true;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  @Test
  void brokenFilesAreToldAndNothingElseHappens() {
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> all = some(150);
    int[] outcomes = new int[2];
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (byte[] original : all) {
            for (int i = 0; i < 60; i++) {
              byte[] bytes = original.clone();
              if (i % 3 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
              } else {
                for (int n = random.nextInt(1, 8); n > 0; n--) {
                  int at = i % 2 == 0 ? random.nextInt(bytes.length) : edge(random, bytes.length);
                  bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
                }
              }
              outcomes[survives(bytes) ? 0 : 1]++;
            }
          }
        });
    assertTrue(outcomes[0] > 100 && outcomes[1] > 100, () -> Arrays.toString(outcomes));
    assertFalse(survives(new byte[0]));
    assertFalse(survives(new byte[100]));
  }

  /** Towards the end, where the members are. */
  private static int edge(SplittableRandom random, int length) {
    return length - 1 - random.nextInt(Math.max(1, length / 3));
  }

  /** A class with one annotation on it that begins with what is given. */
  private static byte[] annotatedWith(int attributeLength, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(5);
    out.writeByte(1);
    out.writeUTF("A");
    out.writeByte(7);
    out.writeShort(1);
    out.writeByte(1);
    out.writeUTF("RuntimeVisibleAnnotations");
    out.writeByte(1);
    out.writeUTF("LB;");
    out.writeShort(0x21);
    out.writeShort(2);
    out.writeShort(0);
    for (int i = 0; i < 3; i++) {
      out.writeShort(0);
    }
    out.writeShort(1);
    out.writeShort(3);
    out.writeInt(attributeLength);
    out.write(content);
    return bytes.toByteArray();
  }

  @Test
  void annotationsNestedWithoutEndDoNotEndTheStack() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(1);
    out.writeShort(4);
    out.writeShort(1);
    out.writeShort(1);
    for (int i = 0; i < 200_000; i++) {
      out.writeByte('[');
      out.writeShort(1);
    }
    byte[] content = bytes.toByteArray();
    ClassFile file = new ClassFile(annotatedWith(content.length, content));
    assertThrows(IllegalArgumentException.class, file::annotations);
    bytes.reset();
    out.writeShort(1);
    out.writeShort(4);
    out.writeShort(0);
    content = bytes.toByteArray();
    assertEquals(List.of("B"), new ClassFile(annotatedWith(content.length, content)).annotations());
  }

  @Test
  void lengthsThatLeadBackAreNotFollowed() throws IOException {
    // The attribute claims to end where it begins, 65,535 times over.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(3);
    out.writeByte(1);
    out.writeUTF("A");
    out.writeByte(7);
    out.writeShort(1);
    out.writeShort(0x21);
    out.writeShort(2);
    out.writeInt(0);
    out.writeShort(0xffff);
    for (int i = 0; i < 65_535; i++) {
      out.writeShort(1);
      out.writeInt(0x00010001);
      out.writeShort(0xffff);
      out.writeShort(1);
      out.writeInt(-6);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertFalse(survives(bytes.toByteArray())));
  }

  @Test
  void marksAreFoundWhileTheConstantsAreRead() {
    Marks marks = new Marks();
    Marks.Mark one = marks.any("noSuchText", "marksAreFoundWhileTheConstantsAreRead");
    Marks.Mark same = marks.any("java/lang/Object", "marksAreFoundWhileTheConstantsAreRead");
    String object = Object.class.getName().replace('.', '/');
    Marks.Mark none =
        marks.any(object.substring(1), object.substring(0, 15), object.toLowerCase(Locale.ROOT));
    byte[] bytes = ClassFiles.bytes(ClassFileTest.class);
    ClassFile file = new ClassFile(bytes, "a/Name", marks.table());
    assertTrue(file.has(one));
    assertTrue(file.has(same));
    assertFalse(file.has(none));
    assertEquals("a.Name", file.name(), "the virtual machine's is taken");
    assertEquals("java.lang.Object", file.superName());
    assertFalse(new ClassFile(bytes).has(one), "nobody asked for marks");
    assertTrue(new ClassFile(bytes).isAnnotated());
    assertTrue(file.isAnnotated());
  }

  /** How many marks there may be that are no names, but for the one of annotations. */
  private static final int ANY = 55;

  @Test
  void everyTextIsFoundAmongManyMarks() {
    Marks marks = new Marks();
    List<Marks.Mark> all = new ArrayList<>();
    for (int i = 0; i < ANY; i++) {
      List<String> texts = new ArrayList<>();
      for (int j = 0; j < 40; j++) {
        texts.add("text" + (i * 40 + j) + "OfMany");
      }
      all.add(marks.any(texts.toArray(new String[0])));
    }
    for (int i = 0; i < ANY * 40; i++) {
      byte[] text = ("x" + "text" + i + "OfManyx").getBytes(StandardCharsets.US_ASCII);
      long bits = Marks.bits(marks.table(), text, 1, text.length - 2);
      assertEquals(all.get(i / 40).bit, bits, "text" + i);
      assertEquals(0, Marks.bits(marks.table(), text, 0, text.length));
    }
    assertThrows(IllegalStateException.class, () -> marks.any("one too many"));
  }

  @Test
  void methodsThatAreNamesAreKnownFromThoseThatAreCalled() throws IOException {
    Marks marks = new Marks();
    Marks.Mark run = marks.name("run");
    Marks.Mark size = marks.name("size");
    Marks.Mark absent = marks.name("noSuchName");
    ClassFile file = read(Declaring.class, marks);
    assertTrue(file.declares(run, "()V"));
    assertTrue(file.declares(run, "(J)V", "()V"));
    assertFalse(file.declares(run, "(J)V"));
    assertTrue(file.has(size), "it is called");
    assertFalse(file.declares(size, "()I"));
    assertFalse(file.declares(absent, "()V"));
    for (int i = 3; i < Marks.MAX_NAMES; i++) {
      marks.name("name" + i);
    }
    assertThrows(IllegalStateException.class, () -> marks.name("one too many"));
  }

  private static ClassFile read(Class<?> type, Marks marks) throws IOException {
    String name = type.getName().replace('.', '/');
    try (InputStream in = type.getResourceAsStream("/" + name + ".class")) {
      return new ClassFile(in.readAllBytes(), name, marks.table());
    }
  }

  private static final class Declaring implements Runnable {
    @Override
    public void run() {
      List.of().size();
    }
  }
}
