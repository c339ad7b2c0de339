package io.weftline.agent.instrument.jul;

import io.weftline.agent.event.Level;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.trace.RecordHook;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The hook around the call with a record. Thread-safe. */
final class JulHook extends RecordHook {
  // Numbers and not the constants of the JDK's class, which has to be initialised for them.
  private static final int SEVERE = 1_000;
  private static final int WARNING = 900;
  private static final int CONFIG = 700;
  private static final int FINE = 500;

  JulHook(LogRecords records) {
    super(records);
  }

  /** Its number. A method here, so that nobody has to load the class who does not call it. */
  static int add(LogRecords records) {
    return Bridge.add(new JulHook(records));
  }

  @Override
  protected Frame record(ThreadContext context, Object self, Object argument) {
    LogRecord record = (LogRecord) argument;
    Logger logger = (Logger) self;
    if (record == null || !logger.isLoggable(record.getLevel())) {
      return null;
    }
    String name = logger.getName();
    return begin(
        context,
        levelOf(record.getLevel().intValue()),
        name == null ? "" : name,
        record.getMessage(),
        record.getThrown());
  }

  private static Level levelOf(int level) {
    return level >= SEVERE
        ? Level.ERROR
        : level >= WARNING
            ? Level.WARN
            : level >= CONFIG ? Level.INFO : level >= FINE ? Level.DEBUG : Level.TRACE;
  }
}
