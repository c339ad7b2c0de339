package io.weftline.agent.instrument.mdc;

import io.weftline.agent.config.Config;
import io.weftline.agent.trace.Works;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Linker;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Sees which applications have an MDC; weaves nothing. */
public final class MdcInstrumentation extends Instrumentation {
  /** Of both, a class that is loaded when the library begins to log, and not before. */
  static final String LOGBACK = "ch.qos.logback.classic.spi.LoggingEvent";

  static final String LOG4J = "org.apache.logging.log4j.core.LoggerContext";

  private Services services;
  private LoggingContexts contexts;
  private boolean listening;

  @Override
  public void install(Services all) {
    services = all;
    if (all.get(Config.class).get(MdcOptions.MDC)) {
      contexts = new LoggingContexts(all.get(Linker.class), Bridge.add((Bridge.Hook) null));
    }
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    String name = file.name();
    return contexts != null && (name.equals(LOGBACK) || name.equals(LOG4J));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    contexts.note(supertypes.loader(), file.name());
    listen();
  }

  private synchronized void listen() {
    if (!listening) {
      listening = true;
      services.get(Works.class).listen(contexts);
    }
  }
}
