package io.weftline.agent.log;

import org.slf4j.Logger;
import org.slf4j.simple.SimpleServiceProvider;

/**
 * slf4j-simple, set up so that its lines begin with {@code weftline: } and go to what {@code
 * System.err} is at that moment. It is configured by system properties only and reads them once;
 * they are set for that moment and taken back, so that neither an application's {@code
 * simplelogger.properties} has a say here nor ours there.
 *
 * <p>Used under the lock of {@link Log}.
 */
final class StderrLogger {
  private static final String PREFIX = "org.slf4j.simpleLogger.";
  private static final String NAME = "weftline";
  private static final String BEGIN = "weftline:";

  private static final String[] SETTINGS = {
    PREFIX + "logFile", "System.err",
    PREFIX + "cacheOutputStream", "false",
    PREFIX + "defaultLogLevel", "info",
    PREFIX + "log." + NAME, "info",
    PREFIX + "showDateTime", "false",
    PREFIX + "showThreadName", "false",
    PREFIX + "showThreadId", "false",
    PREFIX + "showLogName", "false",
    PREFIX + "showShortLogName", "false",
    PREFIX + "levelInBrackets", "false",
    PREFIX + "warnLevelString", BEGIN
  };

  private final Logger logger;

  StderrLogger() {
    String[] before = new String[SETTINGS.length];
    for (int i = 0; i < SETTINGS.length; i += 2) {
      before[i] = System.getProperty(SETTINGS[i]);
      System.setProperty(SETTINGS[i], SETTINGS[i + 1]);
    }
    try {
      // Not by LoggerFactory, which looks for providers with a ServiceLoader.
      SimpleServiceProvider provider = new SimpleServiceProvider();
      provider.initialize();
      logger = provider.getLoggerFactory().getLogger(NAME);
    } finally {
      for (int i = 0; i < SETTINGS.length; i += 2) {
        if (before[i] == null) {
          System.clearProperty(SETTINGS[i]);
        } else {
          System.setProperty(SETTINGS[i], before[i]);
        }
      }
    }
  }

  /** Prints a message; each of its lines begins alike. */
  void print(String message) {
    logger.warn(message.replace("\n", "\n" + BEGIN + " "));
  }
}
