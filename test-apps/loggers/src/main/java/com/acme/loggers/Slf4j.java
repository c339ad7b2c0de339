package com.acme.loggers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SLF4J, whatever is behind it. */
public final class Slf4j implements Loggers {

  @Override
  public Log of(String name) {
    Logger logger = LoggerFactory.getLogger(name);
    return new Log() {
      @Override
      void trace(String message, Throwable thrown) {
        logger.trace(message, thrown);
      }

      @Override
      void debug(String message, Throwable thrown) {
        logger.debug(message, thrown);
      }

      @Override
      void info(String message, Throwable thrown) {
        logger.info(message, thrown);
      }

      @Override
      void warn(String message, Throwable thrown) {
        logger.warn(message, thrown);
      }

      @Override
      void error(String message, Throwable thrown) {
        logger.error(message, thrown);
      }

      @Override
      void error(String message) {
        logger.error(message);
      }

      @Override
      boolean error(String message, Object one, Object other, Throwable thrown) {
        logger.error(message, one, other, thrown);
        return true;
      }
    };
  }

  @Override
  public void close() {
    // Nothing is queued.
  }
}
