package io.weftline.agent.instrument.log4j1;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Linker;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;

/** Hears of what is logged with Log4j 1. */
public final class Log4j1Instrumentation extends Instrumentation {
  private static final String CATEGORY = "org.apache.log4j.Category";

  /** What the class of that name in Log4j 2's own bridge has in descriptors. */
  private static final String NEWER = "Lorg/apache/logging/";

  private static final int NONE = -1;

  private Services services;
  private int hook = NONE;

  @Override
  public void install(Services all) {
    services = all;
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.name().equals(CATEGORY);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    ClassFile.Method callAppenders = null;
    for (ClassFile.Method method : file.methods()) {
      if (method.descriptor().contains(NEWER)) {
        return;
      }
      if (method.name().equals("callAppenders")
          && method.descriptor().equals("(Lorg/apache/log4j/spi/LoggingEvent;)V")) {
        callAppenders = method;
      }
    }
    if (callAppenders != null) {
      plan.add(callAppenders, CallAdvices.CALL, hook());
    }
  }

  /** Made when there is a class to weave. */
  private synchronized int hook() {
    if (hook == NONE) {
      hook = Log4j1Hook.add(services.get(LogRecords.class), services.get(Linker.class));
    }
    return hook;
  }
}
