package com.acme.loggers;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Log4j 2. */
public final class Log4j2 implements Loggers {

  @Override
  public Log of(String name) {
    Logger logger = LogManager.getLogger(name);
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
    LogManager.shutdown();
  }
}
