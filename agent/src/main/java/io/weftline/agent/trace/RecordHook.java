package io.weftline.agent.trace;

import io.weftline.agent.event.Level;
import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/**
 * The hook around what a logger does with a record, for loggers whose class files are too old to be
 * linked with advice, and for that of the JDK.
 *
 * <p>Thread-safe as far as its subclass is.
 */
public abstract class RecordHook extends Hook {
  /** Any time: nobody asks. */
  private static final long NO_TIME = 1;

  protected final LogRecords records;

  protected RecordHook(LogRecords records) {
    super(0, false);
    this.records = records;
  }

  /** Asks nothing of a record that does not come in: one within another, or of the agent's. */
  @Override
  public final Frame enter(ThreadContext context, Object self, Object argument) {
    return context.logging || !context.isObserved(LogRecords.NO_GROUP)
        ? null
        : record(context, self, argument);
  }

  /** What {@link #enter} returns for one that may come in. */
  protected abstract Frame record(ThreadContext context, Object self, Object argument);

  /**
   * As {@link LogRecords#begin} says.
   *
   * @return what {@link #record} returns
   */
  protected final Frame begin(
      ThreadContext context, Level level, String logger, String message, Throwable thrown) {
    return begun(context, records.begin(level, logger, message, thrown));
  }

  /**
   * A frame if the record has begun, so that its end is told; else null. To log is no call that is
   * followed: what happens within it stands where the logger was called.
   */
  protected static Frame begun(ThreadContext context, boolean begun) {
    if (!begun) {
      return null;
    }
    Frame frame = context.enter(0, Long.MAX_VALUE, NO_TIME);
    context.exit(frame, NO_TIME, null, null);
    return frame;
  }

  @Override
  public final void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    records.end();
  }
}
