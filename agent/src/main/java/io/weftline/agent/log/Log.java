package io.weftline.agent.log;

import java.util.HashMap;
import java.util.Map;

/**
 * What the agent says on stderr: rare, never the application's logger. At most one message a minute
 * and cause; the next one says how many were held back.
 *
 * <p>Thread-safe; never throws and, but for a lock that is held while printing, never waits.
 */
public final class Log {
  private static final long INTERVAL_NANOS = 60000000000L;
  private static final int MAX_CAUSES = 64;
  private static final String OTHER = "other";

  private static final Log INSTANCE =
      new Log(
          new Clock() {
            @Override
            public long nanos() {
              return System.nanoTime();
            }
          });

  /** A monotonic clock that tests can turn. */
  interface Clock {
    long nanos();
  }

  private final Clock clock;

  /** Guarded by this. */
  private final Map<String, Said> said = new HashMap<String, Said>();

  /** Made with the first message, since nothing of it is to be loaded before. Guarded by this. */
  private StderrLogger logger;

  Log(Clock clock) {
    this.clock = clock;
  }

  /**
   * Says something.
   *
   * @param cause a word or two that is the same whenever the reason is
   * @param message what happened, where, and what to do
   */
  public static void say(String cause, String message) {
    INSTANCE.print(cause, message);
  }

  void print(String cause, String message) {
    try {
      printUnlessSaid(cause, message);
    } catch (Throwable t) {
      // Nobody is left to be told: the stream itself may be the application's and fail.
      return;
    }
  }

  private synchronized void printUnlessSaid(String cause, String message) {
    String key = said.containsKey(cause) || said.size() < MAX_CAUSES ? cause : OTHER;
    Said before = said.get(key);
    long now = clock.nanos();
    if (before == null) {
      before = new Said();
      said.put(key, before);
    } else if (now - before.nanos < INTERVAL_NANOS) {
      before.suppressed++;
      return;
    }
    String text = message;
    if (before.suppressed > 0) {
      text += " (" + before.suppressed + " more of this kind were not printed)";
    }
    before.nanos = now;
    before.suppressed = 0;
    if (logger == null) {
      logger = new StderrLogger();
    }
    logger.print(text);
  }

  /** When a cause was last printed and how often it was held back since. */
  private static final class Said {
    long nanos;
    long suppressed;
  }
}
