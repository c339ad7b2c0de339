package io.weftline.agent.instrument.error;

import io.weftline.agent.instrument.error.PendingErrors.Pending;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.Work;
import java.util.Collections;
import java.util.List;

/**
 * Decides what the throwables of a unit of work are: which of them are one occurrence, which of
 * those tells it, and what became of it.
 *
 * <p>Thread-safe: called by the thread whose unit it is.
 */
final class UnitErrors {
  private final Occurrences occurrences;
  private final PendingErrors pending;
  private final LoggedInUnits logged;

  UnitErrors(Occurrences occurrences, PendingErrors pending, LoggedInUnits logged) {
    this.occurrences = occurrences;
    this.pending = pending;
    this.logged = logged;
  }

  /**
   * The outermost timed call of a thread ended. What has left a unit of this thread since it began
   * was on its way to it: a call that is timed by the coarse clock knows of none around it.
   */
  void ended(FailedCalls failed, Throwable leaving, long nowNanos) {
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
    Seen[] seen = new Seen[count + 1];
    int size = 0;
    int last = -1;
    for (int i = 0; i <= count; i++) {
      // The one that leaves comes last if it is none of those seen.
      Throwable next = i < count ? failed.thrown[i] : leaving;
      int at = indexOf(next, seen, size);
      if (next != null && at < 0) {
        at = size++;
        seen[at] = i < count ? new Seen(failed, i, graph) : new Seen(graph.of(next));
      }
      if (next != null && next == leaving) {
        last = at;
      }
    }
    if (!before.isEmpty()) {
      String first = takeRelated(before, seen[last].thrown, graph);
      seen[last].operation = first == null ? seen[last].operation : first;
    }
    // Mostly there is but one: nothing to compare it with.
    Lineage lineage = size == 1 ? null : lineage(seen, size, graph);
    boolean[] tells = lineage == null ? new boolean[] {true} : lineage.tellers(last);
    if (last >= 0 && failed.work != null && !failed.handed) {
      // Another thread may have ended the unit with the same a moment ago.
      tells[last] = tells[last] && failed.work.tells(leaving);
    }
    for (int i = 0; i < size; i++) {
      if (!tells[i]) {
        continue;
      }
      boolean mapped = isMapped(seen[i].thrown, failed.work, graph);
      boolean told = i == last || !mapped || failed.work.tellsMapped();
      boolean ends = failed.work != null && !failed.handed && (i == last || mapped);
      Verdict leaves = failed.work == null || failed.handed ? Verdict.LEFT : Verdict.UNCAUGHT;
      Verdict verdict = !told ? null : i == last ? leaves : Verdict.HANDLED;
      decide(i, seen, size, lineage, failed, ends, verdict, graph, nowNanos);
    }
  }

  /**
   * A unit has seen so many throwables that they are to be decided before it ends. A thread has one
   * in flight: what is no part of that has been handled. The last one before it stays open, since
   * it may be thrown again, and since the one in flight may quote it.
   */
  void full(FailedCalls failed, Throwable inFlight, long nowNanos) {
    ThrownGraph graph = new ThrownGraph();
    int count = failed.thrown.length;
    Seen[] seen = new Seen[count + 1];
    for (int i = 0; i < count; i++) {
      seen[i] = new Seen(failed, i, graph);
    }
    seen[count] = new Seen(graph.of(inFlight));
    Lineage lineage = lineage(seen, count + 1, graph);
    boolean[] tells = lineage.tellers(count);
    for (int i = 0; i < count; i++) {
      boolean open = lineage.related(i, count) || lineage.related(i, count - 1);
      if (open && i < count - 1) {
        // The unit forgets it, but not what it is part of: that one tells.
        giveBack(logged.claim(seen[i].note));
      } else if (!open && tells[i]) {
        decide(i, seen, count, lineage, failed, false, Verdict.HANDLED, graph, nowNanos);
      }
    }
  }

  /**
   * Tells an occurrence, unless it was logged and told already; as it was logged if it has been
   * handled so.
   *
   * @param teller the one that stands for it
   * @param verdict null if it is nothing to be told of
   */
  private void decide(
      int teller,
      Seen[] seen,
      int size,
      Lineage lineage,
      FailedCalls failed,
      boolean ends,
      Verdict verdict,
      ThrownGraph graph,
      long nowNanos) {
    boolean told = false;
    Note note = seen[teller].note;
    Pending asLogged = null;
    for (int i = 0; i < size; i++) {
      if (i == teller || lineage != null && lineage.related(i, teller)) {
        Note other = seen[i].note;
        note = note == null || note.level == null && other != null ? other : note;
        Pending made = logged.claim(other);
        if (made == null) {
          told |= other != null && other.prepared != null;
        } else if (i == teller && verdict == Verdict.HANDLED) {
          asLogged = made;
        } else {
          giveBack(made);
        }
      }
    }
    if (told || verdict == null) {
      giveBack(asLogged);
    } else if (asLogged != null) {
      occurrences.tell(asLogged, verdict, ends ? failed.work.errorId() : null, nowNanos);
    } else {
      Seen one = seen[teller];
      String operation = one.operation == null && note != null ? note.operation : one.operation;
      Origin origin =
          new Origin(operation, failed.thread, failed.work, one.nanos, ends, failed.handed, note);
      occurrences.occurred(one.thrown, graph, verdict, origin, nowNanos);
    }
  }

  private static void giveBack(Pending made) {
    if (made != null) {
      Occurrences.giveBack(made);
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

  private static Lineage lineage(Seen[] seen, int size, ThrownGraph graph) {
    Thrown[] thrown = new Thrown[size];
    for (int i = 0; i < size; i++) {
      thrown[i] = seen[i].thrown;
    }
    return new Lineage(thrown, graph);
  }

  private static int indexOf(Throwable throwable, Seen[] seen, int size) {
    for (int i = 0; i < size; i++) {
      if (seen[i].thrown.throwable() == throwable) {
        return i;
      }
    }
    return -1;
  }

  /** The latest that is this one, or null. */
  static Pending latest(List<Pending> latestFirst, Throwable throwable) {
    for (Pending one : latestFirst) {
      if (one.throwable.get() == throwable) {
        return one;
      }
    }
    return null;
  }

  /** One of the throwables of a unit, with what the unit knows of it. */
  private static final class Seen {
    final Thrown thrown;
    final Note note;
    final long nanos;

    /** The timed call that it left first, or null. */
    String operation;

    Seen(Thrown thrown) {
      this.thrown = thrown;
      note = null;
      nanos = 0;
    }

    Seen(FailedCalls failed, int index, ThrownGraph graph) {
      thrown = graph.of(failed.thrown[index]);
      note = (Note) failed.notes[index];
      nanos = failed.seenNanos[index];
      operation = failed.operations[index];
    }
  }
}
