package io.weftline.agent.instrument.log4j2;

import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Hears of what is logged with Log4j 2. */
public final class Log4j2Instrumentation extends Instrumentation {
  private static final String LOGGER = "org.apache.logging.log4j.core.Logger";
  private static final String ASYNC_LOGGER = "org.apache.logging.log4j.core.async.AsyncLogger";

  private static final String PACKAGE = "io.weftline.agent.instrument.log4j2.linked.";

  private static final String LEVEL = "Lorg/apache/logging/log4j/Level;";
  private static final String MARKER = "Lorg/apache/logging/log4j/Marker;";
  private static final String MESSAGE =
      "Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V";

  private static final String LOG_MESSAGE = "(Ljava/lang/String;" + LEVEL + MARKER + MESSAGE;
  private static final String LOG =
      "(" + LEVEL + MARKER + "Ljava/lang/String;Ljava/lang/StackTraceElement;" + MESSAGE;

  private static volatile LogRecords records;

  private int hook;

  /** For linked code; there as soon as anything is linked. */
  public static LogRecords records() {
    return records;
  }

  @Override
  public void install(Services services) {
    records = services.get(LogRecords.class);
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    String name = file.name();
    return name.equals(LOGGER) || name.equals(ASYNC_LOGGER);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      if (method.name().equals("logMessage") && method.descriptor().equals(LOG_MESSAGE)) {
        plan.link(method, PACKAGE + "LogMessageAdvice", hook);
      } else if (method.name().equals("log") && method.descriptor().equals(LOG)) {
        plan.link(method, PACKAGE + "LogAdvice", hook);
      }
    }
  }
}
