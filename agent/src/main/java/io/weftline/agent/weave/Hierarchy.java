package io.weftline.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Supertypes and annotations of types that may not be loaded yet, read from their class files
 * through the loader that will need them, and remembered for each loader, which is held weakly.
 *
 * <p>Thread-safe. No lock is held while a loader is asked: two threads may read the same file,
 * which is harmless.
 */
final class Hierarchy {
  /** Deeper than any hierarchy that is not a mistake. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_CLASS_BYTES = 16 << 20;

  private final Map<ClassLoader, Map<String, TypeFacts>> loaders =
      new WeakHashMap<ClassLoader, Map<String, TypeFacts>>();

  private final Map<ClassLoader, Map<String, Set<String>>> declared =
      new WeakHashMap<ClassLoader, Map<String, Set<String>>>();

  /** Whether a class is one of the types, or below one of them. */
  boolean isBelow(ClassLoader loader, ClassFile file, Set<String> types) {
    return types.contains(file.name()) || below(loader, TypeFacts.of(file), types, 0) != null;
  }

  /** The first of the types that a class extends or implements, or null; never itself. */
  String supertypeAmong(ClassLoader loader, ClassFile file, Set<String> types) {
    return below(loader, TypeFacts.of(file), types, 0);
  }

  private String below(ClassLoader loader, TypeFacts facts, Set<String> types, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    for (String each : facts.interfaces) {
      if (types.contains(each)) {
        return each;
      }
    }
    String superName = facts.superName;
    if (superName != null && types.contains(superName)) {
      return superName;
    }
    for (String each : facts.interfaces) {
      String found = belowNamed(loader, each, types, depth);
      if (found != null) {
        return found;
      }
    }
    return superName == null ? null : belowNamed(loader, superName, types, depth);
  }

  private String belowNamed(ClassLoader loader, String name, Set<String> types, int depth) {
    // What the JDK has above its own types is never what somebody asked for but for java.sql.
    if (name.startsWith("java.") && !name.startsWith("java.sql.")) {
      return null;
    }
    return below(loader, factsOf(loader, name), types, depth + 1);
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
      declared = new HashSet<String>();
      ClassFile file = file(loader, type);
      if (file != null) {
        for (ClassFile.Method each : file.methods()) {
          if (!each.is(ClassFile.STATIC | ClassFile.PRIVATE)) {
            declared.add(each.name() + parameters(each.descriptor()));
          }
        }
      }
      known.put(type, declared);
    }
    return declared.contains(method + parameters(descriptor));
  }

  private Map<String, Set<String>> declaredBy(ClassLoader loader) {
    synchronized (declared) {
      Map<String, Set<String>> known = declared.get(loader);
      if (known == null) {
        known = Collections.synchronizedMap(new HashMap<String, Set<String>>());
        declared.put(loader, known);
      }
      return known;
    }
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

  /** What is known of a type; {@link TypeFacts#UNKNOWN} if its class file cannot be had. */
  TypeFacts factsOf(ClassLoader loader, String name) {
    Map<String, TypeFacts> known = of(loader);
    TypeFacts facts = known.get(name);
    if (facts == null) {
      facts = read(loader, name);
      known.put(name, facts);
    }
    return facts;
  }

  /** Notes a class that is being loaded anyway, so that its file need not be read again. */
  void learn(ClassLoader loader, ClassFile file) {
    of(loader).put(file.name(), TypeFacts.of(file));
  }

  private Map<String, TypeFacts> of(ClassLoader loader) {
    synchronized (loaders) {
      Map<String, TypeFacts> known = loaders.get(loader);
      if (known == null) {
        known = Collections.synchronizedMap(new HashMap<String, TypeFacts>());
        loaders.put(loader, known);
      }
      return known;
    }
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
      InputStream in =
          loader == null
              ? ClassLoader.getSystemResourceAsStream(path)
              : loader.getResourceAsStream(path);
      if (in == null) {
        return null;
      }
      try {
        return new ClassFile(readAll(in));
      } finally {
        in.close();
      }
    } catch (IOException e) {
      return null;
    } catch (RuntimeException e) {
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
