package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.Work;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What has left the outermost timed call of a thread a moment ago: its event is made but not yet
 * handed over, since the same throwable may be uncaught in a moment. What has been handed over is
 * remembered a while longer, so that it does not become a second event if it takes that long (a
 * {@code finally} of {@code main} that waits for its workers).
 *
 * <p>Thread-safe: guarded by itself; no getter of a throwable is called and no event offered
 * inside. Throwables are held weakly.
 */
final class PendingErrors {
  static final int MAX_PENDING = 256;

  /**
   * Only the latest of a thread can still become uncaught; some more are for nested cleaning up.
   */
  static final int MAX_OF_THREAD = 4;

  static final long PENDING_NANOS = 50_000_000L;
  static final long TOLD_NANOS = 10_000_000_000L;

  private final List<Pending> entries = new ArrayList<Pending>();
  private boolean finished;

  /**
   * Keeps it until it is due.
   *
   * @return what has to be handed over now: the oldest if there is no room, itself after the end,
   *     else null
   */
  synchronized Pending add(Pending pending) {
    if (finished) {
      return pending;
    }
    Pending displaced = displaced(pending.threadId);
    entries.add(pending);
    if (displaced == null || displaced.told || displaced.held) {
      return null;
    }
    displaced.told = true;
    return displaced;
  }

  private Pending displaced(long threadId) {
    int ofThread = 0;
    int oldestOfThread = -1;
    int oldestTold = -1;
    for (int i = 0; i < entries.size(); i++) {
      Pending entry = entries.get(i);
      if (entry.threadId == threadId && ofThread++ == 0) {
        oldestOfThread = i;
      }
      if (entry.told && oldestTold < 0) {
        oldestTold = i;
      }
    }
    if (ofThread >= MAX_OF_THREAD) {
      return entries.remove(oldestOfThread);
    }
    if (entries.size() >= MAX_PENDING) {
      return entries.remove(Math.max(0, oldestTold));
    }
    return null;
  }

  /** Those of a thread, latest first. */
  synchronized List<Pending> ofThread(long threadId) {
    List<Pending> found = new ArrayList<Pending>(MAX_OF_THREAD);
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).threadId == threadId) {
        found.add(entries.get(i));
      }
    }
    return found;
  }

  /** Keeps one that has been told for good, so that it does not become a second one. */
  synchronized void remember(Pending pending) {
    pending.verdict = Verdict.UNCAUGHT;
    if (!finished && entries.size() < MAX_PENDING) {
      pending.told = true;
      entries.add(pending);
    }
  }

  /**
   * Those of a thread that left after that moment, and of tasks that the unit has handed over;
   * latest first.
   *
   * @param work null for none
   */
  synchronized List<Pending> leftSince(long nanos, long threadId, Work work) {
    List<Pending> found = Collections.emptyList();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Pending entry = entries.get(i);
      if (entry.threadId == threadId && entry.leftNanos - nanos > 0
          || entry.origin.handed && entry.origin.work == work) {
        if (found.isEmpty()) {
          found = new ArrayList<Pending>(MAX_OF_THREAD);
        }
        found.add(entry);
      }
    }
    return found;
  }

  /**
   * Takes it out.
   *
   * @return whether it has still to be handed over, by the caller
   */
  synchronized boolean take(Pending pending) {
    entries.remove(pending);
    boolean untold = !pending.told;
    pending.told = true;
    return untold;
  }

  /**
   * Has it wait, however long, for what becomes of the future that holds it.
   *
   * @return whether it waits; if it has been told already it is forgotten
   */
  synchronized boolean hold(Pending pending) {
    if (pending.told) {
      entries.remove(pending);
      return false;
    }
    pending.held = true;
    return true;
  }

  /**
   * Says that another thread has it now, by way of a future: it waits anew, as one of that thread.
   *
   * @return what has to be handed over instead, or null
   */
  synchronized Pending moveTo(Pending pending, long threadId, long nowNanos) {
    entries.remove(pending);
    if (pending.told) {
      return null;
    }
    pending.held = false;
    pending.threadId = threadId;
    pending.leftNanos = nowNanos;
    return add(pending);
  }

  /** Says how one was logged that waits: it has been handled so, as far as is known. */
  synchronized void logged(Pending pending, Note record) {
    pending.record = record;
    if (pending.verdict == Verdict.LEFT) {
      pending.verdict = Verdict.HANDLED;
    }
  }

  /** Those that are due, which the caller hands over; forgets those told long ago. */
  synchronized List<Pending> due(long nowNanos) {
    List<Pending> due = new ArrayList<Pending>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Pending entry = entries.get(i);
      long ageNanos = nowNanos - entry.leftNanos;
      if (!entry.told && !entry.held && ageNanos >= entry.pendingNanos()) {
        entry.told = true;
        due.add(0, entry);
      } else if (entry.told && (ageNanos >= TOLD_NANOS || entry.throwable.get() == null)) {
        entries.remove(i);
      }
    }
    return due;
  }

  /** All that are left; from now on nothing is kept. */
  synchronized List<Pending> finish() {
    finished = true;
    List<Pending> left = new ArrayList<Pending>();
    for (Pending entry : entries) {
      if (!entry.told) {
        entry.told = true;
        if (entry.held) {
          // Nobody has asked its future, and nobody can any more.
          entry.verdict = Verdict.UNCAUGHT;
        }
        left.add(entry);
      }
    }
    return left;
  }

  /** One whose verdict is open, or that was told a moment ago. The list guards what changes. */
  static final class Pending {
    final WeakReference<Throwable> throwable;
    final ErrorGroup group;
    final int admitted;

    /** Null if it is to be folded. */
    final Event event;

    final Origin origin;

    /** Whether it is expected: no error, whatever becomes of it. */
    final boolean expected;

    /** What it is told with when nothing else is heard of it. */
    Verdict verdict;

    /** How it was logged, or null. */
    Note record;

    long leftNanos;
    private long threadId;
    private boolean told;
    private boolean held;

    Pending(
        Throwable throwable,
        ErrorGroup group,
        int admitted,
        Event event,
        Verdict verdict,
        boolean expected,
        Origin origin,
        long leftNanos) {
      this.throwable = new WeakReference<Throwable>(throwable);
      this.group = group;
      this.admitted = admitted;
      this.event = event;
      this.verdict = verdict;
      this.expected = expected;
      this.origin = origin;
      this.leftNanos = leftNanos;
      record = origin.record;
      threadId = origin.thread.id;
    }

    /** As long as the unit lasts that waits for a task, its failure may still become its own. */
    private long pendingNanos() {
      return origin.handed && !origin.work.hasEnded() ? TOLD_NANOS : PENDING_NANOS;
    }

    /** Its level when it is told with a verdict. */
    Level level(Verdict told) {
      Level level = Level.ERROR;
      if (told == Verdict.HANDLED) {
        level = record == null ? Level.WARN : record.level;
      }
      return expected && level.compareTo(Level.WARN) > 0 ? Level.WARN : level;
    }
  }
}
