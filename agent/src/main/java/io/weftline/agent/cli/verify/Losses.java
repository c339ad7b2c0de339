package io.weftline.agent.cli.verify;

import io.weftline.agent.console.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says where lines that are not here would have to be. Used for one process; one thread. */
final class Losses {
  private static final int MAX_RANGES = 5;

  private final Ledger ledger;
  private final Verdict verdict;
  private final Run run;

  Losses(Ledger ledger, Verdict verdict) {
    this.ledger = ledger;
    this.verdict = verdict;
    run = verdict.run;
  }

  /** Files before the first one that is here: rotation deletes the oldest. */
  void before(Block first) {
    Section head = first.head;
    Ledger.Orphans claimed = claim(head, first.base);
    long files = head.sequence - (claimed == null ? 1 : 2);
    long left = first.base - (claimed == null ? 0 : claimed.writtenLines());
    if (claimed != null && files == 0) {
      withinClaimed(claimed, left);
    } else if (left > 0 && !mayBeUnreadable(head, left)) {
      if (claimed == null && (ledger.hasOlder(head) || nobodyHasRotated())) {
        tellMissingFile(1, files, head, left);
      } else {
        verdict.goneFiles = files;
        verdict.goneLines = left;
        verdict.goneUnasked = head.file.set() == null;
      }
    }
  }

  /** Whether no file can have been deleted as the oldest: this process alone was there. */
  private boolean nobodyHasRotated() {
    return ledger.runs().size() == 1
        && verdict.account != null
        && verdict.account.counts.rotations == 0;
  }

  /** Files between two that are here. */
  void between(Block block, Block next, long lines) {
    long files = next.head.sequence - block.head.sequence - 1;
    Ledger.Orphans claimed = files == 1 ? claim(next.head, lines) : null;
    if (claimed != null) {
      withinClaimed(claimed, lines - claimed.writtenLines());
    } else if (!mayBeUnreadable(next.head, lines)) {
      tellMissingFile(block.head.sequence + 1, next.head.sequence - 1, next.head, lines);
    }
  }

  private void withinClaimed(Ledger.Orphans orphans, long lines) {
    if (lines > 0) {
      verdict.missing += lines;
      String text = Words.count(lines, "more line") + " missing that had been written";
      run.find(Finding.Kind.MISSING_LINES, orphans.file, 0, text);
    }
  }

  /**
   * Lines of files that are here.
   *
   * @param next the block after it, or null
   */
  void within(Block block, Block next, long lines) {
    verdict.missing += lines;
    for (Section each : block.sections) {
      if (each.broken() != null) {
        each.brokenLines(lines);
        return;
      }
      if (each.file.unreadable() != null) {
        undecided(each.file);
        return;
      }
    }
    Section section = block.sections.get(block.sections.size() - 1);
    StringBuilder text = new StringBuilder();
    text.append(Words.count(lines, "line")).append(" missing that had been written");
    List<Gap> gaps = gaps(block);
    int line = 0;
    if (!gaps.isEmpty()) {
      section = gaps.get(0).section;
      line = gaps.get(0).line;
    } else {
      line = section.lastLine();
      text.append(" before or behind this one");
      if (next != null) {
        gaps = gaps(next);
      }
    }
    if (!gaps.isEmpty()) {
      boolean dropped = verdict.account != null && verdict.account.counts.dropped > 0;
      List<Numbers.Range> ranges = new ArrayList<Numbers.Range>();
      for (Gap gap : gaps.subList(0, Math.min(MAX_RANGES, gaps.size()))) {
        ranges.add(gap.range);
      }
      text.append(dropped ? "; not here, or dropped: number " : ": number ");
      text.append(Words.list(ranges, gaps.size() > MAX_RANGES));
    }
    run.find(Finding.Kind.MISSING_LINES, section.file, line, text.toString());
  }

  /** The numbers left out in a block that came nowhere else, ascending. */
  private List<Gap> gaps(Block block) {
    List<Gap> all = new ArrayList<Gap>();
    for (Section section : block.sections) {
      for (Section.Jump jump : section.jumps(run.numbers)) {
        for (Numbers.Range range : run.numbers.missing(jump.from, jump.to, MAX_RANGES + 1)) {
          all.add(new Gap(range, section, jump));
        }
      }
    }
    Collections.sort(all);
    List<Gap> each = new ArrayList<Gap>();
    for (Gap gap : all) {
      // Of a number that was left out several times the first is the narrowest.
      if (each.isEmpty() || gap.range.from > each.get(each.size() - 1).range.to) {
        each.add(gap);
      }
    }
    return each;
  }

  private void tellMissingFile(long from, long to, Section next, long lines) {
    verdict.missing += Math.max(0, lines);
    String text =
        (to > from ? "files " + from + " to " + to : "file " + to)
            + " of this process, before this one, missing with "
            + Words.count(lines, "line");
    run.find(Finding.Kind.MISSING_FILE, next.file, next.firstLine, text);
  }

  /**
   * A file that has lost its header, and stands where one is missing, is taken for that.
   *
   * @return null if there is none
   */
  private Ledger.Orphans claim(Section next, long lines) {
    for (Ledger.Orphans orphans : ledger.orphans()) {
      if (orphans.claimed
          || next.firstLine > 1
          || !orphans.file.isBeside(next.file)
          || orphans.file.age() != next.file.age() + 1
          || orphans.writtenLines() > lines) {
        continue;
      }
      orphans.claimed = true;
      run.numbers.addAll(orphans.numbers);
      verdict.missing += orphans.writtenLines() - orphans.lines;
      String text =
          "its header is missing; its "
              + Words.count(orphans.lines, "event")
              + " taken for those of file "
              + (next.sequence - 1)
              + " of this process";
      run.find(Finding.Kind.NO_HEADER, orphans.file, 1, text);
      return orphans;
    }
    return null;
  }

  /** Whether what is missing may be in a file that could not be read. */
  private boolean mayBeUnreadable(Section section, long lines) {
    EventFile file = ledger.unreadableBeside(section.file);
    if (file == null) {
      return false;
    }
    verdict.missing += Math.max(0, lines);
    undecided(file);
    return true;
  }

  private void undecided(EventFile file) {
    verdict.undecided = true;
    String note = "lines may be in " + file + ", which could not be read";
    if (!verdict.notes.contains(note)) {
      verdict.notes.add(note);
    }
  }

  /** Numbers that are not here, and where they were left out. Immutable. */
  private static final class Gap implements Comparable<Gap> {
    final Numbers.Range range;
    final Section section;
    final int line;
    private final long span;

    Gap(Numbers.Range range, Section section, Section.Jump jump) {
      this.range = range;
      this.section = section;
      line = jump.line;
      span = jump.to - jump.from;
    }

    @Override
    public int compareTo(Gap other) {
      int order = Long.compare(range.from, other.range.from);
      return order == 0 ? Long.compare(span, other.span) : order;
    }
  }
}
