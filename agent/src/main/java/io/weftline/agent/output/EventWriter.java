package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that encodes and writes, and does the regular work of others. It sleeps between
 * turns, for the flush interval at most, and nothing that happens in a turn can end it.
 *
 * <p>{@link #every} and {@link #atEnd} before {@link #start}; {@link #soon}, {@link #close} and
 * {@link #isCurrent} from any thread; the rest is the thread's own.
 */
final class EventWriter implements Runnable {
  static final String NAME = "weftline-writer";

  private static final long MAX_DRAIN_NANOS = 2000000000L;
  private static final long REPORT_NANOS = 60000000000L;
  private static final long RECOVER_NANOS = 100000000L;
  private static final int TURN_EVENTS = 4096;
  private static final int OWN_EVENTS = 512;
  private static final int CLOCK_MASK = 63;
  private static final int END_ROUNDS = 4;

  private final EventQueue queue;
  private final Output.Parts parts;
  private final Account account;
  private final Clock clock;
  private final Warnings warnings;
  private final Output.Targets targets;

  private final List<Task> tasks = new ArrayList<Task>();
  private final List<Runnable> atEnd = new ArrayList<Runnable>();
  private final Queue<Runnable> soon = new ConcurrentLinkedQueue<Runnable>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** What this thread itself has to say: never in the way of others, never lost. */
  private final ArrayDeque<Event> own = new ArrayDeque<Event>();

  private volatile Thread thread;

  /** Guarded by this; read by the thread without. */
  private volatile Closing closing;

  // Made by the thread itself: before main begins no class of these is to be loaded.
  private WallClock wallClock;
  private Lines lines;
  private Target target;

  private boolean writing;
  private boolean encodingReported;
  private long encodingReportedNanos;

  EventWriter(EventQueue queue, Output.Parts parts, Output.Targets targets) {
    this.queue = queue;
    this.parts = parts;
    this.targets = targets;
    account = parts.account;
    clock = parts.clock;
    warnings = parts.warnings;
  }

  void every(Runnable work, long intervalNanos) {
    tasks.add(new Task(work, intervalNanos));
  }

  void atEnd(Runnable work) {
    atEnd.add(work);
  }

  void soon(Runnable work) {
    soon.add(work);
    queue.wake();
  }

  synchronized void start() {
    if (thread == null) {
      Thread made = new Thread(null, this, NAME, 0);
      made.setDaemon(true);
      // The application's loader must not be held by a thread of ours.
      made.setContextClassLoader(null);
      thread = made;
      made.start();
    }
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Takes an event that this thread has made. */
  boolean offerOwn(Event event) {
    event.seq(account.nextSeq());
    own.add(event);
    if (!writing && own.size() >= OWN_EVENTS) {
      writeOwn();
    }
    return true;
  }

  /** Ends the thread; only the first call says how. Returns after {@code maxWaitNanos} at most. */
  void close(long maxWaitNanos, LastEvent last) {
    synchronized (this) {
      if (closing == null) {
        long drainNanos = Math.min(MAX_DRAIN_NANOS, maxWaitNanos - maxWaitNanos / 4);
        closing = new Closing(clock.nanos() + drainNanos, last);
      }
      start();
    }
    queue.wake();
    LockSupport.unpark(thread);
    if (isCurrent()) {
      return;
    }
    boolean interrupted = false;
    long deadline = System.nanoTime() + maxWaitNanos;
    while (true) {
      try {
        ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    long begin = clock.nanos();
    for (Task task : tasks) {
      task.nextNanos = begin + task.intervalNanos;
    }
    while (true) {
      try {
        boolean more = turn();
        if (closing != null) {
          break;
        }
        if (!more && own.isEmpty() && soon.isEmpty()) {
          queue.park(sleepNanos());
        }
      } catch (Throwable t) {
        writing = false;
        Log.say("output.writer", "Writing events failed, which is a defect of the agent: " + t);
        LockSupport.parkNanos(this, RECOVER_NANOS);
        if (closing != null) {
          break;
        }
      }
    }
    try {
      finish(closing);
    } catch (Throwable t) {
      Log.say("output.writer", "The last events could not be written: " + t);
    } finally {
      queue.close();
      ended.countDown();
    }
  }

  /** Does what there is to do; returns whether there is more at once. */
  private boolean turn() {
    // An interrupt, whoever sent it, would close the file at the next write.
    Thread.interrupted();
    if (target == null) {
      open();
    }
    wallClock.anchorIfDue();
    runSoon();
    runDue();
    account.depth(queue.size());
    writing = true;
    int count = 0;
    Event event;
    while (count < TURN_EVENTS && (event = queue.poll()) != null) {
      write(event);
      count++;
    }
    writeOwn();
    writing = true;
    target.flush();
    boolean more = target.work();
    writing = false;
    return more || count == TURN_EVENTS;
  }

  private void open() {
    wallClock = new WallClock(clock);
    JsonEncoder encoder = new JsonEncoder(wallClock, parts.identity, parts.settings.labels);
    lines = new Lines(encoder, parts.format);
    // Headers have lines of their own: they come up while another line is being handed over.
    Target made = targets.make(parts, new Lines(encoder, parts.format));
    made.open();
    target = made;
  }

  private void writeOwn() {
    writing = true;
    Event event;
    while ((event = own.poll()) != null) {
      write(event);
    }
    writing = false;
  }

  private void write(Event event) {
    LineBuffer line;
    try {
      line = lines.of(event);
    } catch (Throwable t) {
      account.dropped(Account.Loss.ENCODING, 1);
      reportEncoding(event, t);
      return;
    }
    if (line == null) {
      account.dropped(Account.Loss.TOO_LARGE, 1);
    } else {
      target.add(line, event);
    }
  }

  private void reportEncoding(Event event, Throwable problem) {
    long now = clock.nanos();
    // The warning is encoded too: it must not be what makes the next one.
    if (!encodingReported || now - encodingReportedNanos >= REPORT_NANOS) {
      encodingReported = true;
      encodingReportedNanos = now;
      warnings.warn(
          "output.encoding",
          "An event of kind "
              + event.kind()
              + " could not be encoded and is lost, which is a defect of the agent: "
              + problem);
    }
  }

  private void runSoon() {
    // Work that asks for more of itself gets the next turn.
    for (int left = soon.size(); left > 0; left--) {
      run(soon.poll());
    }
  }

  private void runDue() {
    long now = clock.nanos();
    for (Task task : tasks) {
      if (now - task.nextNanos >= 0) {
        task.nextNanos += task.intervalNanos;
        if (now - task.nextNanos >= 0) {
          task.nextNanos = now + task.intervalNanos;
        }
        run(task.work);
      }
    }
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable t) {
      writing = false;
      account.taskFailed();
      String text =
          "Regular work of the agent failed ("
              + work.getClass().getName()
              + "): "
              + t
              + ". The application is not affected.";
      Log.say("output.task", text);
      warnings.warn("output.task", text);
    }
  }

  private long sleepNanos() {
    long nanos = parts.settings.flushIntervalNanos;
    long now = clock.nanos();
    for (Task task : tasks) {
      nanos = Math.min(nanos, task.nextNanos - now);
    }
    return Math.max(1, nanos);
  }

  /** Everything that is still to be written, then the last line. */
  /**
   * An account that is missing from the files is better on stderr than nowhere. Where nothing at
   * all was written there is nothing to hold it against.
   */
  private void sayIfLost(Event last) {
    if (account.isLastLost() && account.written() > 1) {
      Log.say(
          "output.end",
          "The last line, which counts itself as written, could not be; it says: "
              + last.message());
    }
  }

  private void finish(Closing end) {
    if (target == null) {
      return;
    }
    Thread.interrupted();
    drain(end.deadlineNanos);
    runSoon();
    for (Runnable work : atEnd) {
      run(work);
    }
    drain(end.deadlineNanos);
    queue.close();
    writeOwn();
    target.flush();
    writing = true;
    target.makeRoom(Lines.MAX_LINE_BYTES);
    // What flushing has to say may, after that, have something to say again: not for ever.
    for (int i = 0; i < END_ROUNDS && !own.isEmpty(); i++) {
      writeOwn();
      writing = true;
      target.flush();
      target.makeRoom(Lines.MAX_LINE_BYTES);
    }
    if (end.last != null) {
      long seq = account.last();
      Event event = end.last.make(account);
      if (event != null) {
        event.seq(seq);
        write(event);
        target.flush();
        sayIfLost(event);
      }
    }
    target.close();
  }

  private void drain(long deadlineNanos) {
    writing = true;
    int count = 0;
    while (queue.size() > 0) {
      if ((count++ & CLOCK_MASK) == 0 && clock.nanos() - deadlineNanos >= 0) {
        break;
      }
      Event event = queue.poll();
      if (event != null) {
        write(event);
      } else {
        Thread.yield();
      }
    }
    writing = false;
  }

  /** Work done again and again. */
  private static final class Task {
    final Runnable work;
    final long intervalNanos;
    long nextNanos;

    Task(Runnable work, long intervalNanos) {
      this.work = work;
      this.intervalNanos = intervalNanos;
    }
  }

  /** How to end. */
  private static final class Closing {
    final long deadlineNanos;
    final LastEvent last;

    Closing(long deadlineNanos, LastEvent last) {
      this.deadlineNanos = deadlineNanos;
      this.last = last;
    }
  }
}
