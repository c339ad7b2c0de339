package io.weftline.agent.instrument.jul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weftline.agent.instrument.WovenLogging;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The hook as woven code calls it: the class of the JDK itself is woven in a process of its own.
 */
class JulInstrumentationTest {
  private final WovenLogging logging = new WovenLogging(new JulInstrumentation());
  private final JulHook hook = new JulHook(logging.services.logRecords);

  private Frame enter(Logger logger, LogRecord record) {
    return hook.enter(ThreadContext.current(), logger, record);
  }

  private void exit(Frame frame) {
    hook.exit(frame, null, null, null, 0, null);
  }

  private static LogRecord record(Level level, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setThrown(new RuntimeException("of it"));
    return record;
  }

  private static Logger logger(Level level) {
    Logger logger = Logger.getLogger("com.acme.Jul");
    logger.setLevel(level);
    return logger;
  }

  @Test
  void everyLevelBecomesTheNearest() {
    Logger logger = logger(Level.ALL);
    Level custom = new Level("AUDIT", 950) {};
    for (Level each :
        List.of(
            Level.SEVERE,
            custom,
            Level.WARNING,
            Level.INFO,
            Level.CONFIG,
            Level.FINE,
            Level.FINER,
            Level.FINEST)) {
      exit(enter(logger, record(each, each.getName())));
    }
    assertEquals(
        List.of(
            "ERROR com.acme.Jul: SEVERE of it",
            "WARN com.acme.Jul: AUDIT of it",
            "WARN com.acme.Jul: WARNING of it",
            "INFO com.acme.Jul: INFO of it",
            "INFO com.acme.Jul: CONFIG of it",
            "DEBUG com.acme.Jul: FINE of it",
            "TRACE com.acme.Jul: FINER of it",
            "TRACE com.acme.Jul: FINEST of it"),
        logging.heard());
  }

  @Test
  void belowTheLevelThereIsNothing() {
    assertNull(enter(logger(Level.WARNING), record(Level.INFO, "text")));
    assertNull(enter(logger(Level.OFF), record(Level.SEVERE, "text")));
    assertNull(enter(logger(Level.ALL), null));
    assertEquals(List.of(), logging.heard());
  }

  @Test
  void whatAHandlerPassesOnIsOneRecord() {
    Frame frame = enter(logger(Level.ALL), record(Level.SEVERE, "outer"));
    assertNotNull(frame);
    assertNull(enter(logger(Level.ALL), record(Level.SEVERE, "bridged")));
    exit(frame);
    exit(enter(Logger.getAnonymousLogger(), record(Level.SEVERE, "next")));
    assertEquals(List.of("ERROR com.acme.Jul: outer of it", "ERROR : next of it"), logging.heard());
  }
}
