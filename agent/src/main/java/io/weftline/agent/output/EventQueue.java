package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Level;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * What has been made and not yet written: bounded by the number of events and by an estimate of
 * their bytes. An eighth of both is kept for errors and for what the agent says about itself, so
 * that the rest can never crowd them out.
 *
 * <p>Thread-safe: any thread offers, the writer's alone takes. Offering takes no lock; it wakes the
 * writer only at marks, so that of a thousand events one at most pays for that.
 */
final class EventQueue {
  /** Without progress of the writer for so long, waiting threads give up. */
  static final long MAX_STALL_NANOS = 5000000000L;

  private static final long WAIT_NANOS = 200000L;
  private static final long NOT_STALLED = -1;
  private static final int WAKE_BYTES_SHIFT = 20;
  private static final String AGENT_THREADS = "weftline-";

  private final MpscAtomicArrayQueue<Event> events;
  private final int capacity;
  private final int capacityForAll;
  private final long maxBytes;
  private final long maxBytesForAll;
  private final boolean wait;
  private final Account account;
  private final Clock clock;
  private final Progress progress;
  private final long wakeMask;

  private final AtomicLong bytesIn = new AtomicLong();

  /** Written by the writer's thread only, in order. */
  private final AtomicLong bytesOut = new AtomicLong();

  private final AtomicLong taken = new AtomicLong();

  /** How many had been taken when a thread gave up waiting: nobody waits until there are more. */
  private volatile long takenAtStall = NOT_STALLED;

  private volatile boolean closed;

  /** The writer while it is parked, else null. */
  private volatile Thread parked;

  EventQueue(
      int capacity, long maxBytes, boolean wait, Account account, Clock clock, Progress progress) {
    this.capacity = capacity;
    this.maxBytes = maxBytes;
    this.wait = wait;
    this.account = account;
    this.clock = clock;
    this.progress = progress;
    capacityForAll = capacity - capacity / 8;
    maxBytesForAll = maxBytes - maxBytes / 8;
    events = new MpscAtomicArrayQueue<Event>(capacity);
    wakeMask = Integer.highestOneBit(Math.max(1, capacity / 8)) - 1;
  }

  /**
   * Counts an event and takes it if there is room.
   *
   * @return whether it was taken, else it has been counted as dropped; after {@link #close} nothing
   *     is counted any more
   */
  boolean offer(Event event) {
    if (closed) {
      return false;
    }
    long seq = account.nextSeq();
    event.seq(seq);
    boolean reserved = isReserved(event);
    int weight = EventWeight.of(event);
    event.weight(weight);
    if (!add(event, weight, reserved) && !(mayWait() && addWaiting(event, weight, reserved))) {
      account.dropped(closed ? Account.Loss.SHUTDOWN : Account.Loss.QUEUE_FULL, 1);
      wake();
      progress.look(event.endNanos());
      return false;
    }
    if ((seq & wakeMask) == 0) {
      wake();
    }
    // Its end is mostly now, and the clock is not to be read for this alone.
    progress.look(event.endNanos());
    return true;
  }

  private boolean add(Event event, long weight, boolean reserved) {
    long before = bytesIn.getAndAdd(weight);
    long waiting = before - bytesOut.get();
    // An event that alone is heavier than all may be still passes an empty queue.
    if ((waiting > 0 && waiting + weight > (reserved ? maxBytes : maxBytesForAll))
        || !events.offerIfBelowThreshold(event, reserved ? capacity : capacityForAll)) {
      bytesIn.getAndAdd(-weight);
      return false;
    }
    if ((before ^ (before + weight)) >>> WAKE_BYTES_SHIFT != 0) {
      wake();
    }
    return true;
  }

  private boolean mayWait() {
    return wait && !Thread.currentThread().getName().startsWith(AGENT_THREADS);
  }

  private boolean addWaiting(Event event, long weight, boolean reserved) {
    long seen = taken.get();
    if (seen == takenAtStall) {
      // Others have waited for this already: a disk that stands still costs five seconds once.
      return false;
    }
    long sinceNanos = clock.nanos();
    boolean interrupted = false;
    try {
      while (!closed) {
        wake();
        LockSupport.parkNanos(this, WAIT_NANOS);
        // The interrupt is the application's to see, but with it no park would last.
        interrupted |= Thread.interrupted();
        if (add(event, weight, reserved)) {
          return true;
        }
        long now = clock.nanos();
        progress.look(now);
        long takenNow = taken.get();
        if (takenNow != seen) {
          seen = takenNow;
          sinceNanos = now;
        } else if (now - sinceNanos >= MAX_STALL_NANOS || seen == takenAtStall) {
          takenAtStall = seen;
          return false;
        }
      }
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isReserved(Event event) {
    if (event.level().compareTo(Level.ERROR) >= 0) {
      return true;
    }
    String kind = event.kind();
    return kind.startsWith("agent.") || kind.startsWith("metrics.");
  }

  /** Takes the next event, or null; called by the writer's thread. */
  Event poll() {
    Event event = events.relaxedPoll();
    if (event != null) {
      bytesOut.lazySet(bytesOut.get() + event.weight());
      taken.lazySet(taken.get() + 1);
    }
    return event;
  }

  /** From here on nothing is taken or counted. */
  void close() {
    closed = true;
  }

  int size() {
    return events.size();
  }

  /** Lets the writer sleep so long, unless it is woken. */
  void park(long nanos) {
    parked = Thread.currentThread();
    LockSupport.parkNanos(this, nanos);
    parked = null;
  }

  /** Wakes the writer if it sleeps. */
  void wake() {
    Thread thread = parked;
    if (thread != null) {
      parked = null;
      LockSupport.unpark(thread);
    }
  }
}
