package io.weftline.agent.trace;

import io.weftline.bootstrap.Frame.Throwables;
import io.weftline.bootstrap.Handover;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;

/**
 * The different throwables that left observed calls of a unit of work, in the order in which they
 * were seen first, and where that was. Immutable but for its arrays, which nobody changes.
 */
public final class FailedCalls {
  public final Throwable[] thrown;

  /** The call that each left first: {@code com.acme.Order.place}; null for one that left none. */
  public final String[] operations;

  /** What was noted of each; mostly null. */
  public final Object[] notes;

  /** When each was seen first, as {@link System#nanoTime()}; 0 if unknown. */
  public final long[] seenNanos;

  /**
   * When the unit began, as {@link System#nanoTime()}; up to a tick too early if it is one call
   * that is timed by the coarse clock.
   */
  public final long beganNanos;

  public final ThreadLabel thread;

  /** The request or job, or null. */
  public final Work work;

  /** Whether the unit is a task that was handed over, whose failure somebody may wait for. */
  public final boolean handed;

  public FailedCalls(
      Throwable[] thrown, String[] operations, long beganNanos, ThreadLabel thread, Work work) {
    this(
        thrown,
        operations,
        new Object[thrown.length],
        new long[thrown.length],
        beganNanos,
        thread,
        work,
        false);
  }

  private FailedCalls(
      Throwable[] thrown,
      String[] operations,
      Object[] notes,
      long[] seenNanos,
      long beganNanos,
      ThreadLabel thread,
      Work work,
      boolean handed) {
    this.thrown = thrown;
    this.operations = operations;
    this.notes = notes;
    this.seenNanos = seenNanos;
    this.beganNanos = beganNanos;
    this.thread = thread;
    this.work = work;
    this.handed = handed;
  }

  /** The request or job that the calling thread, whose context it is, works for; or null. */
  public static Work workOf(ThreadContext context) {
    Unit unit = context.unit();
    return unit instanceof Work ? (Work) unit : null;
  }

  /** Those of the unit in hand of the calling thread. */
  static FailedCalls of(ThreadContext context) {
    Throwables all = context.throwables;
    Throwable[] thrown = new Throwable[all.count()];
    String[] operations = new String[thrown.length];
    Object[] notes = new Object[thrown.length];
    long[] seenNanos = new long[thrown.length];
    for (int i = 0; i < thrown.length; i++) {
      thrown[i] = all.get(i);
      Operation first = all.leftFirst(i);
      operations[i] = first == null || first.kind != Operation.METHOD ? null : first.name;
      notes[i] = all.note(i);
      seenNanos[i] = all.seenNanos(i);
    }
    return new FailedCalls(
        thrown,
        operations,
        notes,
        seenNanos,
        context.startNanos(),
        ThreadLabel.of(context),
        workOf(context),
        Handover.isHanded(context));
  }
}
