package io.weftline.agent.trace;

import io.weftline.agent.event.Level;
import io.weftline.bootstrap.ThreadContext;

/**
 * Where the records of the application's loggers come in, by the thread that logs: after the
 * logger's level check, whatever its appenders. A record that one logging library hands to the next
 * (a bridge is an appender of the first) comes in once.
 *
 * <p>Thread-safe.
 */
public final class LogRecords {
  private final Failures failures;

  public LogRecords(Failures failures) {
    this.failures = failures;
  }

  /**
   * Before a record goes to its appenders.
   *
   * @param logger its name
   * @param message the text as the program has it, without its arguments; may be null
   * @param thrown may be null
   * @return whether {@link #end} is to be called afterwards, whatever happens
   */
  public boolean begin(Level level, String logger, String message, Throwable thrown) {
    ThreadContext context = ThreadContext.current();
    if (context.logging || !context.isObserved(0)) {
      return false;
    }
    context.logging = true;
    Crumb.logged(context, level, logger, message);
    if (thrown != null) {
      boolean before = context.mute(true);
      try {
        failures.logged(level, logger, message, thrown);
      } finally {
        context.mute(before);
      }
    }
    return true;
  }

  /** After it. */
  public void end() {
    ThreadContext.current().logging = false;
  }
}
