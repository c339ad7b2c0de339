package io.weftline.agent.sql;

import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a statement: the columns of those that are known, and a stack of those that
 * still wait for theirs. Brackets nest, so what waits in one of them is always on top.
 *
 * <p>One analysis, one thread.
 */
final class PendingParameters {
  private String[] columns = new String[8];
  private int known;

  private int[] index = new int[8];
  private int[] place = new int[8];
  private int size;

  /** Where the stack ends now. */
  int mark() {
    return size;
  }

  /**
   * A parameter was read.
   *
   * @param number from 0
   * @param column in which place of the row or list it stands
   */
  void add(int number, int column) {
    if (size == index.length) {
      index = Arrays.copyOf(index, size * 2);
      place = Arrays.copyOf(place, size * 2);
    }
    index[size] = number;
    place[size++] = column;
    known = Math.max(known, number + 1);
  }

  /** Of all that wait from {@code from} on it is known now; with a null they are given up. */
  void are(int from, String name) {
    for (int i = from; i < size; i++) {
      set(index[i], name);
    }
    size = Math.min(size, from);
  }

  /** Likewise, by the place of each in its row; {@code otherwise} where the row has no name. */
  void are(int from, List<String> names, String otherwise) {
    for (int i = from; i < size; i++) {
      String name = place[i] < names.size() ? names.get(place[i]) : null;
      set(index[i], name == null ? otherwise : name);
    }
    size = Math.min(size, from);
  }

  /** Of those that wait from {@code from} up to {@code to}; they stay until more are given up. */
  void areBetween(int from, int to, List<String> names, String otherwise) {
    for (int i = from; i < to; i++) {
      String name = names != null && place[i] < names.size() ? names.get(place[i]) : null;
      set(index[i], name == null ? otherwise : name);
    }
  }

  /** The one on top. */
  int last() {
    return index[size - 1];
  }

  void set(int number, String name) {
    if (name == null) {
      return;
    }
    if (number >= columns.length) {
      columns = Arrays.copyOf(columns, Math.max(number + 1, columns.length * 2));
    }
    if (columns[number] == null) {
      columns[number] = name;
    }
  }

  /** The names by number. */
  String[] columns() {
    return Arrays.copyOf(columns, known);
  }
}
