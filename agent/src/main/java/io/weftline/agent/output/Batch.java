package io.weftline.agent.output;

import java.util.Arrays;

/**
 * Lines taken and not yet written, one behind the other.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Batch {
  private static final int MAX_BYTES = 1 << 16;

  private final LineBuffer pending = new LineBuffer(MAX_BYTES);
  private int[] ends = new int[256];
  private int count;
  private long firstSeq;

  boolean hasRoomFor(int bytes) {
    return pending.length() + bytes <= MAX_BYTES;
  }

  /** Takes a line; if that fails nothing of it is there. */
  void add(LineBuffer line, long seq) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    pending.append(line.bytes(), 0, line.length());
    if (count == 0) {
      firstSeq = seq;
    }
    ends[count++] = pending.length();
  }

  /** How many lines. */
  int count() {
    return count;
  }

  /** The first byte of a line, or the end of the last one. */
  int start(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }

  /** The byte behind a line. */
  int end(int line) {
    return ends[line];
  }

  /** All bytes taken. */
  int length() {
    return pending.length();
  }

  byte[] bytes() {
    return pending.bytes();
  }

  /** The seq of the first line, if there is one. */
  long firstSeq() {
    return firstSeq;
  }

  void clear() {
    count = 0;
    pending.clear();
  }
}
