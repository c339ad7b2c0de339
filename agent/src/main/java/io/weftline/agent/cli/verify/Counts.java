package io.weftline.agent.cli.verify;

import io.weftline.agent.console.Words;
import java.util.Collections;
import java.util.Map;

/** The account as a line has it: what a process knew of its events when it made it. Immutable. */
final class Counts {
  static final String DISK = "disk";

  final long made;
  final long written;
  final long dropped;

  /** How often files were renamed; -1 if it does not say. */
  final long rotations;

  private final Map<String, Long> causes;

  /**
   * @param causes what was dropped by each; not changed afterwards
   */
  Counts(long made, long written, long dropped, long rotations, Map<String, Long> causes) {
    this.made = made;
    this.written = written;
    this.dropped = dropped;
    this.rotations = rotations;
    this.causes = Collections.unmodifiableMap(causes);
  }

  Map<String, Long> causes() {
    return causes;
  }

  long droppedBy(String cause) {
    Long count = causes.get(cause);
    return count == null ? 0 : count;
  }

  /** Whether what was dropped is what was dropped by each cause. */
  boolean causesAddUp() {
    long sum = 0;
    for (long count : causes.values()) {
      sum += count;
    }
    return sum == dropped;
  }

  /** Whether nothing is less than in the other, which was made before. */
  boolean isNotLessThan(Counts other) {
    if (made < other.made || written < other.written || dropped < other.dropped) {
      return false;
    }
    for (Map.Entry<String, Long> cause : other.causes.entrySet()) {
      if (droppedBy(cause.getKey()) < cause.getValue()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(Words.count(made)).append(" made, ").append(Words.count(written));
    return text.append(" written, ").append(Words.count(dropped)).append(" dropped").toString();
  }
}
