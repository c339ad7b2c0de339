package io.weftline.agent.instrument.error;

import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.error.PendingErrors.Pending;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns throwables into {@code exception} events: one for each occurrence, decided at the end of
 * its unit of work or where a unit has too many, or a count where a group has had its share of the
 * minute.
 *
 * <p>Thread-safe: application threads call {@link #unitEnded}, {@link #throwablesFull} and {@link
 * #uncaught}, a thread of the agent {@link #turn} and {@link #finish}. None of them ever throws;
 * what fails inside is counted in {@link #failures} and its occurrence is still counted as one.
 */
public final class ErrorEvents implements FailureListener, Sweeps.Sweep {
  /** An application may log by methods of its own, a few of which call each other. */
  private static final int MAX_LOGGING_METHODS = 3;

  private final Clock clock;
  private final Occurrences occurrences;
  private final PendingErrors pending = new PendingErrors();
  private final LoggedInUnits inUnits = new LoggedInUnits(pending);
  private final UnitErrors units;
  private final ApplicationFrames application;

  /**
   * @param family of the groups' counts
   * @param backtraces as {@link Occurrences} has it
   */
  ErrorEvents(
      ErrorSettings settings,
      EventSink sink,
      ApplicationFrames application,
      MessageCleaner cleaner,
      SeriesFamily family,
      Supplier<Backtraces> backtraces,
      Clock clock) {
    this.clock = clock;
    this.application = application;
    occurrences =
        new Occurrences(settings, sink, application, cleaner, family, backtraces, pending);
    units = new UnitErrors(occurrences, pending, inUnits);
  }

  @Override
  public void unitEnded(FailedCalls failed, Throwable leaving) {
    try {
      units.ended(failed, leaving, clock.nanoTime());
    } catch (Throwable t) {
      failed();
    }
  }

  @Override
  public void throwablesFull(FailedCalls failed, Throwable inFlight) {
    try {
      units.full(failed, inFlight, clock.nanoTime());
    } catch (Throwable t) {
      failed();
    }
  }

  /** Nobody caught it: the thread is about to ask its handler, on itself. */
  @Override
  public void uncaught(Throwable thrown, ThreadLabel thread) {
    try {
      long nowNanos = clock.nanoTime();
      ThrownGraph graph = new ThrownGraph();
      Thrown subject = graph.of(thrown);
      String operation = null;
      Pending same = null;
      boolean partOfThis = false;
      List<Pending> ofThread = pending.ofThread(thread.id);
      if (!ofThread.isEmpty()) {
        for (Thrown reached : graph.reach(subject)) {
          Pending left = UnitErrors.latest(ofThread, reached.throwable());
          if (left == null) {
            continue;
          }
          if (reached == subject) {
            same = left;
          } else if (pending.take(left)) {
            // What left a unit is a cause of this one or suppressed in it: one event, this one's.
            Occurrences.giveBack(left);
            partOfThis = true;
          }
          operation = operation == null ? left.origin.operation : operation;
        }
      }
      if (same != null) {
        if (!pending.take(same)) {
          // Told a while ago; what the thread's handler may say of it is nothing new.
          pending.remember(same);
          return;
        }
        if (!partOfThis) {
          occurrences.tell(same, Verdict.UNCAUGHT, nowNanos);
          pending.remember(same);
          return;
        }
        Occurrences.giveBack(same);
      }
      Origin origin = new Origin(operation, thread, null);
      occurrences.occurred(subject, graph, Verdict.UNCAUGHT, origin, nowNanos);
    } catch (Throwable t) {
      failed();
    }
  }

  /**
   * Made as it was logged. Within a unit it is the unit's, and told when that ends, or has not for
   * long; elsewhere it waits a moment, since it may go on.
   */
  @Override
  public void logged(Level level, String logger, String message, Throwable thrown) {
    try {
      ThreadContext context = ThreadContext.current();
      long nowNanos = clock.nanoTime();
      Note record = Note.logged(level, logger, message);
      ThreadLabel thread = ThreadLabel.of(context);
      boolean inUnit = context.depth() > 0;
      Note before = inUnit ? (Note) context.throwables.noteOf(thrown) : null;
      if (before != null && before.prepared != null) {
        return;
      }
      ThrownGraph graph = new ThrownGraph();
      Thrown subject = graph.of(thrown);
      if (!inUnit) {
        Pending known = onItsWayUp(pending.ofThread(thread.id), subject, graph, record);
        if (known != null) {
          pending.logged(known, record);
          return;
        }
      }
      String operation = before == null ? null : before.operation;
      Origin origin =
          new Origin(operation, thread, FailedCalls.workOf(context), 0, false, false, record);
      Pending one = occurrences.prepare(subject, graph, Verdict.HANDLED, origin, nowNanos);
      if (one != null && inUnit) {
        context.throwables.note(thrown, record.with(one));
        inUnits.add(one);
      } else if (one != null) {
        occurrences.keep(one, nowNanos);
      }
    } catch (Throwable t) {
      failed();
    }
  }

  /**
   * What left a timed call of the task a moment ago waits already, and goes on to. Otherwise it is
   * made now, while the throwable is as it was thrown.
   */
  @Override
  public Object taskFailed(Throwable thrown) {
    try {
      ThreadContext context = ThreadContext.current();
      long nowNanos = clock.nanoTime();
      ThreadLabel thread = ThreadLabel.of(context);
      Pending left = UnitErrors.latest(pending.ofThread(thread.id), thrown);
      if (left != null) {
        if (pending.hold(left)) {
          return left;
        }
        return null;
      }
      Pending asLogged = inUnits.claim((Note) context.throwables.noteOf(thrown));
      if (asLogged != null) {
        Occurrences.giveBack(asLogged);
      }
      context.throwables.remove(thrown);
      ThrownGraph graph = new ThrownGraph();
      Origin origin = new Origin(null, thread, FailedCalls.workOf(context));
      return occurrences.prepare(graph.of(thrown), graph, Verdict.UNCAUGHT, origin, nowNanos);
    } catch (Throwable t) {
      failed();
      return null;
    }
  }

  /**
   * It is the asking thread's now: its unit's if it has one in hand. Outside of any it is nobody's,
   * unless it has left a timed call, which is told in any case.
   */
  @Override
  public void taskDelivered(Object failure, Throwable thrown) {
    try {
      Pending one = (Pending) failure;
      ThreadContext context = ThreadContext.current();
      if (context.depth() > 0) {
        if (pending.take(one)) {
          Occurrences.giveBack(one);
          context.throwables.note(thrown, Note.delivered(one.origin.operation));
        }
      } else if (one.verdict == Verdict.UNCAUGHT) {
        if (pending.take(one)) {
          Occurrences.giveBack(one);
        }
      } else {
        long nowNanos = clock.nanoTime();
        occurrences.tellNow(pending.moveTo(one, ThreadLabel.of(context).id, nowNanos), nowNanos);
      }
    } catch (Throwable t) {
      failed();
    }
  }

  @Override
  public void taskUnasked(Object failure) {
    try {
      Pending one = (Pending) failure;
      if (pending.take(one)) {
        occurrences.tell(one, Verdict.UNCAUGHT, clock.nanoTime());
      }
    } catch (Throwable t) {
      failed();
    }
  }

  /** Regular work, every 250 ms or more often: verdicts that are due, folded lines. */
  @Override
  public void turn() {
    try {
      long nowNanos = clock.nanoTime();
      occurrences.tellAll(pending.due(nowNanos), nowNanos);
      occurrences.tellAll(inUnits.due(nowNanos, false), nowNanos);
      occurrences.turn(nowNanos);
    } catch (Throwable t) {
      failed();
    }
  }

  /** At the end: everything that waits. May be called again; later occurrences do not wait. */
  @Override
  public void finish() {
    try {
      long nowNanos = clock.nanoTime();
      occurrences.tellAll(pending.finish(), nowNanos);
      occurrences.tellAll(inUnits.due(nowNanos, true), nowNanos);
      occurrences.tellFolded(nowNanos, true);
    } catch (Throwable t) {
      failed();
    }
  }

  /** How often something failed in here; 0 in a healthy agent. */
  public long failures() {
    return occurrences.failures();
  }

  /**
   * The one that is logged again on its way up, as it is or wrapped; null if this is another
   * occurrence. A program may log the same instance again and again that it has made once: that was
   * not thrown from below the place where it is logged now.
   */
  private Pending onItsWayUp(
      List<Pending> latestFirst, Thrown thrown, ThrownGraph graph, Note record) {
    List<Thrown> reached = null;
    for (Pending one : latestFirst) {
      Throwable earlier = one.throwable.get();
      if (earlier == null) {
        continue;
      }
      if (earlier == thrown.throwable()) {
        boolean first = one.record == null || one.verdict == Verdict.UNCAUGHT;
        return first || cameFromBelow(thrown) ? one : null;
      }
      if (!thrown.isAlone()) {
        reached = reached == null ? graph.reach(thrown) : reached;
        if (reached.contains(graph.of(earlier))) {
          return one;
        }
      }
      // In a storm they are many, and none is part of the next.
      if (!record.isAlike(one.record) && graph.reaches(graph.of(earlier), thrown)) {
        return one;
      }
    }
    return null;
  }

  /**
   * Whether it was thrown below where the thread is now: the method that logs, or what has it log,
   * was on its way, as deep. What a static initialiser makes is made to be used again.
   */
  private boolean cameFromBelow(Thrown thrown) {
    StackTraceElement[] frames = thrown.frames();
    if (frames.length == 0 || frames[0].getMethodName().equals("<clinit>")) {
      return false;
    }
    StackTraceElement[] here = new Throwable().getStackTrace();
    int looked = 0;
    for (int i = 0; i < here.length && looked < MAX_LOGGING_METHODS; i++) {
      if (application.isApplication(here[i].getClassName())) {
        looked++;
        int there = frames.length - (here.length - i);
        if (there >= 0
            && frames[there].getMethodName().equals(here[i].getMethodName())
            && frames[there].getClassName().equals(here[i].getClassName())) {
          return true;
        }
      }
    }
    // Without a method of the application nothing can be told: it is what it was.
    return looked == 0;
  }

  /** Something of ours failed outside an occurrence: all that can be done is to count. */
  private void failed() {
    occurrences.failed();
  }

  /** The monotonic clock, in nanoseconds. Thread-safe. */
  public interface Clock {
    long nanoTime();
  }
}
