package io.weftline.agent.output;

import io.weftline.agent.event.Group;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What has become of every event: {@code made = written + dropped} once everything has been
 * drained. Written are lines of the main files only: copies in the errors file and their headers
 * are counted nowhere.
 *
 * <p>Thread-safe: events are made and dropped by any thread; the rest is counted by the writer's.
 */
public final class Account {

  /** Why an event was lost. */
  enum Loss {
    QUEUE_FULL("queue_full"),
    DISK("disk"),
    TOO_LARGE("too_large"),
    RATE_LIMIT("rate_limit"),
    SHUTDOWN("shutdown"),
    /** The encoder failed: a defect of the agent. */
    ENCODING("encoding");

    private final String key;

    Loss(String key) {
      this.key = key;
    }
  }

  private static final Loss[] LOSSES = Loss.values();

  private final AtomicLong made = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();
  private final AtomicLongArray dropped = new AtomicLongArray(LOSSES.length);
  private final AtomicLong taskFailures = new AtomicLong();
  private final AtomicLong writerFailures = new AtomicLong();
  private final int capacity;

  private volatile long written;
  private volatile long bytesWritten;
  private volatile long rotations;
  private volatile long writeNanos;
  private volatile long stalls;
  private volatile long doubts;
  private volatile long doubtedLines;
  private volatile int depth;
  private volatile int maxDepth;

  /** The numbers at the last event, once that is being made: null before. */
  private volatile Last last;

  Account(int capacity) {
    this.capacity = capacity;
  }

  /** Counts an event that is being made; returns its seq, from 1. */
  long nextSeq() {
    return made.incrementAndGet();
  }

  void suppressed(long count) {
    suppressed.addAndGet(count);
  }

  void dropped(Loss cause, long count) {
    dropped.addAndGet(cause.ordinal(), count);
  }

  void taskFailed() {
    taskFailures.incrementAndGet();
  }

  /** Something was thrown where nothing may be; the thread goes on. */
  void writerFailed() {
    writerFailures.incrementAndGet();
  }

  // The following are called by the writer's thread only, so that volatile is enough.

  void written(long lines) {
    written += lines;
  }

  void wrote(long bytes, long nanos) {
    bytesWritten += bytes;
    writeNanos += nanos;
  }

  void rotated() {
    rotations++;
  }

  /** The writer stood still for some seconds. */
  void stalled() {
    stalls++;
  }

  /** Forcing a file to the disk has failed, so that these written lines may not be there. */
  void doubted(long lines) {
    doubts++;
    doubtedLines += lines;
  }

  void depth(int now) {
    depth = now;
    if (now > maxDepth) {
      maxDepth = now;
    }
  }

  /**
   * Begins the last event. From here on the account is that at its line, itself included: whatever
   * was made before and is neither written nor dropped will never be written. Threads that are just
   * handing over an event may go on counting, which nobody sees any more. A second call, after
   * making that event has failed, changes nothing.
   */
  long last() {
    Last before = last;
    if (before != null) {
      return before.seq;
    }
    long seq = nextSeq();
    long[] losses = new long[LOSSES.length];
    long known = 0;
    for (int i = 0; i < losses.length; i++) {
      losses[i] = dropped.get(i);
      known += losses[i];
    }
    losses[Loss.SHUTDOWN.ordinal()] += Math.max(0, seq - (written + 1) - known);
    last = new Last(seq, losses);
    return seq;
  }

  /** Whether the last event has been begun: none may be made any more. */
  boolean isClosed() {
    return last != null;
  }

  /** Events made so far: the seq of the latest. */
  public long made() {
    Last end = last;
    return end == null ? made.get() : end.seq;
  }

  /** Events whose lines are in the main files. */
  public long written() {
    Last end = last;
    if (end == null) {
      return written;
    }
    return end.seq - end.dropped();
  }

  /** Events that were made and will never be written. */
  public long dropped() {
    long sum = 0;
    for (Loss loss : LOSSES) {
      sum += dropped(loss);
    }
    return sum;
  }

  /** Regular work that has thrown something. */
  public long taskFailures() {
    return taskFailures.get();
  }

  /** How often something was thrown in the writer's thread where nothing may be. */
  long writerFailures() {
    return writerFailures.get();
  }

  long dropped(Loss cause) {
    Last end = last;
    return end == null ? dropped.get(cause.ordinal()) : end.losses[cause.ordinal()];
  }

  /** Whether something was lost after the last line was made: that line, and so the account. */
  boolean isLastLost() {
    Last end = last;
    return end != null && dropped.get(Loss.DISK.ordinal()) > end.losses[Loss.DISK.ordinal()];
  }

  int maxDepth() {
    return maxDepth;
  }

  /**
   * The account as {@code weftline} has it in {@code agent.stats} and {@code agent.stop}: a new
   * group, to which others may add. Causes of which there was nothing are left out.
   */
  public Group group() {
    Group group = counts();
    group.put(
        "queue",
        new Group().put("depth", depth).put("capacity", capacity).put("max_depth", maxDepth));
    group.put("bytes_written", bytesWritten);
    group.put("rotations", rotations);
    group.millis("write_ms", writeNanos);
    if (taskFailures() != 0) {
      group.put("task_failures", taskFailures());
    }
    if (writerFailures() != 0) {
      group.put("writer_failures", writerFailures());
    }
    if (stalls != 0) {
      group.put("stalls", stalls);
    }
    if (doubts != 0) {
      group.put("fsync", new Group().put("failures", doubts).put("lines", doubtedLines));
    }
    return group;
  }

  /** {@code events} and {@code dropped_by} only, as headers have them. */
  Group counts() {
    Group causes = new Group();
    long sum = 0;
    for (Loss loss : LOSSES) {
      long count = dropped(loss);
      sum += count;
      if (count != 0) {
        causes.put(loss.key, count);
      }
    }
    return new Group()
        .put(
            "events",
            new Group()
                .put("made", made())
                .put("written", written())
                .put("dropped", sum)
                .put("suppressed", suppressed.get()))
        .put("dropped_by", causes);
  }

  /** What holds at the last line. */
  private static final class Last {
    final long seq;
    final long[] losses;

    Last(long seq, long[] losses) {
      this.seq = seq;
      this.losses = losses;
    }

    long dropped() {
      long sum = 0;
      for (long loss : losses) {
        sum += loss;
      }
      return sum;
    }
  }
}
