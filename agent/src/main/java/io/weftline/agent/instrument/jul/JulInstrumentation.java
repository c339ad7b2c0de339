package io.weftline.agent.instrument.jul;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;

/** Hears of what is logged with the JDK's own library. */
public final class JulInstrumentation extends Instrumentation {
  private static final int NONE = -1;

  private Services services;
  private int hook = NONE;

  @Override
  public void install(Services all) {
    services = all;
    services.get(JdkClasses.class).weave(this, "java/util/logging/Logger");
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return false;
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      if (method.name().equals("log")
          && method.descriptor().equals("(Ljava/util/logging/LogRecord;)V")) {
        plan.add(method, CallAdvices.CALL, hook());
      }
    }
  }

  /** Made when the class is there: most programs never load it. */
  private synchronized int hook() {
    if (hook == NONE) {
      hook = JulHook.add(services.get(LogRecords.class));
    }
    return hook;
  }
}
