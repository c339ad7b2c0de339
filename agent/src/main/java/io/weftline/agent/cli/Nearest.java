package io.weftline.agent.cli;

import java.util.Collection;

/** Finds the word that was meant. Stateless. */
final class Nearest {
  private static final int MIN_CHARS = 3;

  private Nearest() {}

  /** {@code : did you mean 'tail'?}, or nothing if no word is near. */
  static String hint(String word, Collection<String> words) {
    String best = null;
    if (word.length() < MIN_CHARS) {
      // Everything is near to so little.
      return "";
    }
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : words) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best == null ? "" : ": did you mean '" + best + "'?";
  }

  /** How many characters must be put in, left out, changed or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + changed);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        row[j] = swapped ? Math.min(cost, beforeLast[j - 2] + 1) : cost;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
