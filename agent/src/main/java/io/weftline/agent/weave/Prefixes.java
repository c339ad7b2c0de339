package io.weftline.agent.weave;

/** Beginnings of names, in the order in which they can be looked up fast. Stateless. */
public final class Prefixes {
  private static final int INITIALS = 128;

  private Prefixes() {}

  /**
   * By the first letter, since it is asked for every class: an array for each letter that begins
   * one, else null.
   *
   * @param prefixes ASCII, not empty
   */
  public static String[][] byInitial(String... prefixes) {
    String[][] all = new String[INITIALS][];
    for (String prefix : prefixes) {
      char initial = prefix.charAt(0);
      String[] before = all[initial];
      String[] after = new String[before == null ? 1 : before.length + 1];
      if (before != null) {
        System.arraycopy(before, 0, after, 0, before.length);
      }
      after[after.length - 1] = prefix;
      all[initial] = after;
    }
    return all;
  }
}
