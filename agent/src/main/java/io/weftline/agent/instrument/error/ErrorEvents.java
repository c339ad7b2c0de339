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
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.ThreadContext;
import java.util.Collections;
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
  /**
   * What is logged in a unit that has been running for longer is told without waiting for its end,
   * which may never come.
   */
  static final long LONG_NANOS = 10_000_000_000L;

  private final Clock clock;
  private final Occurrences occurrences;
  private final PendingErrors pending = new PendingErrors();

  private final LoggedInUnits inUnits = new LoggedInUnits();

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
    occurrences = new Occurrences(settings, sink, application, cleaner, family, backtraces);
  }

  /**
   * The outermost timed call of a thread ended. What has left a unit of this thread since it began
   * was on its way to it: a call that is timed by the coarse clock knows of none around it.
   */
  @Override
  public void unitEnded(FailedCalls failed, Throwable leaving) {
    try {
      inUnits.ended();
      long nowNanos = clock.nanoTime();
      List<Pending> before =
          leaving == null
              ? Collections.<Pending>emptyList()
              : pending.leftSince(failed.beganNanos, failed.thread.id, failed.work);
      Pending same = latest(before, leaving);
      if (same != null) {
        if (same.origin.handed && !failed.handed && pending.take(same)) {
          occurrences.tell(same, Verdict.UNCAUGHT, nowNanos);
        }
        return;
      }
      ThrownGraph graph = new ThrownGraph();
      int count = failed.thrown.length;
      Thrown[] thrown = new Thrown[count + 1];
      String[] left = new String[count + 1];
      Object[] notes = new Object[count + 1];
      int size = 0;
      int last = -1;
      for (int i = 0; i <= count; i++) {
        // The one that leaves comes last if it is none of those seen.
        Throwable next = i < count ? failed.thrown[i] : leaving;
        int at = indexOf(next, thrown, size);
        if (next != null && at < 0) {
          at = size++;
          thrown[at] = graph.of(next);
          left[at] = i < count ? failed.operations[i] : null;
          notes[at] = i < count ? failed.notes[i] : null;
        }
        if (next != null && next == leaving) {
          last = at;
        }
      }
      if (!before.isEmpty()) {
        String first = takeRelated(before, thrown[last], graph);
        left[last] = first == null ? left[last] : first;
      }
      // Mostly there is but one: nothing to compare it with.
      Lineage lineage = size == 1 ? null : lineage(thrown, size, graph);
      boolean[] tells = lineage == null ? new boolean[] {true} : lineage.tellers(last);
      if (last >= 0 && failed.work != null && !failed.handed) {
        // Another thread may have ended the unit with the same a moment ago.
        tells[last] = tells[last] && failed.work.tells(leaving);
      }
      for (int i = 0; i < size; i++) {
        if (!tells[i] || inUnits.isTold((Note) notes[i])) {
          continue;
        }
        boolean mapped = isMapped(thrown[i], failed.work, graph);
        if (i == last || !mapped || failed.work.tellsMapped()) {
          boolean ends = failed.work != null && !failed.handed && (i == last || mapped);
          Note note = note(i, notes, size, lineage);
          String operation = left[i] == null && note != null ? note.operation : left[i];
          Origin origin =
              new Origin(operation, failed.thread, failed.work, ends, failed.handed, note);
          Verdict leaves = failed.work == null || failed.handed ? Verdict.LEFT : Verdict.UNCAUGHT;
          occurred(thrown[i], graph, i == last ? leaves : Verdict.HANDLED, origin, nowNanos);
        }
      }
    } catch (Throwable t) {
      failed();
    }
  }

  /**
   * Whether a framework has made of it what the caller of the request was told: of itself, of what
   * it was wrapped in, or of what it wraps.
   */
  private static boolean isMapped(Thrown thrown, Work work, ThrownGraph graph) {
    Throwable mapped = work == null ? null : work.mapped();
    if (mapped == null || mapped == thrown.throwable()) {
      return mapped != null;
    }
    Thrown answered = graph.of(mapped);
    return graph.reaches(answered, thrown) || graph.reaches(thrown, answered);
  }

  /**
   * A unit has seen so many throwables that they are to be decided before it ends. A thread has one
   * in flight: what is no part of that has been handled. The last one before it stays open, since
   * it may be thrown again, and since the one in flight may quote it.
   */
  @Override
  public void throwablesFull(FailedCalls failed, Throwable inFlight) {
    try {
      long nowNanos = clock.nanoTime();
      ThrownGraph graph = new ThrownGraph();
      int count = failed.thrown.length;
      Thrown[] thrown = new Thrown[count + 1];
      for (int i = 0; i <= count; i++) {
        thrown[i] = graph.of(i < count ? failed.thrown[i] : inFlight);
      }
      Lineage lineage = new Lineage(thrown, graph);
      boolean[] tells = lineage.tellers(count);
      for (int i = 0; i < count; i++) {
        if (tells[i] && !lineage.related(i, count) && !lineage.related(i, count - 1)) {
          Note note = note(i, failed.notes, count, lineage);
          Origin origin =
              new Origin(failed.operations[i], failed.thread, failed.work, false, false, note);
          occurred(thrown[i], graph, Verdict.HANDLED, origin, nowNanos);
        }
      }
    } catch (Throwable t) {
      failed();
    }
  }

  /**
   * Takes back those that are causes of this one or suppressed in it, or that it is one of.
   *
   * @param before latest first
   * @return the call that the first of them left first, or null
   */
  private String takeRelated(List<Pending> before, Thrown leaving, ThrownGraph graph) {
    String operation = null;
    List<Thrown> reached = graph.reach(leaving);
    for (Pending one : before) {
      Throwable earlier = one.throwable.get();
      if (earlier != null) {
        Thrown known = graph.of(earlier);
        if ((reached.contains(known) || graph.reach(known).contains(leaving))
            && pending.take(one)) {
          Occurrences.giveBack(one);
          operation = one.origin.operation;
        }
      }
    }
    return operation;
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
          Pending left = latest(ofThread, reached.throwable());
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
      occurred(subject, graph, Verdict.UNCAUGHT, origin, nowNanos);
    } catch (Throwable t) {
      failed();
    }
  }

  /**
   * Within a unit it is the unit's, and told at its end; elsewhere it waits, since it may go on.
   * The same throwable that is logged again, by another logger or with another text, is on its way
   * up; by the same it is a new occurrence.
   */
  @Override
  public void logged(Level level, String logger, String message, Throwable thrown) {
    try {
      ThreadContext context = ThreadContext.current();
      long nowNanos = clock.nanoTime();
      Note record = Note.logged(level, logger, message);
      if (context.depth() > 0
          && (context.unit() != null || nowNanos - context.startNanos() < LONG_NANOS)) {
        ThreadLabel.of(context);
        context.throwables.note(thrown, record);
        inUnits.add(context);
        return;
      }
      ThreadLabel thread = ThreadLabel.of(context);
      ThrownGraph graph = new ThrownGraph();
      Thrown subject = graph.of(thrown);
      List<Pending> before = pending.ofThread(thread.id);
      Pending known = related(before, subject, graph, record);
      if (known != null) {
        pending.logged(known, record);
        return;
      }
      Origin origin = new Origin(null, thread, FailedCalls.workOf(context), false, false, record);
      Pending one = occurrences.prepare(subject, graph, Verdict.HANDLED, origin, nowNanos);
      if (one != null) {
        keep(one, nowNanos);
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
      Pending left = latest(pending.ofThread(thread.id), thrown);
      if (left != null) {
        if (pending.hold(left)) {
          return left;
        }
        return null;
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
        tellNow(pending.moveTo(one, ThreadLabel.of(context).id, nowNanos), nowNanos);
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
      tellAll(pending.due(nowNanos), nowNanos);
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
      tellAll(pending.finish(), nowNanos);
      for (FailedCalls each : inUnits.finish()) {
        for (int i = 0; i < each.thrown.length; i++) {
          Note note = (Note) each.notes[i];
          if (each.thrown[i] != null && note != null && note.level != null) {
            ThrownGraph graph = new ThrownGraph();
            Origin origin = new Origin(null, each.thread, each.work, false, false, note);
            occurred(graph.of(each.thrown[i]), graph, Verdict.HANDLED, origin, nowNanos);
          }
        }
      }
      occurrences.tellFolded(nowNanos, true);
    } catch (Throwable t) {
      failed();
    }
  }

  /** How often something failed in here; 0 in a healthy agent. */
  public long failures() {
    return occurrences.failures();
  }

  /** One whose verdict is known, or open still. */
  private void occurred(
      Thrown thrown, ThrownGraph graph, Verdict verdict, Origin origin, long nowNanos) {
    Pending told = occurrences.prepare(thrown, graph, verdict, origin, nowNanos);
    if (told == null) {
      return;
    }
    if (verdict == Verdict.LEFT) {
      keep(told, nowNanos);
    } else {
      occurrences.tell(told, verdict, nowNanos);
      if (verdict == Verdict.UNCAUGHT) {
        // It may go on to the end of the thread, or be logged on the way there.
        pending.remember(told);
      }
    }
  }

  private void keep(Pending one, long nowNanos) {
    tellNow(pending.add(one), nowNanos);
  }

  private void tellNow(Pending displaced, long nowNanos) {
    if (displaced != null) {
      occurrences.tell(displaced, displaced.verdict, nowNanos);
    }
  }

  private void tellAll(List<Pending> due, long nowNanos) {
    for (Pending one : due) {
      occurrences.tell(one, one.verdict, nowNanos);
    }
  }

  private static Lineage lineage(Thrown[] thrown, int size, ThrownGraph graph) {
    Thrown[] seen = new Thrown[size];
    System.arraycopy(thrown, 0, seen, 0, size);
    return new Lineage(seen, graph);
  }

  /** What was noted of an occurrence: of the throwable that tells it, else of one that is part. */
  private static Note note(int teller, Object[] notes, int size, Lineage lineage) {
    Note own = (Note) notes[teller];
    for (int i = 0; own == null && lineage != null && i < size; i++) {
      own = lineage.related(i, teller) ? (Note) notes[i] : null;
    }
    return own;
  }

  private static int indexOf(Throwable throwable, Thrown[] thrown, int size) {
    for (int i = 0; i < size; i++) {
      if (thrown[i].throwable() == throwable) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The latest that is the same as this one, part of it, or that it is part of, and that was not
   * logged by the same; or null.
   */
  private static Pending related(
      List<Pending> latestFirst, Thrown thrown, ThrownGraph graph, Note record) {
    for (Pending one : latestFirst) {
      if (record.isAlike(one.record)) {
        continue;
      }
      Throwable earlier = one.throwable.get();
      if (earlier == thrown.throwable()) {
        return one;
      }
      if (earlier != null) {
        Thrown known = graph.of(earlier);
        if (graph.reaches(thrown, known) || graph.reaches(known, thrown)) {
          return one;
        }
      }
    }
    return null;
  }

  private static Pending latest(List<Pending> latestFirst, Throwable throwable) {
    for (Pending one : latestFirst) {
      if (one.throwable.get() == throwable) {
        return one;
      }
    }
    return null;
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
