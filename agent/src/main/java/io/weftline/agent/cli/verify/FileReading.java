package io.weftline.agent.cli.verify;

import io.weftline.agent.console.SafeText;
import io.weftline.agent.console.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the lines of one file, in their order. One thread. */
public final class FileReading {
  /** After so many lines without an event it is somebody else's file. */
  /** In a file the first event is the header, on standard output it is the start. */
  private static final long FIRST_OF_STREAM = 1;

  private static final int FOREIGN_LINES = 1000;

  private static final int MAX_LINE_BYTES = 16_000;
  private static final int MAX_EARLY = 20;
  private static final int TIMESTAMP_CHARS = 27;

  private static final int SHOWN_CHARS = 60;
  private static final byte[] BEGIN = "{\"timestamp\":\"".getBytes(StandardCharsets.ISO_8859_1);

  /** What follows the timestamp in a header. */
  private static final byte[] HEADER =
      "\",\"level\":\"INFO\",\"kind\":\"agent.file\"".getBytes(StandardCharsets.ISO_8859_1);

  private final Ledger ledger;
  private final EventFile file;
  private final LineFacts facts = new LineFacts();

  /** Null before the first header. */
  private Section section;

  private Ledger.Orphans orphans;

  /** The first lines that are no events, before anything that is one. */
  private final List<Section.Damage> early = new ArrayList<Section.Damage>();

  private long earlyCount;

  /** The last of them, if it may be the beginning of a line of ours; or null. */
  private byte[] earlyBytes;

  /** Whether the lines were read already, under another name. */
  private boolean skips;

  private boolean ended;

  /** What may be the beginning of the line that comes next, or of one that never came; or null. */
  private Section.Damage torn;

  private byte[] tornBytes;
  private Section tornSection;

  FileReading(Ledger ledger, EventFile file) {
    this.ledger = ledger;
    this.file = file;
  }

  /** Whether further lines are of any use. */
  public boolean wantsMore() {
    return !ended;
  }

  /** Takes a line, without its line end; at the end of the file, what has none. */
  public void line(byte[] bytes, int offset, int length) {
    file.nextLine();
    if (length == 0) {
      return;
    }
    boolean json = facts.read(bytes, offset, length);
    if (!json || !facts.isEvent()) {
      damaged(bytes, offset, length, json);
      return;
    }
    file.hasEvents();
    boolean begins = begins();
    if (skips || ended) {
      return;
    }
    if (!begins && torn != null) {
      settleBefore(bytes, offset, length);
    }
    if (section == null) {
      orphan();
    } else if (section.copies) {
      copy(bytes, offset, length);
    } else {
      event(bytes, offset, length);
    }
  }

  /** Takes a line that is too long to be read. */
  public void tooLong(long bytes) {
    file.nextLine();
    String text = "a line of " + Words.count(bytes) + " bytes, which the agent never writes";
    damaged(new Section.Damage(file.lines(), text, false), null);
  }

  /** Says that the file ends in the middle of what was compressed, or cannot be unpacked. */
  public void broken(String reason) {
    settleAsTail();
    file.unreadable(reason);
    if (section != null && !skips) {
      section.broken(reason);
    } else if (!skips) {
      ledger.find(new Finding(Finding.Kind.BROKEN_ARCHIVE, file, 0, reason));
    }
  }

  /** Says that the rest of the file cannot be read. */
  public void unreadable(String reason) {
    settleAsTail();
    file.unreadable(reason);
  }

  /** Says that there are no more lines now. */
  public void end() {
    settleAsTail();
  }

  /** Begins another section if the line in hand says so. */
  private boolean begins() {
    if (facts.isHeader()) {
      return header();
    }
    boolean another =
        LineFacts.AGENT_START.equals(facts.kind)
            && facts.instance != null
            && (section == null || !section.run.instance.equals(facts.instance));
    if (!another || skips || isFull()) {
      return false;
    }
    settleAsTail();
    begin(new Section(ledger.run(facts.instance), file, facts.seq));
    if (!isStream()) {
      // Its header may be among what was damaged.
      takeEarly(section);
    }
    return true;
  }

  private boolean header() {
    if (!skips && section != null && facts.fileId.equals(section.id)) {
      // The same line once more, which its number will show.
      return false;
    }
    boolean same = section != null && section.run.instance.equals(facts.instance);
    if (torn != null && same && mayBeHeader(tornBytes)) {
      // A write that failed, and another try.
      tornSection.repeated();
      torn = null;
    } else if (!same) {
      // Else the line that was torn may come after this header.
      settleAsTail();
    }
    EventFile other = ledger.fileOf(facts.fileId);
    skips = other != null;
    if (!skips && isFull()) {
      return false;
    }
    if (!skips) {
      begin(new Section(ledger.run(facts.instance), file, facts));
      if (earlyCount == 1 && earlyBytes != null && mayBeHeader(earlyBytes)) {
        section.repeated();
        early.clear();
        earlyCount = 0;
      }
      takeEarly(section);
    } else if (!file.mayBe(other)) {
      String text = "the lines from here on are in " + other.name() + " too: counted once";
      ledger.run(facts.instance).find(Finding.Kind.TWICE, file, file.lines(), text);
    }
    return !skips;
  }

  /** Whether a torn line may be the beginning of a header. */
  private static boolean mayBeHeader(byte[] torn) {
    int start = BEGIN.length + TIMESTAMP_CHARS;
    for (int i = start; i < Math.min(torn.length, start + HEADER.length); i++) {
      if (torn[i] != HEADER[i - start]) {
        return false;
      }
    }
    return true;
  }

