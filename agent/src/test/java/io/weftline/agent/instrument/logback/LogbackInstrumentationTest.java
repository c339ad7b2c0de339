package io.weftline.agent.instrument.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.weftline.agent.instrument.WovenLogging;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Logback of the class path, woven; its class files are too old to be linked. */
class LogbackInstrumentationTest {
  private final WovenLogging logging = new WovenLogging(new LogbackInstrumentation());

  private List<String> heardOf(Class<? extends Runnable> program) {
    logging.run(program, "ch.qos.logback.classic.");
    return logging.heard();
  }

  @Test
  void aThrowableIsHeardOfWithItsLevelAndTextAfterTheLevelCheck() {
    assertEquals(
        List.of(
            "DEBUG com.acme.Shop: debug 2",
            "INFO com.acme.Shop: info 3",
            "WARN com.acme.Shop: warn 4",
            "ERROR com.acme.Shop: order {} of {} 5",
            "TRACE com.acme.Fine: trace 6"),
        heardOf(Levels.class));
  }

  /** No appender anywhere. */
  public static final class Levels implements Runnable {
    @Override
    public void run() {
      LoggerContext context = new LoggerContext();
      Logger logger = context.getLogger("com.acme.Shop");
      logger.trace("trace", new RuntimeException("1"));
      logger.debug("debug", new RuntimeException("2"));
      logger.info("info", new RuntimeException("3"));
      logger.warn("warn", new RuntimeException("4"));
      logger.error("order {} of {}", 7, new Hostile(), new RuntimeException("5"));
      logger.error("none");
      Logger fine = context.getLogger("com.acme.Fine");
      fine.setLevel(Level.TRACE);
      fine.trace("trace", new RuntimeException("6"));
    }
  }

  /** An object of the application. */
  public static final class Hostile {
    @Override
    public String toString() {
      throw new AssertionError("rendered");
    }
  }

  @Test
  void severalAppendersAndOtherLoggersBehindThemMakeOneRecordOfOne() {
    assertEquals(
        List.of("ERROR com.acme.Shop: once 1", "WARN com.acme.Shop: next 2"),
        heardOf(Bridged.class));
  }

  /** Appenders at several loggers, one of which logs itself. */
  public static final class Bridged implements Runnable {
    @Override
    public void run() {
      LoggerContext context = new LoggerContext();
      Logger behind = context.getLogger("behind");
      behind.setAdditive(false);
      UnsynchronizedAppenderBase<ILoggingEvent> bridge =
          new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
              behind.error(event.getMessage(), new RuntimeException("bridged"));
            }
          };
      bridge.start();
      context.getLogger("com.acme").addAppender(bridge);
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(bridge);
      context.getLogger("com.acme.Shop").error("once", new RuntimeException("1"));
      context.getLogger("com.acme.Shop").warn("next", new RuntimeException("2"));
    }
  }

  @Test
  void anAppenderThatFailsEndsItsRecordOnly() {
    assertEquals(
        List.of("ERROR com.acme.Shop: first 1", "ERROR com.acme.Shop: second 2"),
        heardOf(Failing.class));
  }

  /** An appender whose error reaches the application. */
  public static final class Failing implements Runnable {
    @Override
    public void run() {
      LoggerContext context = new LoggerContext();
      AppenderBase<ILoggingEvent> failing =
          new AppenderBase<>() {
            @Override
            public synchronized void doAppend(ILoggingEvent event) {
              throw new IllegalStateException("full");
            }

            @Override
            protected void append(ILoggingEvent event) {}
          };
      failing.start();
      Logger logger = context.getLogger("com.acme.Shop");
      logger.addAppender(failing);
      int failed = 0;
      for (String each : List.of("first", "second")) {
        try {
          logger.error(each, new RuntimeException(each.equals("first") ? "1" : "2"));
        } catch (IllegalStateException e) {
          failed++;
        }
      }
      if (failed != 2) {
        throw new AssertionError("what the appender throws is the application's");
      }
    }
  }

  @Test
  void eventsOfOtherClassesAreLeftAlone() {
    assertEquals(List.of(), heardOf(Foreign.class));
  }

  /** An event that came from another process, and none. */
  public static final class Foreign implements Runnable {
    @Override
    public void run() {
      Logger logger = new LoggerContext().getLogger("com.acme.Shop");
      RuntimeException thrown = new RuntimeException("remote");
      LoggingEvent event = new LoggingEvent("x", logger, Level.ERROR, "text", thrown, null);
      logger.callAppenders(LoggingEventVO.build(event));
      logger.callAppenders(null);
    }
  }
}
