package io.weftline.agent.cli.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What a process wrote between two headers of its that both can be counted on, or between the last
 * of them and its end: how many lines that are the headers say to the unit. One thread.
 */
final class Block {
  /** What it begins with: a header, or where there is none, the first line. */
  final Section head;

  final long base;

  final List<Section> sections = new ArrayList<Section>();

  /** Whether a file between it and the block before is not here. */
  final boolean apart;

  private long lines;
  private long damaged;
  private long torn;
  private long statsAhead = Long.MIN_VALUE;

  /** Whether its torn lines are those that the account counts as lost to the disk. */
  private boolean tornExplained;

  /**
   * @param base how many lines were written before it
   */
  Block(Section head, boolean apart, long base) {
    this.head = head;
    this.apart = apart;
    this.base = base;
  }

  void add(Section section) {
    if (section.statsAhead() != Long.MIN_VALUE) {
      statsAhead = Math.max(statsAhead, section.statsAhead() - lines);
    }
    sections.add(section);
    lines += section.lines();
    damaged += section.damaged();
    torn += section.torn();
  }

  /** Lines of which each has a number of its own. */
  long lines() {
    return lines;
  }

  /** How many lines are not here, of those written until an account. */
  long missingUntil(long written) {
    return written - base - lines;
  }

  /** How many lines are not here at the least, by accounts within. */
  long missingWithin() {
    return statsAhead == Long.MIN_VALUE ? 0 : Math.max(0, statsAhead - base);
  }

  void tornExplained() {
    tornExplained = true;
  }

  boolean isExplained(Section.Damage damage) {
    return damage.torn && tornExplained;
  }

  /** Lines that are no events, and that nothing explains. */
  long damaged() {
    return tornExplained ? damaged - torn : damaged;
  }
}
