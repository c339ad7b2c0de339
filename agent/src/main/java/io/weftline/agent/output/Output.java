package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/**
 * From an event to a line in a file: the queue, the thread that empties it, and what it writes to.
 *
 * <p>Made while {@code main} has not begun, when it only takes events; {@link #start} begins to
 * write them. {@link #every}, {@link #atEnd} and {@link #warnings} come before that. Everything
 * else may be called by any thread at any time.
 */
public final class Output implements EventSink {
  private final Account account;
  private final EventQueue queue;
  private final EventWriter writer;
  private final RegularWork work;
  private final LateWarnings warnings = new LateWarnings();

  public Output(OutputSettings settings, Identity identity) {
    this(settings, identity, null);
  }

  /**
   * @param format how lines look, or null for JSON
   */
  public Output(OutputSettings settings, Identity identity, LineFormat format) {
    this(settings, identity, format, Clock.SYSTEM, new Configured());
  }

  /**
   * @param targets where lines go
   */
  Output(
      OutputSettings settings, Identity identity, LineFormat format, Clock clock, Targets targets) {
    this(settings, identity, format, clock, targets, new LogVoice());
  }

  /**
   * @param voice where it is said that the writer stands still
   */
  Output(
      OutputSettings settings,
      Identity identity,
      LineFormat format,
      Clock clock,
      Targets targets,
      StallWatch.Voice voice) {
    account = new Account(settings.queueSize);
    Progress progress = new Progress(clock, account, warnings);
    queue =
        new EventQueue(
            settings.queueSize,
            OutputSettings.MAX_QUEUE_BYTES,
            settings.waitWhenFull,
            account,
            clock,
            progress);
    // The header of the first file comes before everything else.
    long headerSeq = settings.stdout ? 0 : account.nextSeq();
    Parts parts =
        new Parts(settings, identity, account, format, clock, warnings, headerSeq, progress);
    work = new RegularWork(parts);
    writer = new EventWriter(queue, parts, targets, work, voice);
  }

  /** Begins to write, on a thread of its own; not before {@code main} has begun. */
  public void start() {
    writer.start();
  }

  @Override
  public boolean offer(Event event) {
    return writer.isCurrent() ? writer.offerOwn(event) : queue.offer(event);
  }

  @Override
  public void suppressed(long count) {
    account.suppressed(count);
  }

  /** Has work done on the writer's thread, again and again; what it offers is never lost. */
  public void every(Runnable task, long intervalNanos) {
    work.every(task, intervalNanos);
  }

  /** Has work done once on the writer's thread, within the flush interval. */
  public void soon(Runnable task) {
    work.soon(task);
    queue.wake();
  }

  /** Has work done on the writer's thread at the end, before the last event is made. */
  public void atEnd(Runnable task) {
    work.atEnd(task);
  }

  /** Says where to tell what the user ought to know. */
  public void warnings(Warnings sink) {
    warnings.sink = sink;
  }

  public Account account() {
    return account;
  }

  /**
   * Writes what is waiting, for two seconds at most, then the last event, and ends the thread.
   * Whatever is offered afterwards is ignored. May be called twice.
   *
   * @param maxWaitNanos after which it returns in any case
   * @param last or null
   */
  public void close(long maxWaitNanos, LastEvent last) {
    writer.close(maxWaitNanos, last);
  }

  /** Makes what lines go to, on the writer's thread: only there may files be thought of. */
  interface Targets {

    /**
     * @param headers makes the lines of headers
     */
    Target make(Parts parts, Lines headers);
  }

  /** What the settings say. */
  private static final class Configured implements Targets {
    @Override
    public Target make(Parts parts, Lines headers) {
      return parts.settings.stdout
          ? new StreamTarget(new FileOutputStream(FileDescriptor.out), parts)
          : new FileTarget(parts, headers, new Storage());
    }
  }

  /** What all that the writer's thread makes is made of. Immutable. */
  static final class Parts {
    final OutputSettings settings;
    final Identity identity;
    final Account account;
    final LineFormat format;
    final Clock clock;
    final Warnings warnings;

    /** The seq kept for the header of the first file. */
    final long headerSeq;

    final Progress progress;

    Parts(
        OutputSettings settings,
        Identity identity,
        Account account,
        LineFormat format,
        Clock clock,
        Warnings warnings,
        long headerSeq,
        Progress progress) {
      this.settings = settings;
      this.identity = identity;
      this.account = account;
      this.format = format;
      this.clock = clock;
      this.warnings = warnings;
      this.headerSeq = headerSeq;
      this.progress = progress;
    }
  }

  /** Passes warnings on from when there is somebody to take them. */
  private static final class LateWarnings implements Warnings {
    volatile Warnings sink;

    @Override
    public void warn(String topic, String message) {
      Warnings to = sink;
      if (to != null) {
        to.warn(topic, message);
      }
    }
  }

  /** stderr, by the way that all that the agent says there goes. */
  private static final class LogVoice implements StallWatch.Voice {
    @Override
    public void say(String cause, String message) {
      Log.say(cause, message);
    }
  }
}
