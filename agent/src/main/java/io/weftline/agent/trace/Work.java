package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Handover;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A request or a job while it lasts, on however many threads: its ids, what was recorded for it
 * where threads have done with it already, and whether it has ended.
 *
 * <p>Thread-safe: any thread may work for it, one ends it.
 */
public abstract class Work extends Unit {
  private static final int MAX_PARTS = 100;

  // No objects of their own: a request is to cost as few as can be.
  private static final AtomicReferenceFieldUpdater<Work, Part> PARTS =
      AtomicReferenceFieldUpdater.newUpdater(Work.class, Part.class, "parts");
  private static final AtomicReferenceFieldUpdater<Work, Usage> RESTS =
      AtomicReferenceFieldUpdater.newUpdater(Work.class, Usage.class, "rest");
  private static final AtomicIntegerFieldUpdater<Work> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(Work.class, "ended");

  final Works works;

  private final String requestId;

  /** The thread that it began on; what ran elsewhere is no part of what that one has to answer. */
  private final ThreadLabel thread;

  /** What threads that have done with it leave behind, the latest first. */
  private volatile Part parts;

  private volatile int ended;

  /** The sums of the parts that are too many to be kept; its own lock. */
  private volatile Usage rest;

  /** Made by the first that asks; a second one makes the same. */
  private String traceText;

  private String spanText;

  /** The dearest of the latest calls that it made without its thread; null if there were none. */
  private volatile Call called;

  private volatile String user;
  private volatile String session;

  /** What it ended with, once that was told; held weakly. */
  private WeakReference<Throwable> failed;

  /** Of the watchdog: the thread that works for it now, or null. */
  volatile Thread worker;

  /** Of the watchdog's thread, but for the reading at the end. */
  volatile Samples samples;

  /** Where the watchdog has it; negative if nowhere. */
  volatile int slot = -1;

  /** Of the watchdog's thread: whether it has been said that it is still running. */
  volatile boolean told;

  /** When that was, as {@link System#nanoTime()}; of the watchdog's thread. */
  long toldNanos;

  /** Collections up to about when it began, in nanoseconds. */
  final long collectedNanos;

  /**
   * @param traceHigh 0 with {@code traceLow} 0 for a trace that begins here
   * @param slowNanos from when on it is slow
   */
  protected Work(
      Works works,
      long traceHigh,
      long traceLow,
      long parentSpanId,
      String requestId,
      long startNanos,
      long slowNanos) {
    super(
        (traceHigh | traceLow) != 0 ? traceHigh : works.ids().nextHalf(),
        (traceHigh | traceLow) != 0 ? traceLow : works.ids().next(),
        works.ids().next(),
        parentSpanId,
        startNanos,
        slowNanos);
    this.works = works;
    this.requestId = requestId;
    thread = ThreadLabel.of(ThreadContext.current());
    collectedNanos = works.collectedNanos();
  }

  /** The id of the error that it ends with, or null if that makes its own. */
  public String errorId() {
    return null;
  }

  /** What a framework has made an answer of, or null. */
  public Throwable mapped() {
    return null;
  }

  /** Whether what was made an answer of is a failure nevertheless, as far as that is known. */
  public boolean tellsMapped() {
    return true;
  }

  /** Puts into an event of the calling thread what it is part of, if that is known. */
  public static Event stamp(Event event, ThreadContext context) {
    Unit unit = context.unit();
    if (unit instanceof Work) {
      ((Work) unit).stamp(event);
    }
    return event;
  }

  /** Puts the ids into an event of something that was done for it. */
  public final void stamp(Event event) {
    stamp(event, works.ids().next());
  }

  /** The same where that has an id already, since it has been told of before. */
  public final void stamp(Event event, long id) {
    event.trace(traceHigh, traceLow, id, spanId).asked(requestId, user, session);
  }

  /** Puts into an event of something that happened to it what was asked for. */
  public void describe(Event event) {}

  /** What it is called, for people, as far as that is known: {@code GET /orders/{id}}. */
  public abstract String label();

  /** The event of one that is still running, or null if it has none. */
  protected abstract Event stillRunning(long nowNanos);

  @Override
  public final String requestId() {
    return requestId;
  }

