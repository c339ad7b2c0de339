package io.weftline.agent.output;

import io.weftline.agent.event.Field;
import java.util.Arrays;

/**
 * The bytes between the value of one field and that of the next: what closes the objects that are
 * left, opens those that are entered, and the key. Made once for each pair that occurs, so that a
 * key costs one copy.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class KeyTable {
  private byte[][][] between = new byte[64][][];
  private byte[][] closing = new byte[64][];
  private final LineBuffer work = new LineBuffer(128);

  /**
   * @param previous the field written last, or null behind the envelope
   */
  byte[] between(Field previous, Field next) {
    int from = previous == null ? 0 : previous.rank() + 1;
    int to = next.rank();
    if (from < between.length) {
      byte[][] row = between[from];
      if (row != null && to < row.length) {
        byte[] known = row[to];
        if (known != null) {
          return known;
        }
      }
    }
    return add(from, to, previous, next);
  }

  private byte[] add(int from, int to, Field previous, Field next) {
    if (from >= between.length) {
      between = Arrays.copyOf(between, from + 32);
    }
    byte[][] row = between[from];
    if (row == null || to >= row.length) {
      row = row == null ? new byte[to + 16][] : Arrays.copyOf(row, to + 16);
      between[from] = row;
    }
    return row[to] = make(previous == null ? "" : previous.path(), next.path());
  }

  private byte[] make(String previous, String next) {
    int shared = 0;
    int start = 0;
    int end;
    while ((end = next.indexOf('.', start)) >= 0
        && previous.startsWith(next.substring(0, end + 1))) {
      shared++;
      start = end + 1;
    }
    work.clear();
    for (int open = depth(previous); open > shared; open--) {
      work.append('}');
    }
    work.append(',');
    while ((end = next.indexOf('.', start)) >= 0) {
      work.quoted(next.substring(start, end)).append(':').append('{');
      start = end + 1;
    }
    work.quoted(next.substring(start)).append(':');
    return work.toBytes();
  }

  /** What closes all objects that are open behind the last field. */
  byte[] closing(Field last) {
    int rank = last.rank();
    if (rank >= closing.length) {
      closing = Arrays.copyOf(closing, rank + 32);
    }
    byte[] known = closing[rank];
    if (known == null) {
      known = new byte[depth(last.path())];
      Arrays.fill(known, (byte) '}');
      closing[rank] = known;
    }
    return known;
  }

  /** How many objects are open while the value at a path is written. */
  private static int depth(String path) {
    int depth = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      depth++;
    }
    return depth;
  }
}
