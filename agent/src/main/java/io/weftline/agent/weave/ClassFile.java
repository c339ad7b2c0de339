package io.weftline.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A class file, read as far as it takes to decide whether a class is woven: names, constant pool,
 * methods with the size of their code, annotations. Nothing but the bytes: it runs for every class
 * that the application loads, before any library of ours is there.
 *
 * <p>Not thread-safe: used by the thread that transforms. The layout is that of chapter 4 of the
 * virtual machine's specification; a file that does not keep to it makes the constructor throw
 * {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}.
 */
public final class ClassFile {
  public static final int PUBLIC = 0x0001;
  public static final int PRIVATE = 0x0002;
  public static final int STATIC = 0x0008;
  public static final int SYNCHRONIZED = 0x0020;
  public static final int BRIDGE = 0x0040;
  public static final int NATIVE = 0x0100;
  public static final int INTERFACE = 0x0200;
  public static final int ABSTRACT = 0x0400;
  public static final int SYNTHETIC = 0x1000;
  public static final int ANNOTATION = 0x2000;

  private static final int MAGIC = 0xCAFEBABE;

  /** The kind of constant that all names and literals are. */
  private static final int TEXT = 1;

  private static final Marks.Text[] NO_MARKS = new Marks().table();

  /** Of annotations in annotations: more is no source's. */
  private static final int MAX_NESTING = 200;

  private final byte[] bytes;
  private final int poolEnd;
  private final long marks;

  /** Where among the constants the marks are that are names; null if there are none. */
  private int[] names;

  private int[] pool;
  private String name;
  private String superName;
  private List<String> interfaces;
  private int methodsAt;
  private List<Method> methods;
  private List<String> annotations;

  public ClassFile(byte[] bytes) {
    this(bytes, null, NO_MARKS);
    readAll();
  }

  /**
   * Reads no more than what kinds the constants are of and which of them are marks.
   *
   * @param name that the virtual machine gives the class, with slashes; null if it is not known
   */
  ClassFile(byte[] bytes, String name, Marks.Text[] table) {
    this.bytes = bytes;
    if (bytes.length < 24 || int4(0) != MAGIC) {
      throw new IllegalArgumentException("not a class file");
    }
    this.name = name == null ? null : name.replace('/', '.');
    long found = 0;
    int count = int2(8);
    int at = 10;
    for (int i = 1; i < count; i++) {
      int kind = bytes[at];
      if (kind == TEXT) {
        int length = int2(at + 1);
        if (length != 0) {
          long bits = Marks.bits(table, bytes, at + 3, length);
          if (bits != 0) {
            found |= bits;
            remember(Marks.nameOf(bits), i);
          }
        }
        at += 3 + length;
      } else {
        at += size(kind);
        i += isWide(kind) ? 1 : 0;
      }
    }
    poolEnd = at;
    marks = found;
    int2(at + 4);
  }

  private void remember(int name, int index) {
    if (name >= 0) {
      names = names == null ? new int[Marks.MAX_NAMES] : names;
      names[name] = index;
    }
  }

  /**
   * Reads on what follows the constants, for who wants to know now whether it can be.
   *
   * @return this
   */
  ClassFile readAll() {
    name();
    superName();
    interfaces();
    return this;
  }

  /** Where each constant is. */
  private int constant(int index) {
    int[] all = pool;
    if (all == null) {
      all = new int[int2(8)];
      int at = 10;
      for (int i = 1; i < all.length; i++) {
        all[i] = at;
        int kind = bytes[at];
        at += kind == TEXT ? 3 + int2(at + 1) : size(kind);
        i += isWide(kind) ? 1 : 0;
      }
      pool = all;
    }
    return all[index];
  }

  /** Bytes of a constant that is no text. */
  private static int size(int kind) {
    switch (kind) {
      case 3:
      case 4:
      case 9:
      case 10:
      case 11:
      case 12:
      case 17:
      case 18:
        return 5;
      case 5:
      case 6:
        return 9;
      case 7:
      case 8:
      case 16:
      case 19:
      case 20:
        return 3;
      case 15:
        return 4;
      default:
        throw new IllegalArgumentException("constant of unknown kind " + kind);
    }
  }

