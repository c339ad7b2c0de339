package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that encodes and writes, and does the regular work of others. It sleeps between
 * turns, for the flush interval at most, and nothing that happens in a turn can end it: what is
 * thrown is counted and the next turn begins; should the thread be gone nevertheless, {@link
 * StallWatch} starts another, which goes on where it was.
 *
 * <p>{@link #start}, {@link #revive}, {@link #close} and {@link #isCurrent} from any thread; the
 * rest is the thread's own.
 */
final class EventWriter implements Runnable, StallWatch.Watched {
  static final String NAME = "weftline-writer";

  private static final long MAX_DRAIN_NANOS = 2000000000L;
  private static final long REPORT_NANOS = 60000000000L;
  private static final long RECOVER_NANOS = 100000000L;
  private static final long LAST_WORDS_NANOS = 1000000000L;
  private static final int TURN_EVENTS = 4096;
  private static final int OWN_EVENTS = 512;
  private static final int CLOCK_MASK = 63;
  private static final int END_ROUNDS = 4;
  private static final int END_ATTEMPTS = 2;

  private final EventQueue queue;
  private final Output.Parts parts;
  private final Account account;
  private final Clock clock;
  private final Warnings warnings;
  private final Progress progress;
  private final Output.Targets targets;
  private final RegularWork work;
  private final StallWatch watch;
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

  private boolean begun;
  private boolean turned;
  private boolean writing;
  private boolean encodingReported;
  private long encodingReportedNanos;

  private EndStage stage = EndStage.DRAIN;
  private int attempts;
  private Event last;
  private boolean lastTaken;

  /** What is done at the end, in this order; each is tried again if something is thrown. */
  private enum EndStage {
    DRAIN,
    WORK,
    DRAIN_REST,
    FLUSH,
    LAST,
    CLOSE,
    OVER
  }

  EventWriter(
      EventQueue queue,
      Output.Parts parts,
      Output.Targets targets,
      RegularWork work,
      StallWatch.Voice voice) {
    this.queue = queue;
    this.parts = parts;
    this.targets = targets;
    this.work = work;
    account = parts.account;
    clock = parts.clock;
    warnings = parts.warnings;
    progress = parts.progress;
    watch = new StallWatch(progress, account, clock, this, voice);
  }

  synchronized void start() {
    if (thread == null) {
      Thread made = new Thread(null, this, NAME, 0);
      made.setDaemon(true);
      // The application's loader must not be held by a thread of ours.
      made.setContextClassLoader(null);
      thread = made;
      try {
        made.start();
      } catch (OutOfMemoryError e) {
        // No thread is to be had, and it is the application that has asked: closing tries again.
        account.writerFailed();
        Log.say("output.writer", "No thread can be started to write events: " + e);
      }
    }
  }

  @Override
  public synchronized void revive() {
    if (thread != null && !thread.isAlive() && ended.getCount() > 0) {
      account.writerFailed();
      thread = null;
      start();
    }
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Takes an event that this thread has made. */
  boolean offerOwn(Event event) {
    event.seq(account.nextSeq());
    boolean added = false;
    try {
      own.add(event);
      added = true;
    } finally {
      if (!added) {
        account.dropped(Account.Loss.ENCODING, 1);
      }
    }
    if (!writing && own.size() >= OWN_EVENTS) {
      writeOwn();
    }
    return true;
  }

  /** Ends the thread; only the first call says how. Returns after {@code maxWaitNanos} at most. */
  void close(long maxWaitNanos, LastEvent lastEvent) {
    synchronized (this) {
      if (closing == null) {
        long drainNanos = Math.min(MAX_DRAIN_NANOS, maxWaitNanos - maxWaitNanos / 4);
        closing = new Closing(clock.nanos() + drainNanos, lastEvent);
      }
      start();
      revive();
    }
    queue.wake();
    LockSupport.unpark(thread);
    if (isCurrent()) {
      return;
    }
    boolean interrupted = false;
    boolean inTime = false;
    long deadline = System.nanoTime() + maxWaitNanos;
    while (true) {
      try {
        inTime = ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (!inTime) {
      // By another thread: what this is written to may stand still as the disk does.
      watch.end(unfinished(maxWaitNanos), LAST_WORDS_NANOS);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String unfinished(long waitedNanos) {
    String step = progress.step();
    return "The files of events could not be ended within "
        + waitedNanos / 1000000
        + " ms"
        + (step == null ? "" : ", the writer stands in: " + step)
        + ". Of "
        + account.made()
        + " events made "
        + account.written()
        + " are written, "
        + account.dropped()
        + " known to be lost.";
  }

  @Override
  public void run() {
    Throwable problem = null;
    while (ended.getCount() > 0) {
      try {
        if (problem != null) {
          survive(problem);
          problem = null;
        }
        live();
      } catch (Throwable t) {
        problem = t;
      }
    }
  }

  private void live() {
    if (!begun) {
      begun = true;
      progress.watchedBy(watch);
      work.begin();
    }
    // One turn in any case: what was made before the beginning is to be written.
    while (closing == null || !turned) {
      turned = true;
      boolean more = turn();
      if (!more && closing == null && own.isEmpty() && work.isEmpty()) {
        long nanos = sleepNanos();
        progress.rests(nanos);
        queue.park(nanos);
      }
    }
    finish(closing);
    ended.countDown();
  }

  /** Never throws, however little there is left of memory or stack. */
  private void survive(Throwable problem) {
    writing = false;
    try {
      account.writerFailed();
      Log.say("output.writer", "Writing events failed, which is a defect of the agent: " + problem);
    } catch (Throwable t) {
      account.writerFailed();
    }
    // Not at once: what there was none of is not there again so soon.
    LockSupport.parkNanos(this, RECOVER_NANOS);
  }

  /** Does what there is to do; returns whether there is more at once. */
  private boolean turn() {
    // An interrupt, whoever sent it, would close the file at the next write.
    Thread.interrupted();
    progress.wakes();
    watch.prepare();
    if (target == null) {
      open();
    }
    wallClock.anchorIfDue();
    work.runSoon();
    work.runDue();
    account.depth(queue.size());
    writing = true;
    int count = 0;
    Event event;
    // On a slow disk a turn lasts for seconds, of which the end has few.
    while (closing == null && count < TURN_EVENTS && (event = queue.poll()) != null) {
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
    // Kept whatever opening comes to: a second one would find the name taken, by the first.
    target = made;
    made.open();
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
    boolean taken = false;
    Account.Loss cause = Account.Loss.ENCODING;
    Throwable problem = null;
    try {
      LineBuffer line = lines.of(event);
      if (line == null) {
        cause = Account.Loss.TOO_LARGE;
      } else {
        target.add(line, event);
        taken = true;
      }
    } catch (Throwable t) {
      problem = t;
    }
    if (!taken) {
      account.dropped(cause, 1);
      if (problem != null) {
        reportEncoding(event, problem);
      }
    }
  }

  private void reportEncoding(Event event, Throwable problem) {
    long now = clock.nanos();
    // The warning is encoded too: it must not be what makes the next one.
    if (encodingReported && now - encodingReportedNanos < REPORT_NANOS) {
      return;
    }
    encodingReported = true;
    encodingReportedNanos = now;
    try {
      warnings.warn(
          "output.encoding",
          "An event of kind "
              + event.kind()
              + " could not be encoded and is lost, which is a defect of the agent: "
              + problem);
    } catch (Throwable t) {
      account.writerFailed();
    }
  }

  private long sleepNanos() {
    long nanos = Math.min(parts.settings.flushIntervalNanos, target.dueNanos());
    return Math.max(1, work.dueNanos(nanos));
  }

  private void finish(Closing end) {
    progress.wakes();
    while (stage != EndStage.OVER) {
      if (attempts == END_ATTEMPTS) {
        next();
        continue;
      }
      attempts++;
      if (target != null) {
        Thread.interrupted();
        finish(stage, end);
      }
      next();
    }
    queue.close();
    progress.ended();
  }

  private void next() {
    stage = EndStage.values()[stage.ordinal() + 1];
    attempts = 0;
  }

  /** Everything that is still to be written, then the last line. */
  private void finish(EndStage now, Closing end) {
    switch (now) {
      case DRAIN:
        drain(end.deadlineNanos);
        break;
      case WORK:
        work.runSoon();
        work.runAtEnd();
        break;
      case DRAIN_REST:
        drain(end.deadlineNanos);
        queue.close();
        break;
      case FLUSH:
        // What flushing has to say may, after that, have something to say again: not for ever.
        for (int i = 0; i < END_ROUNDS && (i == 0 || !own.isEmpty()); i++) {
          writeOwn();
          writing = true;
          target.flush();
          target.makeRoom(Lines.MAX_LINE_BYTES);
        }
        break;
      case LAST:
        writeLast(end.last);
        break;
      case CLOSE:
        target.close();
        break;
      default:
        break;
    }
  }

  private void writeLast(LastEvent maker) {
    if (maker == null || lastTaken) {
      return;
    }
    if (last == null) {
      long seq = account.last();
      Event event = maker.make(account);
      if (event == null) {
        return;
      }
      event.seq(seq);
      last = event;
    }
    lastTaken = true;
    write(last);
    target.flush();
    // An account that is missing from the files is better on stderr than nowhere. Where nothing at
    // all was written there is nothing to hold it against.
    if (account.isLastLost() && account.written() > 1) {
      Log.say(
          "output.end",
          "The last line, which counts itself as written, could not be; it says: "
              + last.message());
    }
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
