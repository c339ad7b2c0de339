package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Level;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;

/**
 * Exceptions of one type and place: how many were written in full in this minute, and how many wait
 * to be told by a folded line. It holds text and numbers only.
 *
 * <p>Thread-safe: guarded by itself; nothing foreign is called and nothing waited for inside.
 */
final class ErrorGroup {
  static final long MINUTE_NANOS = 60_000_000_000L;

  /** Result of {@link #admit}: to be counted only. */
  static final int FOLDED = 0;

  /** Result of {@link #admit}: to be written. */
  static final int FULL = 1;

  /** Result of {@link #admit}: to be written, and the first of its group. */
  static final int FULL_NEW = 3;

  final String fingerprint;
  final String type;
  final String shortType;
  final String culprit;
  final String place;
  final String logger;
  final Series series = new Series();

  private boolean begun;
  private boolean told;
  private long minuteNanos;
  private long writtenInMinute;
  private long foldedTotal;
  private Folded folded;

  /** Read without the lock, so that a sweep over quiet groups is cheap. */
  private volatile boolean hasFolded;

  /**
   * @param culprit and {@code place}: null if unknown
   */
  ErrorGroup(
      String fingerprint,
      String type,
      String shortType,
      String culprit,
      String place,
      String logger) {
    this.fingerprint = fingerprint;
    this.type = type;
    this.shortType = shortType;
    this.culprit = culprit;
    this.place = place;
    this.logger = logger;
  }

  /** Whether one more occurrence is written in full. If so it takes a place in this minute. */
  synchronized int admit(long nowNanos, long perMinute) {
    if (!begun || nowNanos - minuteNanos >= MINUTE_NANOS) {
      begun = true;
      minuteNanos = nowNanos;
      writtenInMinute = 0;
    }
    if (writtenInMinute >= perMinute) {
      return FOLDED;
    }
    writtenInMinute++;
    if (told) {
      return FULL;
    }
    told = true;
    return FULL_NEW;
  }

  /** One more that is written in full, whatever there was before. */
  synchronized int admitAlways() {
    if (told) {
      return FULL;
    }
    told = true;
    return FULL_NEW;
  }

  /** Counts one that has been told, or folded. */
  void count(Level level) {
    series.record(ThreadContext.current().number, 0, level.compareTo(Level.WARN) > 0, false);
  }

  /** Takes back what {@link #admit} gave: the occurrence turned out to be part of another. */
  synchronized void giveBack(int admitted) {
    if (admitted != FOLDED && writtenInMinute > 0) {
      writtenInMinute--;
    }
    if (admitted == FULL_NEW) {
      told = false;
    }
  }

  /**
   * Counts an occurrence that gets no line of its own.
   *
   * @param admitted what {@link #admit} gave: the first of a group that could not be written leaves
   *     it to the next line to say so
   */
  synchronized void fold(
      int admitted, Verdict verdict, Level level, boolean expected, long nowNanos) {
    if (admitted == FULL_NEW) {
      told = false;
    }
    foldedTotal++;
    if (folded == null) {
      folded = new Folded(verdict, level, nowNanos);
    }
    folded.add(1, verdict, level, expected);
    hasFolded = true;
  }

  /** Takes what waits for its line if that is due, else null. */
  Folded takeFolded(long nowNanos, boolean all) {
    return hasFolded ? takeWaiting(nowNanos, all) : null;
  }

  private synchronized Folded takeWaiting(long nowNanos, boolean all) {
    Folded taken = folded;
    if (taken == null || !all && nowNanos - taken.sinceNanos < MINUTE_NANOS) {
      return null;
    }
    folded = null;
    hasFolded = false;
    taken.total = foldedTotal;
    taken.first = !told;
    told = true;
    return taken;
  }

  /** Puts back what could not be written: the next line stands for it too. */
  synchronized void refold(Folded refused, long nowNanos) {
    if (folded == null) {
      folded = new Folded(refused.verdict, refused.level, nowNanos);
    }
    folded.add(refused.count, refused.verdict, refused.level, refused.expected);
    hasFolded = true;
    if (refused.first) {
      told = false;
    }
  }

  /** How many have been folded since the start. */
  synchronized long foldedTotal() {
    return foldedTotal;
  }

  /** What one folded line tells. Guarded by its group until taken. */
  static final class Folded {
    final long sinceNanos;
    long count;
    Verdict verdict;

    /** The highest of them. */
    Level level;

    /** Whether all of them were expected. */
    boolean expected = true;

    long total;
    boolean first;

    Folded(Verdict verdict, Level level, long sinceNanos) {
      this.verdict = verdict;
      this.level = level;
      this.sinceNanos = sinceNanos;
    }

    void add(long more, Verdict ofThose, Level levelOfThose, boolean allExpected) {
      count += more;
      level = levelOfThose.compareTo(level) > 0 ? levelOfThose : level;
      expected &= allExpected;
      if (verdict != ofThose) {
        // Neither true of all nor false of all: the field stays away, as for LEFT.
        verdict = Verdict.LEFT;
      }
    }

    /** The level of the line: what is not known to be handled is no less than an error. */
    Level lineLevel() {
      return verdict == Verdict.HANDLED || expected || level.compareTo(Level.ERROR) > 0
          ? level
          : Level.ERROR;
    }
  }
}
