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
  /** No bit: with it a context is asked whether it observes anything at all. */
  static final int NO_GROUP = 0;

  private final Failures failures;

  public LogRecords(Failures failures) {
    this.failures = failures;
  }

  /**
   * Before a record goes to its appenders. What is logged while the agent is at work on the thread
   * is not the application's doing, and does not come in.
   *
   * @param logger its name
   * @param message the text as the program has it, without its arguments; may be null
   * @param thrown may be null
   * @return whether {@link #end} is to be called afterwards, whatever happens
   */
  public boolean begin(Level level, String logger, String message, Throwable thrown) {
    ThreadContext context = ThreadContext.current();
    if (context.logging || !context.isObserved(NO_GROUP)) {
      return false;
    }
    Crumb.logged(context, level, logger, message);
    if (thrown != null) {
      boolean before = context.mute(true);
      try {
        failures.logged(level, logger, message, thrown);
      } finally {
        context.mute(before);
      }
    }
    // Last: where something above fails there is no end, and the thread's next record counts.
    context.logging = true;
    return true;
  }

  /** After it. */
  public void end() {
    ThreadContext context = ThreadContext.current();
    context.logging = false;
    if (context.isVirtual()) {
      context.releaseIfIdle();
    }
  }
}
