package io.weftline.agent.output;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after a writer that does not move: says so on stderr while it lasts, once a minute at most,
 * and starts the writer's thread again if that should have ended. It is a thread only for as long
 * as something stands still; whoever first notices starts it, which takes that thread some 50
 * microseconds. It is made before by the writer's thread, since a thread inherits from the one that
 * makes it, and that is never to be one of the application's.
 *
 * <p>{@link #begin} and {@link #end} are for any thread, {@link #prepare} for the writer's.
 */
final class StallWatch implements Runnable {
  static final String NAME = "weftline-watch";

  private static final long LOOK_NANOS = 100000000L;
  private static final long REPEAT_NANOS = 60000000000L;

  /** Where it is said. */
  interface Voice {
    void say(String cause, String message);
  }

  /** Whose thread is looked after. */
  interface Watched {

    /** Starts the thread again if it has ended without being told to. */
    void revive();
  }

  private final Progress progress;
  private final Account account;
  private final Clock clock;
  private final Watched watched;
  private final Voice voice;

  private final AtomicReference<Thread> next = new AtomicReference<Thread>();

  /** The thread that was started last; null before. */
  private volatile Thread current;

  /** What is still to be said though nothing is suspect: that the end has not been waited for. */
  private volatile String lastWords;

  // Of one watching thread after the other.
  private volatile boolean said;
  private volatile long saidNanos;

  StallWatch(Progress progress, Account account, Clock clock, Watched watched, Voice voice) {
    this.progress = progress;
    this.account = account;
    this.clock = clock;
    this.watched = watched;
    this.voice = voice;
  }

  /** Makes the thread for the next time, unless it is there. */
  void prepare() {
    if (next.get() == null) {
      Thread made = new Thread(null, this, NAME, 0);
      made.setDaemon(true);
      made.setContextClassLoader(null);
      next.set(made);
    }
  }

  /** Begins to look, unless somebody does already. */
  void begin() {
    Thread made = next.get();
    if (made != null && isFree() && next.compareAndSet(made, null)) {
      current = made;
      try {
        made.start();
      } catch (Throwable t) {
        // No memory for a thread, as the application will notice: the next stall has another try.
        current = null;
      }
    }
  }

  private boolean isFree() {
    Thread before = current;
    return before == null || !before.isAlive();
  }

  /**
   * Says that the writer has not ended in time.
   *
   * @param maxWaitNanos for the words to be out; what they are written to may stand still as well
   */
  void end(String words, long maxWaitNanos) {
    lastWords = words;
    prepare();
    begin();
    Thread watching = current;
    if (watching != null) {
      LockSupport.unpark(watching);
      boolean interrupted = Thread.interrupted();
      try {
        watching.join(Math.max(1, maxWaitNanos / 1000000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void run() {
    while (true) {
      try {
        String words = lastWords;
        if (words != null) {
          lastWords = null;
          voice.say("output.end", words);
          return;
        }
        if (!progress.isSuspect(clock.nanos())) {
          return;
        }
        // What a suspended process or a long collection has delayed moves within this time.
        LockSupport.parkNanos(this, LOOK_NANOS);
        Thread.interrupted();
        look();
      } catch (Throwable t) {
        // Out of memory, say: the next look may find some.
        account.writerFailed();
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }
  }

  private void look() {
    watched.revive();
    long now = clock.nanos();
    if (!progress.isSuspect(now) || said && now - saidNanos < REPEAT_NANOS) {
      return;
    }
    String step = progress.step();
    if (step == null) {
      return;
    }
    said = true;
    saidNanos = now;
    long seconds = (now - progress.sinceNanos()) / 1000000000L;
    voice.say(
        "output.stall",
        progress.complaint()
            + seconds
            + " s, "
            + step
            + "; events are dropped and counted ("
            + account.dropped(Account.Loss.QUEUE_FULL)
            + " so far, by a full queue)");
  }
}
