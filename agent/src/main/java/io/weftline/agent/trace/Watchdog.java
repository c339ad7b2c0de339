package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Looks after units of work that last: from their threshold on it takes the stack of the thread
 * that works for them again and again, and the first time it writes an event, since a unit that
 * hangs would never have one.
 *
 * <p>{@link #add} and {@link #remove} are for any thread and take no lock; {@link #look} is the
 * second thread's of the agent. Of units beyond {@value #SLOTS} at a time the rest is not looked
 * after, and counted.
 */
final class Watchdog implements CoarseClock.Watch {
  static final int SLOTS = 4096;

  private static final int PROBES = 8;

  /** In one look: stacks of threads are what a look costs. */
  private static final int MAX_STACKS = 64;

  /** While there is nothing to look after, and how long it goes on so before it sleeps. */
  private static final long IDLE_NANOS = 100_000_000L;

  private static final int IDLE_LOOKS = 100;
  private static final long ASLEEP_NANOS = 3_600_000_000_000L;

  private final AtomicReferenceArray<Work> slots = new AtomicReferenceArray<Work>(SLOTS);
  private final AtomicInteger next = new AtomicInteger();
  private final EventSink sink;
  private final CoarseClock thread;
  private final long intervalNanos;
  private final AtomicLong unwatched = new AtomicLong();

  /** Whether the latest that came found every place taken: then the next does not try them all. */
  private volatile boolean full;

  private volatile boolean asleep = true;
  private int idle;

  /** Where the next look begins with those that are known to be slow. */
  private int turn;

  /**
   * @param intervalNanos between two stacks of one that is slow
   */
  Watchdog(EventSink sink, CoarseClock thread, long intervalNanos) {
    this.sink = sink;
    this.thread = thread;
    this.intervalNanos = intervalNanos;
  }

  void add(Work work) {
    if (!place(work)) {
      full = true;
      unwatched.incrementAndGet();
    }
    if (asleep) {
      asleep = false;
      thread.look();
    }
  }

  private boolean place(Work work) {
    int at = next.getAndIncrement();
    int probes = full ? PROBES : SLOTS;
    for (int i = 0; i < probes; i++) {
      int slot = at + i & SLOTS - 1;
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, work)) {
        work.slot = slot;
        return true;
      }
    }
    return false;
  }

  void remove(Work work) {
    int slot = work.slot;
    if (slot >= 0) {
      slots.compareAndSet(slot, work, null);
      if (full) {
        full = false;
      }
    }
  }

  /** How many units found no place, since the start. For any thread. */
  long unwatched() {
    return unwatched.get();
  }

  /** Tells of what has not ended when everything does. */
  void finish() {
    for (int i = 0; i < SLOTS; i++) {
      Work work = slots.get(i);
      if (work != null && !work.told && !work.hasEnded()) {
        work.told = true;
        tell(work, null);
      }
    }
  }

  /** How much time a stack stands for, in nanoseconds. */
  long intervalNanos() {
    return intervalNanos;
  }

  @Override
  public long look(long nowNanos) {
    long nextNanos = Long.MAX_VALUE;
    int stacks = 0;
    boolean any = false;
    // Those that nobody has heard of first; of the others each has its turn.
    for (int i = 0; i < SLOTS; i++) {
      Work work = slots.get(i);
      if (work == null) {
        continue;
      }
      any = true;
      if (work.slowNanos == Long.MAX_VALUE) {
        continue;
      }
      long left = work.slowNanos - (nowNanos - work.startNanos);
      if (left > 0) {
        nextNanos = Math.min(nextNanos, left);
      } else {
        nextNanos = Math.min(nextNanos, intervalNanos);
        if (!work.told && stacks < MAX_STACKS) {
          stacks++;
          look(work);
        }
      }
    }
    lookAgain(MAX_STACKS - stacks, nowNanos);
    idle = any ? 0 : idle + 1;
    if (idle > IDLE_LOOKS) {
      idle = 0;
      asleep = true;
      return any() ? IDLE_NANOS : ASLEEP_NANOS;
    }
    // One that begins meanwhile is not slow before that, unless its threshold is shorter.
    return Math.min(nextNanos, IDLE_NANOS);
  }

  /** Takes stacks of those that are known to be slow, from where the latest look has ended. */
  private void lookAgain(int stacks, long nowNanos) {
    int left = stacks;
    for (int i = 0; i < SLOTS && left > 0; i++) {
      int slot = turn + i & SLOTS - 1;
      Work work = slots.get(slot);
      if (work != null && work.told && nowNanos - work.toldNanos > 0) {
        look(work);
        if (--left == 0) {
          turn = slot + 1;
        }
      }
    }
  }

  /** Whether one came between the look and the flag. */
  private boolean any() {
    for (int i = 0; i < SLOTS; i++) {
      if (slots.get(i) != null) {
        return true;
      }
    }
    return false;
  }

  private void look(Work work) {
    Samples samples = work.samples;
    if (samples == null) {
      samples = new Samples();
      work.samples = samples;
    }
    Thread worker = work.worker;
    if (worker != null) {
      Thread.State state = worker.getState();
      StackTraceElement[] stack = worker.getStackTrace();
      if (stack.length > 0 && work.worker == worker) {
        samples.add(state, stack);
      }
    }
    if (!work.told && !work.hasEnded()) {
      work.told = true;
      work.toldNanos = System.nanoTime();
      tell(work, samples.groups());
    }
  }

  private void tell(Work work, List<Group> stacks) {
    Event event = work.stillRunning(System.nanoTime());
    if (event != null) {
      sink.offer(event.stillRunning().object(Fields.SAMPLES, stacks));
    }
  }
}
