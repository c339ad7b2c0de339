package io.weftline.agent.cli.verify;

import io.weftline.agent.cli.verify.Section.Damage;
import io.weftline.agent.console.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides about one process when all files have been read: whether what its headers and its end say
 * was written is here. Used once; one thread.
 */
final class Judge {
  private static final int MAX_TOLD = 3;

  private final Ledger ledger;
  private final Run run;
  private final Verdict verdict;
  private final Accounts accounts;
  private final List<Section> sections;
  private final List<Block> blocks = new ArrayList<Block>();
  private final Losses losses;

  private Judge(Ledger ledger, Run run, Verdict.End end) {
    this.ledger = ledger;
    this.run = run;
    verdict = new Verdict(run, end);
    accounts = new Accounts(run);
    losses = new Losses(ledger, verdict);
    // Files may have been named in any order; the process has counted them.
    sections = run.sectionsInOrder();
  }

  static Verdict judge(Ledger ledger, Run run, Verdict.End end) {
    return new Judge(ledger, run, end).judge();
  }

  private Verdict judge() {
    accounts.check();
    verdict.account = run.stop() != null ? run.stop() : accounts.last();
    settleTails();
    makeBlocks();
    if (!blocks.isEmpty()) {
      checkFirst();
    }
    long[] missing = new long[blocks.size()];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = missingOf(i);
    }
    settleTorn(missing);
    tellDamages();
    checkBlocks(missing);
    tellBroken();
    checkNumbers();
    checkCopies();
    if (run.doublesUntold() > 0) {
      String text = Words.count(run.doublesUntold(), "more line") + " here for the second time";
      run.find(Finding.Kind.TWICE, null, 0, text);
    }
    verdict.lines = run.numbers.count() + run.numbers.refused();
    return verdict;
  }

  /** The beginning of a line at the end of all is right where nobody could go on writing. */
  private void settleTails() {
    for (List<Section> each : Arrays.asList(sections, run.copySections())) {
      for (int i = 0; i < each.size(); i++) {
        Section section = each.get(i);
        if (section.tail() != null && run.stop() == null && i == each.size() - 1) {
          verdict.torn += section.copies ? 0 : 1;
        } else if (section.tail() != null) {
          section.damaged(section.tail());
        }
      }
    }
  }

  private void makeBlocks() {
    for (Section section : sections) {
      boolean counts = section.counts != null && isGood(section);
      if (blocks.isEmpty() || counts) {
        // After lines that have lost their header, the file before is that which lost it.
        boolean afterHeaderless = blocks.size() == 1 && blocks.get(0).head.counts == null;
        boolean hasBefore = section.previous == null || run.hasFile(section.previous);
        boolean apart = !hasBefore && !afterHeaderless;
        boolean begin = section.counts == null || blocks.isEmpty() && !apart;
        blocks.add(new Block(section, apart, begin ? 0 : section.counts.written));
      }
      blocks.get(blocks.size() - 1).add(section);
    }
  }

  private static boolean isGood(Section section) {
    return Accounts.contradiction(LineFacts.AGENT_FILE, section.counts, section.seq) == null;
  }

  /** What was written before the first header that is here. */
  private void checkFirst() {
    Block first = blocks.get(0);
    Counts counts = first.head.counts;
    if (first.apart) {
      losses.before(first);
    } else if (counts != null && counts.written > 0 && isGood(first.head)) {
      String text =
          "its account has " + Words.count(counts.written, "line") + " before it, here is";
      tellAccount(first, text + " none");
    }
  }

  /** How many lines of a block are not here; less than 0 if there are more than were written. */
  private long missingOf(int index) {
    Block block = blocks.get(index);
    if (index + 1 < blocks.size()) {
      return block.missingUntil(blocks.get(index + 1).base);
    }
    Run.Stated stop = run.stop();
    if (stop == null) {
      return block.missingWithin();
    }
    boolean good = Accounts.contradiction(stop.kind, stop.counts, stop.seq) == null;
    return good ? block.missingUntil(stop.counts.written) : 0;
  }

  /**
   * A write that fails may leave the beginning of a line, which is then written again or counted as
   * lost. It cannot have been counted as written.
   */
  private void settleTorn(long[] missing) {
    long torn = 0;
    long repeated = 0;
    long stray = 0;
    for (Section section : all()) {
      torn += section.torn();
      repeated += section.repeatedCount();
      stray += section.strayHeaders();
    }
    long lost = verdict.account == null ? 0 : verdict.account.counts.droppedBy(Counts.DISK);
    if (torn > 0 && torn <= lost) {
      for (int i = 0; i < missing.length; i++) {
        if (missing[i] <= 0 || i + 1 < missing.length && blocks.get(i + 1).apart) {
          blocks.get(i).tornExplained();
        }
      }
      verdict.notes.add(
          "torn lines left by writes that failed: " + Words.count(lost) + " lost to the disk");
    }
    if (stray > 0) {
      verdict.notes.add(
          "torn headers behind its end: " + Words.count(stray) + " killed as they began to write");
    }
    if (repeated > 0) {
      verdict.notes.add("torn lines left by writes that were made again: " + Words.count(repeated));
    }
  }

  private void tellDamages() {
    int told = 0;
    long count = 0;
    List<Block> all = new ArrayList<Block>(blocks);
    for (Section section : run.copySections()) {
      Block copies = new Block(section, false, 0);
      copies.add(section);
      if (verdict.account != null
          && section.torn() <= verdict.account.counts.droppedBy(Counts.DISK)) {
        copies.tornExplained();
      }
      all.add(copies);
    }
    for (Block block : all) {
      count += block.damaged();
      for (Section section : block.sections) {
        for (Damage damage : section.damages()) {
          if (told < MAX_TOLD && !block.isExplained(damage)) {
            told++;
            run.find(Finding.Kind.DAMAGED, section.file, damage.line, damage.text);
          }
        }
      }
    }
    if (count > told) {
      String text = Words.count(count - told, "more line") + " that are no events";
      run.find(Finding.Kind.DAMAGED, null, 0, text);
    }
  }

  private List<Section> all() {
    List<Section> all = new ArrayList<Section>(sections);
    all.addAll(run.copySections());
    return all;
  }

  private void checkBlocks(long[] missing) {
    for (int i = 0; i < missing.length; i++) {
      Block block = blocks.get(i);
      Block next = i + 1 < missing.length ? blocks.get(i + 1) : null;
      // A damaged line is a line that was written.
      long damaged = Math.max(0, Math.min(missing[i], block.damaged()));
      verdict.missing += damaged;
      missing[i] -= damaged;
      if (next != null && next.apart) {
        losses.between(block, next, missing[i]);
      } else if (next != null && missing[i] != 0 && missing[i] == -missing[i + 1]) {
        String text = "its account has " + Words.count(next.base, "line") + " before it, here are ";
        tellAccount(next, text + Words.count(next.base - missing[i]));
        missing[i + 1] = 0;
      } else if (missing[i] < 0) {
        String text = Words.count(-missing[i], "line") + " more than the account after it knows of";
        run.find(Finding.Kind.MORE_LINES, block.head.file, block.head.firstLine, text);
      } else if (missing[i] > 0 && !numbersAreMissing(next, missing[i])) {
        String text = "its account knows of " + Words.count(missing[i], "line");
        tellAccount(next, text + " more than there are numbers for");
      } else if (missing[i] > 0) {
        losses.within(block, next, missing[i]);
      }
    }
  }

  private void tellBroken() {
    for (Section section : all()) {
      if (section.broken() != null) {
        String lines = Words.count(section.brokenLines(), "line") + " cannot be read";
        String text = section.broken() + (section.brokenLines() > 0 ? ": " + lines : "");
        run.find(Finding.Kind.BROKEN_ARCHIVE, section.file, section.brokenLine(), text);
      }
    }
  }

  /**
   * @param next what begins with the account; null for that of the end
   */
  private void tellAccount(Block next, String text) {
    EventFile file = next == null ? run.stop().file : next.head.file;
    int line = next == null ? run.stop().line : next.head.firstLine;
    run.find(Finding.Kind.ACCOUNT, file, line, text);
  }

  /** Whether so many numbers are not here, up to the account that knows of the lines. */
  private boolean numbersAreMissing(Block next, long lines) {
    if (next == null && run.stop() == null || run.numbers.refused() > 0) {
      return true;
    }
    Counts counts = next == null ? run.stop().counts : next.head.counts;
    long found = run.numbers.countsUpTo(new long[] {counts.made})[0];
    return counts.made - found - counts.dropped - verdict.goneLines - verdict.missing >= lines;
  }

  private void checkNumbers() {
    Numbers numbers = run.numbers;
    if (numbers.refused() > 0) {
      verdict.undecided = true;
      verdict.notes.add(
          Words.count(numbers.refused(), "number")
              + " too far apart to be held in memory: they could not be checked");
      return;
    }
    checkMaxima();
    long absent = verdict.missing + verdict.goneLines;
    if (!hasContradiction()) {
      accounts.checkNumbers(absent);
    }
    if (run.stop() == null) {
      Run.Stated last = accounts.last();
      long dropped = last == null ? 0 : last.counts.dropped;
      long gaps = numbers.max() - numbers.count() - absent - dropped;
      verdict.unexplained = Math.max(0, gaps);
    }
  }

  /** Whether something was found that would only be found once more in the accounts. */
  private boolean hasContradiction() {
    for (Finding finding : run.findings()) {
      if (finding.kind == Finding.Kind.ACCOUNT
          || finding.kind == Finding.Kind.MORE_LINES
          || finding.kind == Finding.Kind.NEVER_MADE) {
        return true;
      }
    }
    return false;
  }

  /** No line can have a number that had not been given to any event. */
  private void checkMaxima() {
    Section highest = null;
    for (Block block : blocks) {
      if (highest != null && highest.maxSeq() > block.head.counts.made) {
        tellNeverMade(highest, block.head.counts.made);
        return;
      }
      for (Section section : block.sections) {
        highest = highest == null || section.maxSeq() > highest.maxSeq() ? section : highest;
      }
    }
    if (run.stop() != null && highest != null && highest.maxSeq() > run.stop().seq) {
      tellNeverMade(highest, run.stop().seq);
    }
  }

  private void tellNeverMade(Section section, long made) {
    String text = "number " + Words.count(section.maxSeq()) + ", though only ";
    text += Words.count(made, "event") + " had been made";
    run.find(Finding.Kind.NEVER_MADE, section.file, section.maxSeqLine(), text);
  }

  private void checkCopies() {
    Copies copies = run.copies;
    if (copies.refused() > 0) {
      verdict.notes.add(
          "copies of errors too many to be held against their lines: "
              + Words.count(copies.refused()));
    }
    boolean closed =
        run.stop() != null
            && verdict.goneFiles == 0
            && verdict.missing == 0
            && run.stop().counts.dropped == 0;
    long left = 0;
    for (long number : copies.unmatched()) {
      boolean never = run.stop() != null && number > run.stop().seq;
      if (run.numbers.contains(number)) {
        continue;
      }
      if (closed || never) {
        String text = "a copy of number " + Words.count(number) + ", which was never written";
        run.find(Finding.Kind.COPY, copies.fileOf(number), copies.lineOf(number), text);
      } else {
        left++;
      }
    }
    if (sections.isEmpty()) {
      verdict.notes.add("only copies of its errors are here, none of its main files");
    } else if (left > 0 && verdict.missing > 0) {
      verdict.notes.add(
          Words.count(left, "line") + " of errors here as a copy only, in the file of errors");
    }
  }
}
