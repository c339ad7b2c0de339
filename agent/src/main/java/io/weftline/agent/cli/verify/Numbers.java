package io.weftline.agent.cli.verify;

import io.weftline.agent.console.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of the numbers of events, which come nearly in order: pieces of 1,024 numbers, of which
 * those that are complete take 16 bytes and the others 160. Numbers from 1 to {@link #MOST}. One
 * thread.
 */
final class Numbers {
  /** No process makes so many events: 28 years of ten million a second. */
  static final long MOST = 1L << 53;

  private static final int PIECE_BITS = 10;
  private static final int PIECE = 1 << PIECE_BITS;
  private static final int WORDS = PIECE / 64;
  private static final long[] COMPLETE = new long[WORDS];

  static {
    Arrays.fill(COMPLETE, -1L);
  }

  /** What all sets of one command may take together. One thread. */
  static final class Room {
    private int pieces;

    /**
     * @param pieces of 1,024 numbers that are not complete
     */
    Room(int pieces) {
      this.pieces = pieces;
    }
  }

  /** Numbers from one to another, both included. Immutable. */
  static final class Range {
    final long from;
    final long to;

    Range(long from, long to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public String toString() {
      return from == to ? Words.count(from) : Words.count(from) + " to " + Words.count(to);
    }
  }

  private final Room room;

  /** What each piece begins with, divided by its length; ascending. */
  private long[] ids = new long[4];

  private long[][] pieces = new long[4][];
  private int[] counts = new int[4];
  private int size;
  private long count;
  private long max;
  private long refused;

  Numbers(Room room) {
    this.room = room;
  }

  /**
   * Adds a number.
   *
   * @return false if it was there already; where there is no more room it counts as new
   */
  boolean add(long number) {
    int index = indexOf(number >>> PIECE_BITS);
    if (index < 0) {
      if (room.pieces == 0) {
        refused++;
        return true;
      }
      index = insert(-index - 1, number >>> PIECE_BITS);
    }
    int bit = (int) number & PIECE - 1;
    long[] piece = pieces[index];
    if ((piece[bit >>> 6] & 1L << bit) != 0) {
      return false;
    }
    piece[bit >>> 6] |= 1L << bit;
    if (++counts[index] == PIECE) {
      pieces[index] = COMPLETE;
      room.pieces++;
    }
    count++;
    max = Math.max(max, number);
    return true;
  }

  private int indexOf(long id) {
    // Mostly it is the last one.
    if (size > 0 && ids[size - 1] == id) {
      return size - 1;
    }
    return Arrays.binarySearch(ids, 0, size, id);
  }

  private int insert(int index, long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      pieces = Arrays.copyOf(pieces, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(ids, index, ids, index + 1, size - index);
    System.arraycopy(pieces, index, pieces, index + 1, size - index);
    System.arraycopy(counts, index, counts, index + 1, size - index);
    ids[index] = id;
    pieces[index] = new long[WORDS];
    counts[index] = 0;
    size++;
    room.pieces--;
    return index;
  }

  /** Adds all of another set; returns how many of them were there already. */
  long addAll(Numbers other) {
    long doubles = 0;
    for (long n = other.nextPresent(1); n > 0; n = other.nextPresent(n + 1)) {
      doubles += add(n) ? 0 : 1;
    }
    refused += other.refused;
    return doubles;
  }

  boolean contains(long number) {
    int index = indexOf(number >>> PIECE_BITS);
    int bit = (int) number & PIECE - 1;
    return index >= 0 && (pieces[index][bit >>> 6] & 1L << bit) != 0;
  }

  /** How many there are. */
  long count() {
    return count;
  }

  /** The greatest, or 0. */
  long max() {
    return max;
  }

  /** How many were not kept, since they are too far apart for the room there is. */
  long refused() {
    return refused;
  }

  /** How many are not greater than each of the limits, which ascend. */
  long[] countsUpTo(long[] limits) {
    long[] result = new long[limits.length];
    int index = 0;
    long below = 0;
    for (int i = 0; i < limits.length; i++) {
      long id = limits[i] >>> PIECE_BITS;
      while (index < size && ids[index] < id) {
        below += counts[index++];
      }
      result[i] = below;
      if (index < size && ids[index] == id) {
        int last = (int) limits[i] & PIECE - 1;
        for (int bit = 0; bit <= last; bit++) {
          result[i] += pieces[index][bit >>> 6] >>> bit & 1;
        }
      }
    }
    return result;
  }

  /** The missing ones between two numbers, both included. */
  List<Range> missing(long from, long to, int mostRanges) {
    List<Range> ranges = new ArrayList<Range>();
    long next = nextAbsent(from);
    while (next <= to && ranges.size() < mostRanges) {
      long after = nextPresent(next);
      long end = after < 0 || after > to ? to : after - 1;
      ranges.add(new Range(next, end));
      next = nextAbsent(end + 1);
    }
    return ranges;
  }

  private long nextAbsent(long from) {
    long number = from;
    int index = indexOf(number >>> PIECE_BITS);
    while (index >= 0 && index < size && ids[index] == number >>> PIECE_BITS) {
      long[] piece = pieces[index];
      if (piece == COMPLETE) {
        number = ids[index] + 1 << PIECE_BITS;
      } else {
        int bit = next(piece, (int) number & PIECE - 1, -1L);
        if (bit < PIECE) {
          return ids[index] << PIECE_BITS | bit;
        }
        number = ids[index] + 1 << PIECE_BITS;
      }
      index++;
    }
    return number;
  }

  /** The first from there on, or -1. */
  private long nextPresent(long from) {
    int index = indexOf(from >>> PIECE_BITS);
    int bit = index < 0 ? 0 : (int) from & PIECE - 1;
    for (int i = index < 0 ? -index - 1 : index; i < size; i++) {
      bit = next(pieces[i], bit, 0);
      if (bit < PIECE) {
        return ids[i] << PIECE_BITS | bit;
      }
      bit = 0;
    }
    return -1;
  }

  /** The first bit from there on that is set, once all are changed by the mask. */
  private static int next(long[] piece, int from, long mask) {
    int word = from >>> 6;
    if (word >= WORDS) {
      return PIECE;
    }
    long rest = (piece[word] ^ mask) & -1L << from;
    while (rest == 0) {
      if (++word == WORDS) {
        return PIECE;
      }
      rest = piece[word] ^ mask;
    }
    return word * 64 + Long.numberOfTrailingZeros(rest);
  }
}
