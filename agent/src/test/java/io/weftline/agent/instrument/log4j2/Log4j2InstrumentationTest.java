package io.weftline.agent.instrument.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weftline.agent.instrument.WovenLogging;
import io.weftline.agent.weave.ClassFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.junit.jupiter.api.Test;

/** The Log4j 2 of the class path, woven. */
class Log4j2InstrumentationTest {
  private final WovenLogging logging = new WovenLogging(new Log4j2Instrumentation());

  private List<String> heardOf(Class<? extends Runnable> program) {
    logging.run(program, "org.apache.logging.log4j.core.");
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
            "FATAL com.acme.Shop: fatal 6",
            "INFO com.acme.Shop: notice 7"),
        heardOf(Levels.class));
  }

  private static Logger logger() {
    LoggerContext context = new LoggerContext("test");
    context.start(new NullConfiguration());
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.setLevel(Level.DEBUG);
    List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
    context.updateLoggers();
    return context.getLogger("com.acme.Shop");
  }

  /** Each level, and one of the application's own. */
  public static final class Levels implements Runnable {
    @Override
    public void run() {
      Logger logger = logger();
      logger.trace("trace", new RuntimeException("1"));
      logger.debug("debug", new RuntimeException("2"));
      logger.info("info", new RuntimeException("3"));
      logger.warn("warn", new RuntimeException("4"));
      logger.error("order {} of {}", 7, new Hostile(), new RuntimeException("5"));
      logger.error("none");
      logger.fatal("fatal", new RuntimeException("6"));
      logger.log(Level.forName("NOTICE", 350), "notice", new RuntimeException("7"));
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
  void theTextIsThatOfMessagesThatDoNotRenderIt() {
    assertEquals(
        List.of(
            "ERROR com.acme.Shop: %s of %s 1",
            "ERROR com.acme.Shop: null 2",
            "ERROR com.acme.Shop: null 3",
            "ERROR com.acme.Shop: text 4",
            "ERROR com.acme.Shop: null 5"),
        heardOf(Messages.class));
  }

  /** Messages of other kinds. */
  public static final class Messages implements Runnable {
    @Override
    public void run() {
      Logger logger = logger();
      logger.error(
          new StringFormattedMessage("%s of %s", new Hostile(), new RuntimeException("1")));
      logger.error(new Hostile(), new RuntimeException("2"));
      logger.error(new MapMessage(), new RuntimeException("3"));
      logger.error((Object) "text", new RuntimeException("4"));
      logger.error(new RuntimeException("5"));
    }
  }

  @Test
  void asynchronousLoggersAreWovenToo() {
    ClassLoader loader = getClass().getClassLoader();
    String name = "org.apache.logging.log4j.core.async.AsyncLogger";
    byte[] before = WovenLogging.read(loader, name);
    List<ClassFile.Method> old = new ClassFile(before).methods();
    List<ClassFile.Method> woven = new ClassFile(logging.weave(loader, name, before)).methods();
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (old.get(i).codeLength() != woven.get(i).codeLength()) {
        changed.add(woven.get(i).name());
      }
    }
    assertEquals(List.of("logMessage"), changed);
  }
}
