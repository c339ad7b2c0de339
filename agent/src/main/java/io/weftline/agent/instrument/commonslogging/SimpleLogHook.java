package io.weftline.agent.instrument.commonslogging;

import io.weftline.agent.event.Level;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.trace.RecordHook;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** The hook around what has passed the level check. Thread-safe. */
final class SimpleLogHook extends RecordHook {
  /** By the library's numbers, which begin with 1. */
  private static final Level[] LEVELS = Level.values();

  SimpleLogHook(LogRecords records) {
    super(records);
  }

  /** Its number. A method here, so that nobody has to load the class who does not call it. */
  static int add(LogRecords records) {
    return Bridge.add(new SimpleLogHook(records));
  }

  /**
   * @param self the logger's name
   * @param argument the arguments: level, message, throwable
   */
  @Override
  protected Frame record(ThreadContext context, Object self, Object argument) {
    Object[] arguments = (Object[]) argument;
    Object message = arguments[1];
    return begin(
        context,
        levelOf((Integer) arguments[0]),
        (String) self,
        message instanceof String ? (String) message : null,
        (Throwable) arguments[2]);
  }

  private static Level levelOf(int number) {
    return LEVELS[Math.max(0, Math.min(number - 1, LEVELS.length - 1))];
  }
}
