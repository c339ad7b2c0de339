package io.weftline.agent.cli.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines in the errors files of one process, to be held against those of its main files, which
 * are read afterwards: some 40 bytes for each. One thread.
 */
final class Copies {
  private static final int FIRST = 64;

  /** How many lines all processes of one command may have together. One thread. */
  static final class Room {
    private int lines;

    Room(int lines) {
      this.lines = lines;
    }
  }

  private final Room room;

  // Open addressing, at most half full; a number is never 0.
  private long[] numbers = new long[0];
  private long[] hashes;
  private int[] lines;
  private short[] files;
  private boolean[] seen;

  private final List<EventFile> named = new ArrayList<EventFile>();
  private long count;
  private long matched;
  private long refused;

  Copies(Room room) {
    this.room = room;
  }

  /**
   * Takes a copy.
   *
   * @return false if there is one of that number already
   */
  boolean add(long number, long hash, EventFile file) {
    if (room.lines == 0 || named.size() == Short.MAX_VALUE) {
      refused++;
      return true;
    }
    if (2 * count >= numbers.length) {
      grow();
    }
    int slot = slotOf(number);
    if (numbers[slot] == number) {
      return false;
    }
    numbers[slot] = number;
    hashes[slot] = hash;
    lines[slot] = file.lines();
    if (named.isEmpty() || named.get(named.size() - 1) != file) {
      named.add(file);
    }
    files[slot] = (short) (named.size() - 1);
    count++;
    room.lines--;
    return true;
  }

  private int slotOf(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 33) & numbers.length - 1;
    while (numbers[slot] != 0 && numbers[slot] != number) {
      slot = slot + 1 & numbers.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldNumbers = numbers;
    long[] oldHashes = hashes;
    int[] oldLines = lines;
    short[] oldFiles = files;
    boolean[] oldSeen = seen;
    int length = Math.max(FIRST, oldNumbers.length * 2);
    numbers = new long[length];
    hashes = new long[length];
    lines = new int[length];
    files = new short[length];
    seen = new boolean[length];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slotOf(oldNumbers[i]);
        numbers[slot] = oldNumbers[i];
        hashes[slot] = oldHashes[i];
        lines[slot] = oldLines[i];
        files[slot] = oldFiles[i];
        seen[slot] = oldSeen[i];
      }
    }
  }

  /** Whether there is one of that number. */
  boolean contains(long number) {
    return count > 0 && numbers[slotOf(number)] == number;
  }

  /** Holds a line of a main file against its copy, which there must be; returns whether equal. */
  boolean match(long number, long hash) {
    int slot = slotOf(number);
    if (!seen[slot]) {
      seen[slot] = true;
      matched++;
    }
    return hashes[slot] == hash;
  }

  /** Where the copy of that number stands, which there must be. */
  EventFile fileOf(long number) {
    return named.get(files[slotOf(number)]);
  }

  int lineOf(long number) {
    return lines[slotOf(number)];
  }

  long count() {
    return count;
  }

  /** How many were not kept and so cannot be compared. */
  long refused() {
    return refused;
  }

  /** The numbers of those whose line was not found, ascending. */
  long[] unmatched() {
    long[] result = new long[(int) (count - matched)];
    int next = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != 0 && !seen[i]) {
        result[next++] = numbers[i];
      }
    }
    Arrays.sort(result);
    return result;
  }

  /** A line by which it can be told from others: 64 bits. */
  static long hash(byte[] bytes, int offset, int length) {
    long hash = 0xCBF29CE484222325L ^ length;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001B3L;
    }
    return hash;
  }
}
