package io.weftline.agent.instrument.log4j1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weftline.agent.instrument.WovenLogging;
import io.weftline.agent.weave.CompiledClasses;
import java.util.List;
import org.apache.log4j.Hierarchy;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.RootLogger;
import org.apache.log4j.varia.NullAppender;
import org.junit.jupiter.api.Test;

/** The Log4j 1 of the class path, woven; its class files are too old to be linked. */
class Log4j1InstrumentationTest {
  private final WovenLogging logging = new WovenLogging(new Log4j1Instrumentation());

  @Test
  void aThrowableIsHeardOfWithItsLevelAndTextAfterTheLevelCheck() {
    logging.run(Levels.class, "org.apache.log4j.");
    assertEquals(
        List.of(
            "DEBUG com.acme.Shop: debug 2",
            "INFO com.acme.Shop: info 3",
            "WARN com.acme.Shop: warn 4",
            "ERROR com.acme.Shop: null 5",
            "FATAL com.acme.Shop: fatal 6",
            "WARN com.acme.Shop: audit 7"),
        logging.heard());
  }

  /** Each level, and one of the application's own. */
  public static final class Levels implements Runnable {
    @Override
    public void run() {
      Hierarchy loggers = new Hierarchy(new RootLogger(Level.DEBUG));
      loggers.getRootLogger().addAppender(new NullAppender());
      Logger logger = loggers.getLogger("com.acme.Shop");
      logger.trace("trace", new RuntimeException("1"));
      logger.debug("debug", new RuntimeException("2"));
      logger.info("info", new RuntimeException("3"));
      logger.warn("warn", new RuntimeException("4"));
      logger.error(new Hostile(), new RuntimeException("5"));
      logger.error("none");
      logger.fatal("fatal", new RuntimeException("6"));
      logger.log(new Audit(), "audit", new RuntimeException("7"));
    }
  }

  /** An object of the application. */
  public static final class Hostile {
    @Override
    public String toString() {
      throw new AssertionError("rendered");
    }
  }

  /** A level of the application's own, between two. */
  public static final class Audit extends Level {
    private static final long serialVersionUID = 1L;

    Audit() {
      super(35_000, "AUDIT", 3);
    }
  }

  @Test
  void theClassOfThatNameInTheNewerLog4jIsLeftAlone() {
    String name = "org.apache.log4j.Category";
    CompiledClasses bridge =
        CompiledClasses.of(
            "package org.apache.logging.log4j; public interface Logger {}",
            "package org.apache.log4j.spi; public class LoggingEvent {}",
            "package org.apache.log4j; public class Category {"
                + " org.apache.logging.log4j.Logger getLogger() { return null; }"
                + " public void callAppenders(org.apache.log4j.spi.LoggingEvent e) {} }");
    assertNull(logging.weave(bridge.loader(), name, bridge.bytes(name)));
    assertEquals(List.of(), logging.heard());
  }
}
