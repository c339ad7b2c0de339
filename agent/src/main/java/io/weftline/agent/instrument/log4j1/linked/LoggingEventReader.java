package io.weftline.agent.instrument.log4j1.linked;

import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.log4j1.EventReader;
import io.weftline.agent.trace.LogRecords;
import org.apache.log4j.Priority;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;

/** Reads the events that Log4j itself makes. */
public final class LoggingEventReader extends EventReader {

  // The field, since its getter fails with a level that is none of Log4j's own.
  @SuppressWarnings("deprecation")
  @Override
  public boolean begin(LogRecords records, Object event) {
    if (event == null || event.getClass() != LoggingEvent.class) {
      return false;
    }
    LoggingEvent logged = (LoggingEvent) event;
    Object message = logged.getMessage();
    ThrowableInformation thrown = logged.getThrowableInformation();
    return records.begin(
        levelOf(logged.level.toInt()),
        logged.getLoggerName(),
        message instanceof String ? (String) message : null,
        thrown == null ? null : thrown.getThrowable());
  }

  private static Level levelOf(int level) {
    return level >= Priority.FATAL_INT
        ? Level.FATAL
        : level >= Priority.ERROR_INT
            ? Level.ERROR
            : level >= Priority.WARN_INT
                ? Level.WARN
                : level >= Priority.INFO_INT
                    ? Level.INFO
                    : level >= Priority.DEBUG_INT ? Level.DEBUG : Level.TRACE;
  }
}
