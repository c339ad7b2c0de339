package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.error.PendingErrors.Pending;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.trace.ApplicationFrames;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What becomes of an occurrence once it is known to be one: a line of its own or a count of its
 * group, never both, and one more in the group's series.
 *
 * <p>Thread-safe. Nothing here throws but what the program has run out of; what fails inside is
 * counted in {@link #failures} and its occurrence is still counted as one.
 */
final class Occurrences {
  private final ErrorSettings settings;
  private final EventSink sink;
  private final ApplicationFrames application;
  private final ExceptionEvent events;
  private final ErrorGroups groups;
  private final PendingErrors pending;
  private final AtomicLong failures = new AtomicLong();
  private final Supplier<Backtraces> backtraces;
  private final KnownStacks stacks = new KnownStacks();
  private volatile boolean folds;

  /** Of the agent's thread. */
  private boolean looked;

  /**
   * @param family of the groups' counts
   * @param backtraces asked once, on the agent's thread, when there are many; may give null
   * @param pending where those wait whose verdict is open
   */
  Occurrences(
      ErrorSettings settings,
      EventSink sink,
      ApplicationFrames application,
      MessageCleaner cleaner,
      SeriesFamily family,
      Supplier<Backtraces> backtraces,
      PendingErrors pending) {
    this.pending = pending;
    this.settings = settings;
    this.sink = sink;
    this.application = application;
    events = new ExceptionEvent(application, cleaner, settings);
    groups = new ErrorGroups(family);
    this.backtraces = backtraces;
  }

  /**
   * Makes what is to be told of one.
   *
   * @param verdict what it is told with if nothing else is heard of it
   * @return null if it is to be ignored, or has been counted since it could not be made
   */
  Pending prepare(Thrown thrown, ThrownGraph graph, Verdict verdict, Origin origin, long nowNanos) {
    ErrorGroup group = null;
    int admitted = ErrorGroup.FOLDED;
    boolean expected = false;
    try {
      KnownStacks.Key key = stacks.key(thrown.throwable(), graph);
      KnownStacks.Known known = key == null ? null : stacks.get(key);
      if (known == null) {
        if (settings.ignores(thrown)) {
          keep(key, thrown, null, false);
          return null;
        }
        expected = settings.expects(thrown);
      } else if (known.group == null) {
        return null;
      } else {
        group = known.group;
        expected = known.expected;
        admitted = group.admit(nowNanos, settings.perGroup());
        if (admitted == ErrorGroup.FOLDED) {
          return new Pending(
              thrown.throwable(), group, admitted, null, verdict, expected, origin, nowNanos);
        }
      }
      List<Thrown> chain = graph.chain(thrown);
      Thrown root = chain.get(chain.size() - 1);
      Culprit culprit = Culprit.of(thrown, root, application);
      if (known == null) {
        group = groups.of(Fingerprint.of(chain, application), thrown, culprit);
        keep(key, thrown, group, expected);
        admitted =
            settings.neverFolds(thrown)
                ? group.admitAlways()
                : group.admit(nowNanos, settings.perGroup());
      }
      Event event = null;
      if (admitted != ErrorGroup.FOLDED) {
        event = events.full(chain, graph, culprit, group, origin, nowNanos);
        if (origin.ends) {
          event.put(Fields.ERROR_ID, origin.work.errorId());
        }
        if (admitted == ErrorGroup.FULL_NEW) {
          event.put(Fields.ERROR_NEW, true);
        }
        if (expected) {
          event.put(Fields.ERROR_EXPECTED, true);
        }
      }
      return new Pending(
          thrown.throwable(), group, admitted, event, verdict, expected, origin, nowNanos);
    } catch (Throwable t) {
      failed();
      // It has no line: another one may have its place.
      group = group == null ? groups.other() : group;
      group.giveBack(admitted);
      tell(
          new Pending(
              thrown.throwable(),
              group,
              ErrorGroup.FOLDED,
              null,
              verdict,
              expected,
              origin,
              nowNanos),
          verdict,
          nowNanos);
      return null;
    }
  }

  /** Remembers what was found out, where the next from the same calls is to be taken alike. */
  private void keep(KnownStacks.Key key, Thrown thrown, ErrorGroup group, boolean expected) {
    if (key != null && !settings.asksMessage(thrown) && !settings.neverFolds(thrown)) {
      stacks.put(key, group, expected);
    }
  }

  /**
   * Regular work of the agent's thread. Stacks are told apart by other means than by asking for
   * them as soon as exceptions are so many that they are folded.
   */
  void turn(long nowNanos) {
    tellFolded(nowNanos, false);
    if (folds && !looked) {
      looked = true;
      stacks.use(backtraces.get());
    }
  }

  /** It is known what became of one: tells it, or counts it if it is to be folded. */
  void tell(Pending one, Verdict verdict, long nowNanos) {
    boolean written = false;
    Level level = one.level(verdict);
    try {
      if (one.event != null) {
        ExceptionEvent.verdict(one.event, verdict, level, one.record);
        long folded = one.group.foldedTotal();
        if (folded > 0) {
          one.event.put(Fields.ERROR_SUPPRESSED_COUNT, folded);
        }
        written = sink.offer(one.event);
      }
    } catch (Throwable t) {
      failed();
    }
    if (!written) {
      one.group.fold(one.admitted, verdict, level, one.expected, nowNanos);
      if (!folds) {
        folds = true;
      }
    }
    one.group.count(level);
  }

  /**
   * The same of one that a request or a job ended with.
   *
   * @param errorId what its caller was told, or null
   */
  void tell(Pending one, Verdict verdict, String errorId, long nowNanos) {
    if (one.event != null) {
      one.event.put(Fields.ERROR_ID, errorId);
    }
    tell(one, verdict, nowNanos);
  }

  /** One whose verdict is known, or open still. */
  void occurred(Thrown thrown, ThrownGraph graph, Verdict verdict, Origin origin, long nowNanos) {
    Pending told = prepare(thrown, graph, verdict, origin, nowNanos);
    if (told == null) {
      return;
    }
    if (verdict == Verdict.LEFT) {
      keep(told, nowNanos);
    } else {
      tell(told, verdict, nowNanos);
      if (verdict == Verdict.UNCAUGHT) {
        // It may go on to the end of the thread, or be logged on the way there.
        pending.remember(told);
      }
    }
  }

  /** Has one wait until more is known of it. */
  void keep(Pending one, long nowNanos) {
    tellNow(pending.add(one), nowNanos);
  }

  /** Tells one that cannot wait any longer; nothing for null. */
  void tellNow(Pending displaced, long nowNanos) {
    if (displaced != null) {
      tell(displaced, displaced.verdict, nowNanos);
    }
  }

  /** Tells those of which nothing more has been heard. */
  void tellAll(List<Pending> due, long nowNanos) {
    for (Pending one : due) {
      tell(one, one.verdict, nowNanos);
    }
  }

  /** It has turned out to be part of another: its group has seen nothing. */
  static void giveBack(Pending one) {
    one.group.giveBack(one.admitted);
  }

  /** Tells what has been folded and is due, or all of it. */
  void tellFolded(long nowNanos, boolean all) {
    for (ErrorGroup group : groups.all()) {
      tellFolded(group, nowNanos, all);
    }
    tellFolded(groups.otherIfAny(), nowNanos, all);
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
      failed();
    }
    if (written) {
      sink.suppressed(folded.count - 1);
    } else {
      group.refold(folded, nowNanos);
    }
  }

  /** Something of ours failed: all that can be done is to count. */
  void failed() {
    failures.incrementAndGet();
  }

  long failures() {
    return failures.get();
  }
}
