package io.weftline.agent.instrument.logback.linked;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.weftline.agent.instrument.logback.EventReader;
import io.weftline.agent.trace.LogRecords;

/** Reads the events that Logback itself makes. */
public final class LoggingEventReader extends EventReader {

  @Override
  public boolean begin(LogRecords records, Object event) {
    if (event == null || event.getClass() != LoggingEvent.class) {
      return false;
    }
    LoggingEvent logged = (LoggingEvent) event;
    IThrowableProxy proxy = logged.getThrowableProxy();
    return records.begin(
        levelOf(logged.getLevel().levelInt),
        logged.getLoggerName(),
        logged.getMessage(),
        proxy instanceof ThrowableProxy ? ((ThrowableProxy) proxy).getThrowable() : null);
  }

  private static io.weftline.agent.event.Level levelOf(int level) {
    return level >= Level.ERROR_INT
        ? io.weftline.agent.event.Level.ERROR
        : level >= Level.WARN_INT
            ? io.weftline.agent.event.Level.WARN
            : level >= Level.INFO_INT
                ? io.weftline.agent.event.Level.INFO
                : level >= Level.DEBUG_INT
                    ? io.weftline.agent.event.Level.DEBUG
                    : io.weftline.agent.event.Level.TRACE;
  }
}
