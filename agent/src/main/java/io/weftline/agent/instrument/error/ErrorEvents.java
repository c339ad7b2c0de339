package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.error.PendingErrors.Pending;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

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
  private final ErrorSettings settings;
  private final EventSink sink;
  private final ApplicationFrames application;
  private final Clock clock;
  private final ExceptionEvent events;
  private final ErrorGroups groups = new ErrorGroups();
  private final PendingErrors pending = new PendingErrors();
  private final AtomicLong failures = new AtomicLong();

  public ErrorEvents(
      ErrorSettings settings,
      EventSink sink,
      ApplicationFrames application,
      MessageCleaner cleaner,
      Clock clock) {
    this.settings = settings;
    this.sink = sink;
    this.application = application;
    this.clock = clock;
    events = new ExceptionEvent(application, cleaner, settings.stackFrames());
  }

  /**
   * The outermost timed call of a thread ended. What has left a unit of this thread since it began
   * was on its way to it: a call that is timed by the coarse clock knows of none around it.
   */
  @Override
  public void unitEnded(FailedCalls failed, Throwable leaving) {
    try {
      long nowNanos = clock.nanoTime();
      List<Pending> before =
          leaving == null
              ? Collections.<Pending>emptyList()
              : pending.leftSince(failed.beganNanos, failed.thread.id, failed.work);
      Pending same = latest(before, leaving);
      if (same != null) {
        if (same.origin.handed && !failed.handed && pending.take(same)) {
          tell(same, Verdict.UNCAUGHT, nowNanos);
        }
        return;
      }
      ThrownGraph graph = new ThrownGraph();
      int count = failed.thrown.length;
      Thrown[] thrown = new Thrown[count + 1];
      String[] left = new String[count + 1];
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
        }
        if (next != null && next == leaving) {
          last = at;
        }
      }
      if (!before.isEmpty()) {
        String first = takeRelated(before, thrown[last], graph);
        left[last] = first == null ? left[last] : first;
      }
      boolean[] tells = tellers(thrown, size, last, graph);
      if (last >= 0 && failed.work != null && !failed.handed) {
        // Another thread may have ended the unit with the same a moment ago.
        tells[last] = tells[last] && failed.work.tells(leaving);
      }
      for (int i = 0; i < size; i++) {
        if (!tells[i]) {
          continue;
        }
        boolean mapped = isMapped(thrown[i], failed.work, graph);
        if (i == last || !mapped || failed.work.tellsMapped()) {
          boolean ends = failed.work != null && !failed.handed && (i == last || mapped);
          Origin origin = new Origin(left[i], failed.thread, failed.work, ends, failed.handed);
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
    return graph.reach(answered).contains(thrown) || graph.reach(thrown).contains(answered);
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
          Origin origin = new Origin(failed.operations[i], failed.thread, failed.work);
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
          one.group.giveBack(one.admitted);
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
            left.group.giveBack(left.admitted);
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
          tell(same, Verdict.UNCAUGHT, nowNanos);
          return;
        }
        same.group.giveBack(same.admitted);
      }
      Origin origin = new Origin(operation, thread, null);
      occurred(subject, graph, Verdict.UNCAUGHT, origin, nowNanos);
    } catch (Throwable t) {
      failed();
    }
  }

  @Override
  public void logged(Level level, String logger, String message, Throwable thrown) {
    // To come.
  }

  @Override
  public Object taskFailed(Throwable thrown) {
    return null;
  }

  @Override
  public void taskDelivered(Object failure, Throwable thrown) {
    // To come.
  }

  @Override
  public void taskUnasked(Object failure) {
    // To come.
  }

  /** Regular work, every 250 ms or more often: verdicts that are due, folded lines. */
  @Override
  public void turn() {
    try {
      long nowNanos = clock.nanoTime();
      tellAll(pending.due(nowNanos), nowNanos);
      tellFolded(nowNanos, false);
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
      tellFolded(nowNanos, true);
    } catch (Throwable t) {
      failed();
    }
  }

  /** How often something failed in here; 0 in a healthy agent. */
  public long failures() {
    return failures.get();
  }

  private void occurred(
      Thrown thrown, ThrownGraph graph, Verdict verdict, Origin origin, long nowNanos) {
    ErrorGroup group = groups.other();
    boolean error = verdict != Verdict.HANDLED;
    boolean counted = false;
    int admitted = ErrorGroup.FOLDED;
    try {
      if (settings.ignores(thrown)) {
        return;
      }
      error &= !settings.expects(thrown);
      List<Thrown> chain = graph.chain(thrown);
      Thrown root = chain.get(chain.size() - 1);
      Culprit culprit = Culprit.of(thrown, root, application);
      group = groups.of(Fingerprint.of(thrown.type(), culprit, root.type()), thrown, culprit);
      admitted = group.admit(nowNanos, settings.perGroup());
      Event event = null;
      if (admitted != ErrorGroup.FOLDED) {
        Level level = error ? Level.ERROR : Level.WARN;
        event = events.full(chain, graph, culprit, group, level, origin, nowNanos);
        if (origin.ends) {
          event.put(Fields.ERROR_ID, origin.work.errorId());
        }
        if (admitted == ErrorGroup.FULL_NEW) {
          event.put(Fields.ERROR_NEW, true);
        }
      }
      Pending told =
          new Pending(thrown.throwable(), group, admitted, event, error, origin, nowNanos);
      counted = true;
      if (verdict != Verdict.LEFT) {
        tell(told, verdict, nowNanos);
        if (verdict == Verdict.UNCAUGHT && origin.work != null) {
          // It may go on to the end of the thread.
          pending.remember(told);
        }
      } else {
        Pending due = pending.add(told);
        if (due != null) {
          tell(due, Verdict.LEFT, nowNanos);
        }
      }
    } catch (Throwable t) {
      failures.incrementAndGet();
      if (!counted) {
        group.fold(admitted, verdict, error, nowNanos);
      }
    }
  }

  private void tellAll(List<Pending> due, long nowNanos) {
    for (Pending one : due) {
      tell(one, Verdict.LEFT, nowNanos);
    }
  }

  private void tell(Pending one, Verdict verdict, long nowNanos) {
    boolean written = false;
    try {
      if (one.event != null) {
        ExceptionEvent.verdict(one.event, verdict);
        long folded = one.group.foldedTotal();
        if (folded > 0) {
          one.event.put(Fields.ERROR_SUPPRESSED_COUNT, folded);
        }
        written = sink.offer(one.event);
      }
    } catch (Throwable t) {
      failures.incrementAndGet();
    }
    if (!written) {
      one.group.fold(one.admitted, verdict, one.error, nowNanos);
    }
  }

  private void tellFolded(long nowNanos, boolean all) {
    for (ErrorGroup group : groups.all()) {
      tellFolded(group, nowNanos, all);
    }
    tellFolded(groups.other(), nowNanos, all);
  }

  private void tellFolded(ErrorGroup group, long nowNanos, boolean all) {
    ErrorGroup.Folded folded = group.takeFolded(nowNanos, all);
    if (folded == null) {
      return;
    }
    boolean written = false;
    try {
      written = sink.offer(events.folded(group, folded, nowNanos));
    } catch (Throwable t) {
      failures.incrementAndGet();
    }
    if (written) {
      sink.suppressed(folded.count - 1);
    } else {
      group.refold(folded, nowNanos);
    }
  }

  private static boolean[] tellers(Thrown[] thrown, int size, int last, ThrownGraph graph) {
    if (size == 1) {
      // By far the most frequent: nothing to compare it with.
      return new boolean[] {true};
    }
    Thrown[] seen = new Thrown[size];
    System.arraycopy(thrown, 0, seen, 0, size);
    return new Lineage(seen, graph).tellers(last);
  }

  private static int indexOf(Throwable throwable, Thrown[] thrown, int size) {
    for (int i = 0; i < size; i++) {
      if (thrown[i].throwable() == throwable) {
        return i;
      }
    }
    return -1;
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
    failures.incrementAndGet();
  }

  /** The monotonic clock, in nanoseconds. Thread-safe. */
  public interface Clock {
    long nanoTime();
  }
}
