package io.weftline.agent.weave;

import java.util.Set;

/** What the class in hand is below of, and what its annotations carry; read when asked for. */
public final class Supertypes {
  private final Hierarchy hierarchy;
  private final ClassLoader loader;
  private final ClassFile file;

  Supertypes(Hierarchy hierarchy, ClassLoader loader, ClassFile file) {
    this.hierarchy = hierarchy;
    this.loader = loader;
    this.file = file;
  }

  /** The loader that is about to define the class; for one of the JDK some loader that sees it. */
  public ClassLoader loader() {
    return loader;
  }

  /** Whether the class is one of the types or below one of them. */
  public boolean isAny(Set<String> types) {
    return hierarchy.isBelow(loader, file, types);
  }

  /** Whether an annotation is one of those, or carries one of them itself. */
  public boolean isMeant(String annotation, Set<String> annotations) {
    return annotations.contains(annotation)
        || hierarchy.isAnnotated(loader, annotation, annotations);
  }

  /** Whether a supertype, by its binary name, declares a method; that is what it means. */
  public boolean declares(String supertype, String method, String descriptor) {
    return hierarchy.declares(loader, supertype, method, descriptor);
  }
}
