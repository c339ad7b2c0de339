package com.acme.loggers;

import org.apache.commons.logging.LogFactory;

/** Commons Logging, whatever is behind it. */
public final class Commons implements Loggers {

  @Override
  public Log of(String name) {
    org.apache.commons.logging.Log logger = LogFactory.getLog(name);
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
