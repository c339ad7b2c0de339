package com.acme.loggers;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The JDK's own library, with a handler that prints no times. */
public class Jul implements Loggers {
  /** Held, or the JDK forgets their levels. */
  private final List<Logger> held = new ArrayList<Logger>();

  public Jul() {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(handler());
    Logger fine = Logger.getLogger("com.acme.fine");
    fine.setLevel(Level.ALL);
    held.add(fine);
  }

  Handler handler() {
    return new Printing();
  }

  @Override
  public Log of(String name) {
    Logger logger = Logger.getLogger(name);
    held.add(logger);
    return new Log() {
      @Override
      void trace(String message, Throwable thrown) {
        logger.log(Level.FINER, message, thrown);
      }

      @Override
      void debug(String message, Throwable thrown) {
        logger.log(Level.FINE, message, thrown);
      }

      @Override
      void info(String message, Throwable thrown) {
        logger.log(Level.INFO, message, thrown);
      }

      @Override
      void warn(String message, Throwable thrown) {
        logger.logp(Level.WARNING, "Shop", "order", message, thrown);
      }

      @Override
      void error(String message, Throwable thrown) {
        logger.log(Level.SEVERE, message, thrown);
      }

      @Override
      void error(String message) {
        logger.severe(message);
      }
    };
  }

  @Override
  public void close() {
    // Nothing is queued.
  }

  /** Level, logger, message and stack. */
  private static final class Printing extends Handler {
    Printing() {
      setLevel(Level.ALL);
      setFormatter(
          new Formatter() {
            @Override
            public String format(LogRecord record) {
              return record.getLevel() + " " + record.getLoggerName() + " " + record.getMessage();
            }
          });
    }

    @Override
    public void publish(LogRecord record) {
      System.out.println(getFormatter().format(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(System.out);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
