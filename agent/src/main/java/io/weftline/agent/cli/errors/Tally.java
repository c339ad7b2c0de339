package io.weftline.agent.cli.errors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each of a few names came; what there is no place for is counted together. One thread.
 */
final class Tally {
  private static final int MAX_CHARS = 120;

  private final Room room;
  private final int most;
  private final Map<String, Long> counts = new LinkedHashMap<String, Long>(2);
  private long others;

  Tally(Room room, int most) {
    this.room = room;
    this.most = most;
  }

  /** Counts a name; null is none. */
  void add(String name, long count) {
    if (name == null || name.isEmpty()) {
      return;
    }
    String key = cut(name, MAX_CHARS);
    Long before = counts.get(key);
    if (before == null && (counts.size() == most || !room.take())) {
      others = plus(others, count);
    } else {
      counts.put(key, before == null ? count : plus(before, count));
    }
  }

  /** Most frequent first. */
  List<Map.Entry<String, Long>> entries() {
    List<Map.Entry<String, Long>> sorted =
        new ArrayList<Map.Entry<String, Long>>(counts.entrySet());
    Collections.sort(
        sorted,
        new Comparator<Map.Entry<String, Long>>() {
          @Override
          public int compare(Map.Entry<String, Long> one, Map.Entry<String, Long> other) {
            return other.getValue().compareTo(one.getValue());
          }
        });
    return sorted;
  }

  /** In the order in which they came. */
  List<String> names() {
    return new ArrayList<String>(counts.keySet());
  }

  /** How often something came that has no place of its own. */
  long others() {
    return others;
  }

  /** A copy of the beginning, which does not hold the rest. */
  static String cut(String text, int maxChars) {
    if (text == null || text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 2)) ? maxChars - 2 : maxChars - 1;
    return text.substring(0, end) + '\u2026';
  }

  /** The sum, or the greatest there is. */
  static long plus(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
