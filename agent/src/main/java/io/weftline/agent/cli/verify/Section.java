package io.weftline.agent.cli.verify;

import java.util.ArrayList;
import java.util.List;

/** The lines of one process between a header of its and the next header of anybody. One thread. */
final class Section {
  private static final int MAX_JUMPS = 32;
  private static final int MAX_DAMAGES = 20;

  final Run run;
  final EventFile file;

  /** Whether it holds copies of lines of another file. */
  final boolean copies;

  /** Null if the header is missing, or none was ever written. */
  final String id;

  final String previous;
  final long sequence;
  final long seq;
  final Counts counts;
  final int firstLine;
  private final long first;
  private int lastLine;

  private long lines;
  private long maxSeq;
  private int maxSeqLine;
  private long damaged;
  private long tornLines;
  private final List<Damage> damages = new ArrayList<Damage>();
  private Damage tail;
  private long repeated;
  private long strayHeaders;
  private String broken;
  private int brokenLine;
  private long brokenLines;

  /** By how many lines more than stand before it an account of this section knows, at the most. */
  private long statsAhead = Long.MIN_VALUE;

  private int statsAheadLine;

  private final List<Jump> jumps = new ArrayList<Jump>();
  private boolean jumpsFull;

  /**
   * A section that begins without a header.
   *
   * @param first the number of the line it begins with
   */
  Section(Run run, EventFile file, long first) {
    this.run = run;
    this.file = file;
    copies = false;
    id = null;
    previous = null;
    sequence = 0;
    seq = 0;
    counts = null;
    firstLine = file.lines();
    lastLine = firstLine;
    this.first = first;
  }

  /** A section that begins with the header just read. */
  Section(Run run, EventFile file, LineFacts header) {
    this.run = run;
    this.file = file;
    copies = header.seq == 0;
    id = header.fileId;
    previous = header.previousFile;
    sequence = header.fileSequence;
    seq = header.seq;
    counts = header.counts;
    firstLine = file.lines();
    lastLine = firstLine;
    first = header.seq;
  }

  /** Takes a line that is new. */
  void add(long number) {
    lines++;
    lastLine = file.lines();
    if (number > maxSeq) {
      maxSeq = number;
      maxSeqLine = lastLine;
    }
  }

  /** Whether its first line has this number. */
  boolean begins(long number) {
    return first == number;
  }

  /** Numbers were left out before the line in hand; many of them come a little later. */
  void jump(long from, long to, Numbers present) {
    if (jumpsFull) {
      return;
    }
    if (jumps.size() == MAX_JUMPS) {
      forgetFilled(present);
      // Of real gaps the first are enough.
      jumpsFull = jumps.size() > MAX_JUMPS / 2;
    }
    if (!jumpsFull) {
      jumps.add(new Jump(from, to, file.lines()));
    }
  }

  private void forgetFilled(Numbers present) {
    for (int i = jumps.size() - 1; i >= 0; i--) {
      Jump jump = jumps.get(i);
      if (present.missing(jump.from, jump.to, 1).isEmpty()) {
        jumps.remove(i);
      }
    }
  }

  /** The places where numbers are left out that came nowhere else. */
  List<Jump> jumps(Numbers present) {
    forgetFilled(present);
    return jumps;
  }

  /** An account knows of so many lines written; how many stand before it is known here. */
  void stats(long written) {
    long ahead = written - (lines - 1);
    if (ahead > statsAhead) {
      statsAhead = ahead;
      statsAheadLine = file.lines();
    }
  }

  void damaged(Damage damage) {
    damaged++;
    tornLines += damage.torn ? 1 : 0;
    lastLine = Math.max(lastLine, damage.line);
    if (damages.size() < MAX_DAMAGES) {
      damages.add(damage);
    }
  }

  /** What stands last is the beginning of a line. */
  void tail(Damage damage) {
    tail = damage;
    lastLine = Math.max(lastLine, damage.line);
  }

  /** The beginning of a line stands before the whole of it: a write that was made again. */
  void repeated() {
    repeated++;
  }

  /** Behind the end of this process stands the beginning of a header of another. */
  void strayHeader() {
    strayHeaders++;
  }

  void broken(String reason) {
    broken = reason;
    brokenLine = file.lines();
  }

  long lines() {
    return lines;
  }

  int lastLine() {
    return lastLine;
  }

  long maxSeq() {
    return maxSeq;
  }

  int maxSeqLine() {
    return maxSeqLine;
  }

  long statsAhead() {
    return statsAhead;
  }

  int statsAheadLine() {
    return statsAheadLine;
  }

  /** How many lines are no events, that at the end left out. */
  long damaged() {
    return damaged;
  }

  /** How many of them may be beginnings of lines. */
  long torn() {
    return tornLines;
  }

  /** The first of them. */
  List<Damage> damages() {
    return damages;
  }

  /** Null if there is none. */
  Damage tail() {
    return tail;
  }

  long strayHeaders() {
    return strayHeaders;
  }

  long repeatedCount() {
    return repeated;
  }

  String broken() {
    return broken;
  }

  int brokenLine() {
    return brokenLine;
  }

  /** How many lines behind that cannot be read, as far as that is known. */
  long brokenLines() {
    return brokenLines;
  }

  void brokenLines(long lines) {
    brokenLines = lines;
  }

  /** Numbers left out before a line. Immutable. */
  static final class Jump {
    final long from;
    final long to;
    final int line;

    Jump(long from, long to, int line) {
      this.from = from;
      this.to = to;
      this.line = line;
    }
  }

  /** A line that is no event. Immutable. */
  static final class Damage {
    final int line;
    final String text;

    /** Whether it may be the beginning of a line of ours. */
    final boolean torn;

    Damage(int line, String text, boolean torn) {
      this.line = line;
      this.text = text;
      this.torn = torn;
    }
  }
}