  /** The trace's id as the application's logs may have it: 32 digits. */
  public final String traceId() {
    String text = traceText;
    if (text == null) {
      StringBuilder out = new StringBuilder(32);
      Ids.hex(out, traceHigh);
      Ids.hex(out, traceLow);
      text = out.toString();
      traceText = text;
    }
    return text;
  }

  /** Its own id within the trace: 16 digits. */
  public final String spanIdText() {
    String text = spanText;
    if (text == null) {
      StringBuilder out = new StringBuilder(16);
      Ids.hex(out, spanId);
      text = out.toString();
      spanText = text;
    }
    return text;
  }

  /**
   * Whether what ends it is to be told by whoever asks: the first. Two threads may find the same at
   * once, the one that has it in hand and the one that sends the answer.
   */
  public final synchronized boolean tells(Throwable thrown) {
    if (failed != null && failed.get() == thrown) {
      return false;
    }
    failed = new WeakReference<Throwable>(thrown);
    return true;
  }

  /** How often a thread has worked for it and has done, so far. */
  public final int scopes() {
    Part latest = parts;
    return latest == null ? 0 : latest.number;
  }

  /** The thread that it began on. */
  public final ThreadLabel thread() {
    return thread;
  }

  /** Another thread has found the end of a call that was made for it. */
  public final void called(Operation operation, long beganNanos, long endedNanos) {
    Call latest = called;
    if (latest == null
        || beganNanos - latest.endedNanos >= 0
        || endedNanos - beganNanos > latest.endedNanos - latest.beganNanos) {
      called = new Call(operation, beganNanos, endedNanos);
    }
  }

  /** The dearest of the latest of these, or null. */
  public final Call called() {
    return called;
  }

  /** A call that was made for a unit, and that no thread of its waited for as far as is known. */
  public static final class Call {
    public final Operation operation;
    public final long beganNanos;
    public final long endedNanos;

    Call(Operation operation, long beganNanos, long endedNanos) {
      this.operation = operation;
      this.beganNanos = beganNanos;
      this.endedNanos = endedNanos;
    }
  }

  public final String user() {
    return user;
  }

  public final String session() {
    return session;
  }

  /** Says who it is for, as far as that is known. */
  public final void askedBy(String userId, String sessionId) {
    user = userId;
    session = sessionId;
  }

  /** Whether the calling thread has it in hand itself, and not only a task that was handed on. */
  public final boolean isWorker() {
    return worker == Thread.currentThread();
  }

  @Override
  public final boolean hasEnded() {
    return ended != 0;
  }

  /** Ends it; true for the first that says so. */
  public final boolean end() {
    boolean first = ENDED.compareAndSet(this, 0, 1);
    if (first) {
      works.ended(this);
    }
    return first;
  }

  @Override
  protected final void entered(ThreadContext context, Frame frame, boolean handed) {
    if (!handed) {
      worker = Thread.currentThread();
    }
    frame.note = works.enter(this, context, handed);
  }

  @Override
  protected final void left(ThreadContext context, Frame frame, Throwable thrown) {
    Part part = (Part) frame.note;
    frame.note = part != null && part.handed ? Handover.HANDED : null;
    if (worker == Thread.currentThread()) {
      worker = null;
    }
    if (part != null) {
      works.leave(part);
      if (!hasEnded()) {
        Part before = parts;
        boolean kept = before == null || before.number < MAX_PARTS;
        part.end(frame, works.meter(), startNanos, kept);
        if (kept) {
          add(part);
        } else {
          addToRest(part);
        }
      }
    }
  }

  private void addToRest(Part part) {
    if (rest == null) {
      RESTS.compareAndSet(this, null, new Usage());
    }
    Usage sums = rest;
    synchronized (sums) {
      sums.add(part);
    }
  }

  private void add(Part part) {
    Part before;
    do {
      before = parts;
      part.before = before;
      part.number = before == null ? 1 : before.number + 1;
    } while (!PARTS.compareAndSet(this, before, part));
  }

  /** Adds what was recorded elsewhere. */
  final void addPartsTo(Usage sums) {
    for (Part each = parts; each != null; each = each.before) {
      sums.add(each);
    }
    Usage others = rest;
    if (others != null) {
      synchronized (others) {
        sums.add(others);
      }
    }
  }

  /** What was recorded elsewhere, the latest first; null if nothing was. */
  final Part parts() {
    return parts;
  }
}
