package io.weftline.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Supertypes and annotations of types that may not be loaded yet, read from their class files
 * through the loader that will need them, and remembered for each loader, which is held weakly.
 *
 * <p>Thread-safe. No lock is held while a loader is asked: two threads may read the same file,
 * which is harmless.
 */
class Hierarchy {
  /**
   * What cannot be read is asked for again after so long, since files may come later: where a
   * loader learns of more jars, or a class is made at run time. Optional types that never come are
   * asked for by many classes of the same second.
   */
  static final long UNKNOWN_NANOS = 1_000_000_000L;

  /** More than any class has above it that is not a mistake. */
  private static final int MAX_TYPES = 1_000;

  private static final int MAX_CLASS_BYTES = 16 << 20;

  private final LoaderMap<Map<String, TypeFacts>> loaders = new LoaderMap<Map<String, TypeFacts>>();

  private final LoaderMap<Map<String, Set<String>>> declared =
      new LoaderMap<Map<String, Set<String>>>();

  /** When a type could not be read. */
  private final LoaderMap<Map<String, Long>> missing = new LoaderMap<Map<String, Long>>();

  /** Whether a class is one of the types, or below one of them. */
  boolean isBelow(ClassLoader loader, ClassFile file, Set<String> types) {
    return types.contains(file.name())
        || below(loader, TypeFacts.of(file), types, new HashSet<String>());
  }

  /**
   * @param seen the types that were looked at already: an interface may be reached in many ways,
   *     and files that are not what they should be may go round in circles
   */
  private boolean below(ClassLoader loader, TypeFacts facts, Set<String> types, Set<String> seen) {
    String superName = facts.superName;
    if (superName != null && types.contains(superName)) {
      return true;
    }
    for (String each : facts.interfaces) {
      if (types.contains(each)) {
        return true;
      }
    }
    for (String each : facts.interfaces) {
      if (belowNamed(loader, each, types, seen)) {
        return true;
      }
    }
    return superName != null && belowNamed(loader, superName, types, seen);
  }

  private boolean belowNamed(ClassLoader loader, String name, Set<String> types, Set<String> seen) {
    // What the JDK has above its own types is never what somebody asked for but for java.sql.
    if (name.startsWith("java.") && !name.startsWith("java.sql.")
        || seen.size() >= MAX_TYPES
        || !seen.add(name)) {
      return false;
    }
    return below(loader, factsOf(loader, name), types, seen);
  }

  /**
   * Whether a type, by its name, declares a method that one of that name and descriptor can
   * override; its own supertypes are not asked. Parameters are counted only: where the type is
   * generic they differ from those of the method that implements it.
   */
  boolean declares(ClassLoader loader, String type, String method, String descriptor) {
    Map<String, Set<String>> known = declaredBy(loader);
    Set<String> declared = known.get(type);
    if (declared == null) {
      declared = readDeclared(loader, type);
      if (declared == null) {
        return false;
      }
      known.put(type, declared);
    }
    return declared.contains(method + parameters(descriptor));
  }

  /** Null if nothing can be told. */
  private Set<String> readDeclared(ClassLoader loader, String type) {
    if (isMissing(loader, type)) {
      return null;
    }
    Set<String> names = new HashSet<String>();
    ClassFile file = file(loader, type);
    if (file == null) {
      missing(loader, type);
      return null;
    }
    try {
      for (ClassFile.Method each : file.methods()) {
        if (!each.is(ClassFile.STATIC | ClassFile.PRIVATE)) {
          names.add(each.name() + parameters(each.descriptor()));
        }
      }
    } catch (RuntimeException e) {
      // A broken file declares nothing that could be relied on.
      return Collections.<String>emptySet();
    }
    return names;
  }

  private Map<String, Set<String>> declaredBy(ClassLoader loader) {
    Map<String, Set<String>> known = declared.get(loader);
    return known != null
        ? known
        : declared.putIfAbsent(
            loader, Collections.synchronizedMap(new HashMap<String, Set<String>>()));
  }

  private static int parameters(String descriptor) {
    int count = 0;
    int end = descriptor.indexOf(')');
    for (int i = 1; i < end; i++) {
      char c = descriptor.charAt(i);
      if (c == '[') {
        continue;
      }
      if (c == 'L') {
        i = descriptor.indexOf(';', i);
      }
      count++;
    }
    return count;
  }

  /** Whether an annotation carries the other one, one level up. */
  boolean isAnnotated(ClassLoader loader, String type, Set<String> annotations) {
    if (type.startsWith("java.") || type.startsWith("kotlin.")) {
      return false;
    }
    for (String each : factsOf(loader, type).annotations) {
      if (annotations.contains(each)) {
        return true;
      }
    }
    return false;
  }

  /** What is known of a type; {@link TypeFacts#UNKNOWN} if its class file cannot be had now. */
  TypeFacts factsOf(ClassLoader loader, String name) {
    Map<String, TypeFacts> known = of(loader);
    TypeFacts facts = known.get(name);
    if (facts == null) {
      if (isMissing(loader, name)) {
        return TypeFacts.UNKNOWN;
      }
      facts = read(loader, name);
      if (facts == TypeFacts.UNKNOWN) {
        missing(loader, name);
      } else {
        known.put(name, facts);
      }
    }
    return facts;
  }

  /** Whether the type could not be read a moment ago. */
  private boolean isMissing(ClassLoader loader, String name) {
    Map<String, Long> known = missing.get(loader);
    Long since = known == null ? null : known.get(name);
    return since != null && nanoTime() - since < UNKNOWN_NANOS;
  }

  private void missing(ClassLoader loader, String name) {
    Map<String, Long> known = missing.get(loader);
    if (known == null) {
      known = missing.putIfAbsent(loader, Collections.synchronizedMap(new HashMap<String, Long>()));
    }
    known.put(name, nanoTime());
  }

  long nanoTime() {
    return System.nanoTime();
  }

  private Map<String, TypeFacts> of(ClassLoader loader) {
    Map<String, TypeFacts> known = loaders.get(loader);
    return known != null
        ? known
        : loaders.putIfAbsent(
            loader, Collections.synchronizedMap(new HashMap<String, TypeFacts>()));
  }

  private static TypeFacts read(ClassLoader loader, String name) {
    ClassFile file = file(loader, name);
    if (file == null) {
      return TypeFacts.UNKNOWN;
    }
    try {
      return TypeFacts.of(file);
    } catch (RuntimeException e) {
      // A broken file is none.
      return TypeFacts.UNKNOWN;
    }
  }

  /** The class file of a type; null where there is none, or the loader or the file is broken. */
  private static ClassFile file(ClassLoader loader, String name) {
    String path = name.replace('.', '/') + ".class";
    try {
      InputStream in = loader.getResourceAsStream(path);
      if (in == null) {
        return null;
      }
      try {
        return new ClassFile(readAll(in));
      } finally {
        in.close();
      }
    } catch (VirtualMachineError e) {
      // The program's own: nothing is learnt of the type.
      throw e;
    } catch (Throwable e) {
      // Whatever the application's loader throws: the type is unknown.
      return null;
    }
  }

  static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > MAX_CLASS_BYTES) {
        throw new IOException("longer than a class file can sensibly be");
      }
    }
    return out.toByteArray();
  }
}
