package io.weftline.agent.cli.errors;

import java.util.Arrays;

/**
 * How often something happened when, in steps of a second that get longer as more of them are
 * needed: at most {@link #MAX_STEPS} of them, whatever the span. One thread.
 */
final class Timeline {
  static final int MAX_STEPS = 96;

  private long width = Times.SECOND;
  private long[] steps = new long[4];
  private long[] counts = new long[4];
  private int size;

  void add(long micros, long count) {
    int index = indexOf(Math.floorDiv(micros, width));
    if (index < 0 && size == MAX_STEPS) {
      while (size == MAX_STEPS) {
        widen();
      }
      add(micros, count);
      return;
    }
    if (index < 0) {
      index = -index - 1;
      insert(index, Math.floorDiv(micros, width));
    }
    counts[index] = Tally.plus(counts[index], count);
  }

  private int indexOf(long step) {
    return Arrays.binarySearch(steps, 0, size, step);
  }

  private void insert(int index, long step) {
    if (size == steps.length) {
      int length = Math.min(MAX_STEPS, size * 2);
      steps = Arrays.copyOf(steps, length);
      counts = Arrays.copyOf(counts, length);
    }
    System.arraycopy(steps, index, steps, index + 1, size - index);
    System.arraycopy(counts, index, counts, index + 1, size - index);
    steps[index] = step;
    counts[index] = 0;
    size++;
  }

  private void widen() {
    width *= 2;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long step = Math.floorDiv(steps[i], 2);
      if (kept > 0 && steps[kept - 1] == step) {
        counts[kept - 1] = Tally.plus(counts[kept - 1], counts[i]);
      } else {
        steps[kept] = step;
        counts[kept++] = counts[i];
      }
    }
    size = kept;
  }

  /** The counts in so many equal columns of a span; what is outside of it is in its ends. */
  long[] columns(long from, long to, int columns) {
    long[] result = new long[columns];
    double length = Math.max(1, (double) to - from + 1);
    for (int i = 0; i < size; i++) {
      double middle = steps[i] * (double) width + (width == Times.SECOND ? 0 : width / 2);
      int column = (int) Math.floor((middle - from) / length * columns);
      column = Math.max(0, Math.min(columns - 1, column));
      result[column] = Tally.plus(result[column], counts[i]);
    }
    return result;
  }
}
