package com.acme.loggers;

import org.apache.log4j.LogManager;
import org.apache.log4j.Logger;

/** Log4j 1, or what stands for it. */
public final class Log4j1 implements Loggers {

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
    };
  }

  @Override
  public void close() {
    // Nothing is queued.
  }
}
