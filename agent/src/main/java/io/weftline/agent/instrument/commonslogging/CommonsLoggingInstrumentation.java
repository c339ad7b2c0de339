package io.weftline.agent.instrument.commonslogging;

import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;

/** Hears of what is logged with the log that Commons Logging has itself. */
public final class CommonsLoggingInstrumentation extends Instrumentation {
  private static final String LOG = "org.apache.commons.logging.impl.SimpleLog";
  private static final String ADVICE =
      "io.weftline.agent.instrument.commonslogging.SimpleLogAdvice";
  private static final int NONE = -1;

  private Services services;
  private int hook = NONE;

  @Override
  public void install(Services all) {
    services = all;
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.name().equals(LOG);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      // Spring's copy has none.
      if (method.name().equals("log")
          && method.descriptor().equals("(ILjava/lang/Object;Ljava/lang/Throwable;)V")) {
        plan.readsFields();
        plan.add(method, ADVICE, hook());
      }
    }
  }

  /** Made when there is a class to weave. */
  private synchronized int hook() {
    if (hook == NONE) {
      hook = SimpleLogHook.add(services.get(LogRecords.class));
    }
    return hook;
  }
}
