package io.weftline.agent.instrument.commonslogging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weftline.agent.instrument.WovenLogging;
import java.util.List;
import org.apache.commons.logging.impl.SimpleLog;
import org.junit.jupiter.api.Test;

/** The Commons Logging of the class path, woven; its class files are of Java 1.1. */
class CommonsLoggingInstrumentationTest {
  private final WovenLogging logging = new WovenLogging(new CommonsLoggingInstrumentation());

  @Test
  void aThrowableIsHeardOfWithItsLevelAndTextAfterTheLevelCheck() {
    logging.run(Levels.class, "org.apache.commons.logging.");
    assertEquals(
        List.of(
            "DEBUG com.acme.Shop: debug 2",
            "INFO com.acme.Shop: info 3",
            "WARN com.acme.Shop: warn 4",
            "ERROR com.acme.Shop: null 5",
            "FATAL com.acme.Shop: fatal 6"),
        logging.heard());
  }

  /** Each level; nothing is written. */
  public static final class Levels implements Runnable {
    @Override
    public void run() {
      Quiet log = new Quiet();
      log.setLevel(SimpleLog.LOG_LEVEL_DEBUG);
      log.trace("trace", new RuntimeException("1"));
      log.debug("debug", new RuntimeException("2"));
      log.info("info", new RuntimeException("3"));
      log.warn("warn", new RuntimeException("4"));
      log.error(new Object(), new RuntimeException("5"));
      log.error("none");
      log.fatal("fatal", new RuntimeException("6"));
    }
  }

  /** Writes nothing. */
  public static final class Quiet extends SimpleLog {
    private static final long serialVersionUID = 1L;

    Quiet() {
      super("com.acme.Shop");
    }

    @Override
    protected void write(StringBuffer text) {}
  }
}
