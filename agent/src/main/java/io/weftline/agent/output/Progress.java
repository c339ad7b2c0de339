package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import java.nio.file.Path;

/**
 * What the writer does just now and since when, so that others can tell a disk that does not answer
 * from one that has nothing to do. A step that took longer than {@link #STALL_NANOS} becomes a
 * warning when it is over.
 *
 * <p>{@link #look} and the getters are for any thread, the rest for the writer's. Allocates nothing
 * unless something stalls.
 */
final class Progress {
  /** A step that takes so long stands still. */
  static final long STALL_NANOS = 5000000000L;

  /** What is not the disk's (work of the agent that loads classes, say) may take this long. */
  static final long WORK_NANOS = 30000000000L;

  private static final long NEVER_NANOS = Long.MAX_VALUE / 2;
  private static final String WORK = "work of its own";

  private final Clock clock;
  private final Account account;
  private final Warnings warnings;

  private volatile String step;
  private volatile Object place;
  private volatile long sinceNanos;

  /** From this moment on somebody ought to have a look. */
  private volatile long suspectAtNanos;

  /** Null until the writer runs. */
  private volatile StallWatch watch;

  private long droppedBefore;

  Progress(Clock clock, Account account, Warnings warnings) {
    this.clock = clock;
    this.account = account;
    this.warnings = warnings;
    suspectAtNanos = clock.nanos() + NEVER_NANOS;
  }

  void watchedBy(StallWatch each) {
    watch = each;
  }

  /**
   * A step begins.
   *
   * @param what such as {@code write to}
   * @param where a path if it is the disk's
   */
  void begin(String what, Object where) {
    begin(what, where, clock.nanos());
  }

  private void begin(String what, Object where, long now) {
    droppedBefore = account.dropped(Account.Loss.QUEUE_FULL);
    step = what;
    place = where;
    sinceNanos = now;
    suspectAtNanos = now + (isOutside(where) ? STALL_NANOS : WORK_NANOS);
  }

  /** The step is over; what follows is work of the writer's own. */
  void end() {
    long now = clock.nanos();
    long tookNanos = now - sinceNanos;
    String what = step;
    Object where = place;
    long before = droppedBefore;
    begin(WORK, null, now);
    if (tookNanos >= STALL_NANOS) {
      account.stalled();
      tell(tookNanos, what, where, account.dropped(Account.Loss.QUEUE_FULL) - before);
    }
  }

  /** Steps end in the middle of what is to be written: nothing that is thrown gets there. */
  private void tell(long tookNanos, String what, Object where, long dropped) {
    try {
      warnings.warn(
          "output.stall",
          "The writer stood still for "
              + tookNanos / 1000000
              + " ms in: "
              + what
              + (where == null ? "" : " " + where)
              + ". "
              + dropped
              + " events were dropped meanwhile, since the queue was full. It goes on.");
    } catch (Throwable t) {
      account.writerFailed();
    }
  }

  /** The writer sleeps, for so long at most. */
  void rests(long nanos) {
    long now = clock.nanos();
    step = null;
    place = null;
    sinceNanos = now;
    suspectAtNanos = now + nanos + STALL_NANOS;
  }

  /** The writer is awake. */
  void wakes() {
    begin(WORK, null, clock.nanos());
  }

  /** Nothing is expected any more. */
  void ended() {
    rests(NEVER_NANOS - STALL_NANOS);
  }

  /**
   * Has somebody look after the writer if it has been still for too long: costs a comparison.
   *
   * @param nowNanos what the clock said a moment ago
   */
  void look(long nowNanos) {
    if (nowNanos - suspectAtNanos > 0) {
      StallWatch to = watch;
      if (to != null) {
        to.begin();
      }
    }
  }

  boolean isSuspect(long nowNanos) {
    return nowNanos - suspectAtNanos > 0;
  }

  /** Since when the step lasts. */
  long sinceNanos() {
    return sinceNanos;
  }

  /** What it stands in, for people; null while it sleeps. */
  String step() {
    String what = step;
    Object where = place;
    return what == null ? null : what + (where == null ? "" : " " + where);
  }

  /** What somebody does not do who is waited for, for people. */
  String complaint() {
    Object where = place;
    if (where == StreamTarget.PLACE) {
      return "nobody has read standard output for ";
    }
    return isOutside(where) ? "the disk has not answered for " : "the writer has been busy for ";
  }

  private static boolean isOutside(Object where) {
    return where instanceof Path || where == StreamTarget.PLACE;
  }
}
