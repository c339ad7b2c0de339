package io.weftline.agent.weave;

import java.util.List;

/** What is known of a type without loading it: its supertypes and annotations. Immutable. */
final class TypeFacts {
  /** Stands for a type whose class file is not to be found. */
  static final TypeFacts UNKNOWN = new TypeFacts(null, new String[0], new String[0]);

  final String superName;
  final String[] interfaces;
  final String[] annotations;

  private TypeFacts(String superName, String[] interfaces, String[] annotations) {
    this.superName = superName;
    this.interfaces = interfaces;
    this.annotations = annotations;
  }

  static TypeFacts of(ClassFile file) {
    List<String> interfaces = file.interfaces();
    List<String> annotations = file.annotations();
    return new TypeFacts(
        file.superName(), interfaces.toArray(new String[0]), annotations.toArray(new String[0]));
  }
}
