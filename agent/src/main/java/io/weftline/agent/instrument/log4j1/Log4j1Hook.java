package io.weftline.agent.instrument.log4j1;

import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.trace.RecordHook;
import io.weftline.agent.weave.Linker;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** The hook around the call of the appenders. Thread-safe. */
final class Log4j1Hook extends RecordHook {
  private static final String READER =
      "io.weftline.agent.instrument.log4j1.linked.LoggingEventReader";

  private final ClassValue<EventReader> readers;

  Log4j1Hook(LogRecords records, Linker linker) {
    super(records);
    readers = new Readers(linker);
  }

  /** Its number. A method here, so that nobody has to load the class who does not call it. */
  static int add(LogRecords records, Linker linker) {
    return Bridge.add(new Log4j1Hook(records, linker));
  }

  @Override
  protected Frame record(ThreadContext context, Object self, Object argument) {
    return begun(context, readers.get(self.getClass()).begin(records, argument));
  }

  /** By the class of the logger, which holds its application's. */
  private static final class Readers extends ClassValue<EventReader> {
    private final Linker linker;

    Readers(Linker linker) {
      this.linker = linker;
    }

    @Override
    protected EventReader computeValue(Class<?> logger) {
      ThreadContext context = ThreadContext.current();
      // The application's loader may log what it loads.
      boolean before = context.mute(true);
      try {
        return (EventReader)
            linker.load(logger.getClassLoader(), READER).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Log4j 1 cannot be read", e);
      } finally {
        context.mute(before);
      }
    }
  }
}
