package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came out at the other end of a shipper: each line is held against the contract and its
 * number is noted; the line itself is not kept, so there may be millions. Used by one thread.
 */
final class Arrivals {
  /** As much of a file as the least demanding shipper tells it from others by. */
  private static final int HEAD_CHARS = 256;

  private static final int MAX_PROBLEMS = 10;

  private final String shipper;
  private final BitSet seen = new BitSet();
  private final Set<String> heads = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private int lines;
  private int calls;
  private int doubled;
  private int longest;
  private Event stop;

  Arrivals(String shipper) {
    this.shipper = shipper;
  }

  void add(String line) {
    lines++;
    longest = Math.max(longest, line.length());
    Event event = EventFiles.parseLine(Path.of(shipper), lines, line, problems);
    assertTrue(problems.size() < MAX_PROBLEMS, this::toString);
    if (event == null) {
      return;
    }
    int seq = Math.toIntExact(event.seq());
    if (seen.get(seq)) {
      doubled++;
    }
    seen.set(seq);
    switch (event.kind()) {
      case "method.call" -> calls++;
      case "agent.stop" -> stop = event;
      case "agent.file" -> {
        if (!heads.add(line.substring(0, HEAD_CHARS))) {
          problems.add("two files begin with " + line.substring(0, HEAD_CHARS));
        }
      }
      default -> {}
    }
  }

  /** Slow calls of the program. */
  int calls() {
    return calls;
  }

  /** How many files have begun. */
  int files() {
    return heads.size();
  }

  int longest() {
    return longest;
  }

  boolean hasEnded() {
    return stop != null;
  }

  /** Everything that was made has come, once; returns how many rotations there were. */
  long assertWhole() {
    long made = stop.integer("weftline.events.made");
    assertEquals(List.of(), problems, this::toString);
    assertEquals(0, stop.integer("weftline.events.dropped"), this::toString);
    assertEquals(0, stop.integer("weftline.advice_failures"), this::toString);
    assertEquals(0, made - seen.cardinality(), () -> "missing: " + this);
    assertEquals(0, doubled, () -> "doubled: " + this);
    assertEquals(made, lines, this::toString);
    return stop.integer("weftline.rotations");
  }

  /** The numbers that have come. */
  BitSet seen() {
    return (BitSet) seen.clone();
  }

  @Override
  public String toString() {
    return shipper
        + " brought "
        + lines
        + " lines of "
        + heads.size()
        + " files, "
        + seen.cardinality()
        + " numbers from 1 on, the first missing is "
        + seen.nextClearBit(1)
        + ", "
        + doubled
        + " doubled, the longest of "
        + longest
        + " characters; problems "
        + problems
        + "; the end: "
        + stop;
  }
}
