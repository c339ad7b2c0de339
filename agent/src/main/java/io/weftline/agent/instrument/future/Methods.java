package io.weftline.agent.instrument.future;

import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Plan;

/** The methods of a class of the JDK, of which some are planned for. Used by one thread. */
final class Methods {
  private static final String ADVICE = "io.weftline.agent.instrument.future.";

  private final ClassFile file;
  private final Plan plan;

  Methods(ClassFile file, Plan plan) {
    this.file = file;
    this.plan = plan;
    plan.readsFields();
  }

  /**
   * Adds an advice to methods.
   *
   * @param descriptor what it begins with
   * @return whether there are any
   */
  boolean add(String name, String descriptor, String advice) {
    boolean any = false;
    for (ClassFile.Method each : file.methods()) {
      if (each.name().equals(name)
          && each.descriptor().startsWith(descriptor)
          && each.codeLength() > 0) {
        plan.add(each, ADVICE + advice, 0);
        any = true;
      }
    }
    return any;
  }

  /** Says so if a method is not there that should be. */
  void known(boolean there, String name) {
    if (!there) {
      plan.misses(name);
    }
  }
}
