package io.weftline.agent.instrument.logback;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Linker;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;

/** Hears of what is logged with Logback. */
public final class LogbackInstrumentation extends Instrumentation {
  private static final String LOGGER = "ch.qos.logback.classic.Logger";
  private static final int NONE = -1;

  private Services services;
  private int hook = NONE;

  @Override
  public void install(Services all) {
    services = all;
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.name().equals(LOGGER);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      if (method.name().equals("callAppenders")
          && method.descriptor().equals("(Lch/qos/logback/classic/spi/ILoggingEvent;)V")) {
        plan.add(method, CallAdvices.CALL, hook());
      }
    }
  }

  /** Made when there is a class to weave. */
  private synchronized int hook() {
    if (hook == NONE) {
      hook = LogbackHook.add(services.get(LogRecords.class), services.get(Linker.class));
    }
    return hook;
  }
}