  /** What no header stands above is told with what comes after it. */
  private void takeEarly(Section next) {
    for (long i = 0; i < earlyCount; i++) {
      next.damaged(early.get((int) Math.min(i, early.size() - 1)));
    }
    early.clear();
    earlyCount = 0;
  }

  private void begin(Section next) {
    ledger.add(next);
    section = next;
    next.run.service(facts.service);
  }

  private boolean isFull() {
    if (ledger.isFull()) {
      ended = true;
      String text = "more headers of files than can be held; not read further";
      ledger.find(new Finding(Finding.Kind.TOO_MUCH, file, file.lines(), text));
    }
    return ended;
  }

  private void event(byte[] bytes, int offset, int length) {
    Run run = section.run;
    run.at(facts.timestamp);
    long seq = facts.seq;
    if (seq == 0) {
      section.damaged(new Section.Damage(file.lines(), "an event with the number 0", false));
      return;
    }
    if (!run.numbers.add(seq)) {
      run.doubled(file, file.lines(), seq);
      return;
    }
    section.add(seq);
    // A header has its number before what waits to be written below it.
    if (!LineFacts.AGENT_FILE.equals(facts.kind)) {
      long before = run.follow(seq);
      // What was before the first file that is here its header tells.
      if (seq > before + 1 && (before > 0 || section.previous == null)) {
        section.jump(before + 1, seq - 1, run.numbers);
      }
    }
    if (facts.counts != null) {
      run.account(new Run.Stated(facts, file));
      if (LineFacts.AGENT_STATS.equals(facts.kind)) {
        section.stats(facts.counts.written);
      }
    }
    if (run.copies.contains(seq) && !run.copies.match(seq, Copies.hash(bytes, offset, length))) {
      String text =
          "another line than that of the same number in "
              + run.copies.fileOf(seq)
              + ":"
              + run.copies.lineOf(seq);
      run.find(Finding.Kind.COPY, file, file.lines(), text);
    }
  }

  private void copy(byte[] bytes, int offset, int length) {
    Run run = section.run;
    // The header is no copy.
    if (facts.seq != 0 && !run.copies.add(facts.seq, Copies.hash(bytes, offset, length), file)) {
      run.doubled(file, file.lines(), facts.seq);
      return;
    }
    section.add(facts.seq);
  }

  private void orphan() {
    if (orphans == null) {
      orphans = ledger.orphans(file);
      orphans.firstLine = file.lines();
      orphans.damaged = earlyCount;
    }
    orphans.lastLine = file.lines();
    if (facts.seq > 0 && orphans.numbers.add(facts.seq)) {
      orphans.lines++;
    }
  }

  private void damaged(byte[] bytes, int offset, int length, boolean json) {
    boolean begin = !json && length <= MAX_LINE_BYTES && isBegin(bytes, offset, length);
    int shown = Math.min(length, 4 * SHOWN_CHARS);
    String text = new String(bytes, offset, shown, StandardCharsets.UTF_8);
    String what = json ? "JSON, but no event: " : begin ? "torn: " : "not JSON: ";
    Section.Damage damage =
        new Section.Damage(file.lines(), what + SafeText.of(text, SHOWN_CHARS), begin);
    damaged(damage, begin ? Arrays.copyOfRange(bytes, offset, offset + length) : null);
  }

  /**
   * @param beginning of a line of ours, or null if it cannot be one
   */
  private void damaged(Section.Damage damage, byte[] beginning) {
    if (skips) {
      return;
    }
    if (torn != null && beginning != null && mayBeHeader(beginning)) {
      // The process that was killed in that line may have been followed by one killed in its first.
      settleAsTail();
    }
    settleAsDamage();
    if (section == null) {
      foreign(damage, beginning);
    } else if (!isStream()) {
      if (beginning == null) {
        section.damaged(damage);
      } else {
        torn = damage;
        tornBytes = beginning;
        tornSection = section;
      }
    }
  }

  /** Whether it is what was caught of standard output, which the program writes to as well. */
  private boolean isStream() {
    return section.id == null && (file.set() == null || section.begins(FIRST_OF_STREAM));
  }

  private void foreign(Section.Damage damage, byte[] beginning) {
    if (orphans != null) {
      orphans.damaged++;
    } else {
      earlyCount++;
      earlyBytes = beginning;
      if (early.size() < MAX_EARLY) {
        early.add(damage);
      }
    }
    ended = file.isEmpty() && file.lines() >= FOREIGN_LINES;
  }

  private static boolean isBegin(byte[] bytes, int offset, int length) {
    for (int i = 0; i < Math.min(length, BEGIN.length); i++) {
      if (bytes[offset + i] != BEGIN[i]) {
        return false;
      }
    }
    return true;
  }

  private void settleAsTail() {
    if (torn != null) {
      boolean ended = tornSection.run.stop() != null || tornSection.tail() != null;
      if (ended && mayBeHeader(tornBytes)) {
        tornSection.strayHeader();
      } else {
        tornSection.tail(torn);
      }
      torn = null;
    }
  }

  private void settleAsDamage() {
    if (torn != null) {
      tornSection.damaged(torn);
      torn = null;
    }
  }

  /** A write that failed is made again: then the whole line follows its beginning. */
  private void settleBefore(byte[] bytes, int offset, int length) {
    boolean again = length > tornBytes.length;
    for (int i = 0; again && i < tornBytes.length; i++) {
      again = bytes[offset + i] == tornBytes[i];
    }
    if (again) {
      tornSection.repeated();
      torn = null;
    } else {
      settleAsDamage();
    }
  }
}