  /** Whether a constant takes two numbers: those of eight bytes do. */
  private static boolean isWide(int kind) {
    return kind == 5 || kind == 6;
  }

  private int methodsAt() {
    if (methodsAt == 0) {
      methodsAt = skipMembers(interfacesAt() + 2 + 2 * int2(interfacesAt()));
    }
    return methodsAt;
  }

  private int interfacesAt() {
    return poolEnd + 6;
  }

  private int skipMembers(int from) {
    int count = int2(from);
    int at = from + 2;
    for (int i = 0; i < count; i++) {
      at = skipAttributes(at + 6);
    }
    return at;
  }

  private int skipAttributes(int from) {
    int count = int2(from);
    int at = from + 2;
    for (int i = 0; i < count; i++) {
      at += 6 + lengthAt(at + 2);
    }
    return at;
  }

  /** A length that is not negative: each step through the file goes on. */
  private int lengthAt(int at) {
    int length = int4(at);
    if (length < 0 || length > bytes.length) {
      throw new IllegalArgumentException("longer than the file");
    }
    return length;
  }

  /** The major version: 52 is Java 8. */
  public static int major(byte[] bytes) {
    return bytes.length < 8 ? 0 : (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
  }

  public int major() {
    return major(bytes);
  }

  public byte[] bytes() {
    return bytes;
  }

  public int access() {
    return int2(poolEnd);
  }

  public boolean isInterface() {
    return (access() & INTERFACE) != 0;
  }

  /** With dots, nested classes with a dollar sign. */
  public String name() {
    if (name == null) {
      name = className(int2(poolEnd + 2));
    }
    return name;
  }

  /** With dots; null for {@code java.lang.Object}. */
  public String superName() {
    if (superName == null) {
      superName = className(int2(poolEnd + 4));
    }
    return superName;
  }

  /** With dots. */
  public List<String> interfaces() {
    if (interfaces == null) {
      int count = int2(interfacesAt());
      List<String> names = new ArrayList<String>(count);
      for (int i = 0; i < count; i++) {
        names.add(className(int2(interfacesAt() + 2 + 2 * i)));
      }
      interfaces = names;
    }
    return interfaces;
  }

  /** Whether one of the texts of a mark is a text constant. */
  public boolean has(Marks.Mark mark) {
    return (marks & mark.bit) != 0;
  }

  /**
   * Whether the class declares a method whose name is a mark.
   *
   * @param name made by {@link Marks#name}
   * @param descriptors one of which the method has
   */
  public boolean declares(Marks.Mark name, String... descriptors) {
    if (!has(name)) {
      return false;
    }
    int index = names[Marks.nameOf(name.bit)];
    int count = int2(methodsAt());
    int at = methodsAt() + 2;
    for (int i = 0; i < count; i++) {
      if (int2(at + 2) == index) {
        for (String descriptor : descriptors) {
          if (isText(constant(int2(at + 4)), descriptor)) {
            return true;
          }
        }
      }
      at = skipAttributes(at + 6);
    }
    return false;
  }

  /** Whether it has annotations, or one of its members has. */
  public boolean isAnnotated() {
    return has(Marks.ANNOTATED);
  }

  private boolean matches(int at, String text, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The methods that the class declares. */
  public List<Method> methods() {
    if (methods == null) {
      int from = methodsAt();
      int count = int2(from);
      List<Method> found = new ArrayList<Method>(count);
      int at = from + 2;
      for (int i = 0; i < count; i++) {
        found.add(new Method(at));
        at = skipAttributes(at + 6);
      }
      methods = found;
    }
    return methods;
  }

  /** The types of the annotations of the class, with dots. */
  public List<String> annotations() {
    if (annotations == null) {
      annotations =
          isAnnotated() ? annotationsAt(skipMembers(methodsAt())) : Collections.<String>emptyList();
    }
    return annotations;
  }

  private List<String> annotationsAt(int attributes) {
    List<String> types = null;
    int count = int2(attributes);
    int at = attributes + 2;
    for (int i = 0; i < count; i++) {
      int nameAt = constant(int2(at));
      if (isText(nameAt, "RuntimeVisibleAnnotations")
          || isText(nameAt, "RuntimeInvisibleAnnotations")) {
        if (types == null) {
          types = new ArrayList<String>();
        }
        readAnnotations(at + 6, types);
      }
      at += 6 + lengthAt(at + 2);
    }
    return types == null ? Collections.<String>emptyList() : types;
  }

  private void readAnnotations(int from, List<String> types) {
    int count = int2(from);
    int at = from + 2;
    for (int i = 0; i < count; i++) {
      String type = text(int2(at));
      if (type.length() > 2 && type.charAt(0) == 'L') {
        types.add(type.substring(1, type.length() - 1).replace('/', '.'));
      }
      at = skipAnnotation(at, 0);
    }
  }

  private int skipAnnotation(int from, int depth) {
    int pairs = int2(from + 2);
    int at = from + 4;
    for (int i = 0; i < pairs; i++) {
      at = skipElement(at + 2, depth + 1);
    }
    return at;
  }

  private int skipElement(int from, int depth) {
    if (depth > MAX_NESTING) {
      throw new IllegalArgumentException("annotations nested too deep");
    }
    switch (bytes[from]) {
      case 'e':
        return from + 5;
      case '@':
        return skipAnnotation(from + 1, depth);
      case '[':
        int count = int2(from + 1);
        int at = from + 3;
        for (int i = 0; i < count; i++) {
          at = skipElement(at, depth + 1);
        }
        return at;
      default:
        return from + 3;
    }
  }

  private boolean isText(int at, String text) {
    int length = text.length();
    return int2(at + 1) == length && matches(at + 3, text, length);
  }

  private String className(int index) {
    return index == 0 ? null : text(int2(constant(index) + 1)).replace('/', '.');
  }

  private String text(int index) {
    int at = constant(index);
    int length = int2(at + 1);
    char[] chars = new char[length];
    int size = 0;
    int end = at + 3 + length;
    for (int i = at + 3; i < end; i++) {
      int b = bytes[i] & 0xff;
      if (b < 0x80) {
        chars[size++] = (char) b;
      } else if (b < 0xe0) {
        chars[size++] = (char) ((b & 0x1f) << 6 | bytes[++i] & 0x3f);
      } else {
        chars[size++] = (char) ((b & 0xf) << 12 | (bytes[i + 1] & 0x3f) << 6 | bytes[i + 2] & 0x3f);
        i += 2;
      }
    }
    return new String(chars, 0, size);
  }

  private int int2(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private int int4(int at) {
    return int2(at) << 16 | int2(at + 2);
  }

  /** A method as it is declared. */
  public final class Method {
    private final int at;
    private final int code;

    private Method(int at) {
      this.at = at;
      int found = 0;
      int count = int2(at + 6);
      int attribute = at + 8;
      for (int i = 0; i < count; i++) {
        if (isText(constant(int2(attribute)), "Code")) {
          found = attribute + 6;
        }
        attribute += 6 + lengthAt(attribute + 2);
      }
      code = found;
    }

    public int access() {
      return int2(at);
    }

    public boolean is(int flags) {
      return (access() & flags) != 0;
    }

    public String name() {
      return text(int2(at + 2));
    }

    public String descriptor() {
      return text(int2(at + 4));
    }

    /** Bytes of code; 0 if it has none. */
    public int codeLength() {
      return code == 0 ? 0 : lengthAt(code + 4);
    }

    /**
     * Slots of its operand stack or for its local variables, whichever are more; 0 without code.
     */
    int slots() {
      return code == 0 ? 0 : Math.max(int2(code), int2(code + 2));
    }

    /** The types of its annotations, with dots. */
    public List<String> annotations() {
      return annotationsAt(at + 6);
    }

    /** Whether its code only reads, writes or returns: no call, loop, lock, allocation, throw. */
    public boolean isTrivial() {
      return code != 0 && !is(SYNCHRONIZED) && Bytecode.isTrivial(bytes, code + 8, codeLength());
    }
  }
}
