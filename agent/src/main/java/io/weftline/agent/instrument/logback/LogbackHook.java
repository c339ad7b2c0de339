package io.weftline.agent.instrument.logback;

import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.trace.RecordHook;
import io.weftline.agent.weave.Linker;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** The hook around the call of the appenders. Thread-safe. */
final class LogbackHook extends RecordHook {
  private static final String READER =
      "io.weftline.agent.instrument.logback.linked.LoggingEventReader";

  private final ClassValue<EventReader> readers;

  LogbackHook(LogRecords records, Linker linker) {
    super(records);
    readers = new Readers(linker);
  }

  /** Its number. A method here, so that nobody has to load the class who does not call it. */
  static int add(LogRecords records, Linker linker) {
    return Bridge.add(new LogbackHook(records, linker));
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
        throw new IllegalStateException("Logback cannot be read", e);
      } finally {
        context.mute(before);
      }
    }
  }
}
