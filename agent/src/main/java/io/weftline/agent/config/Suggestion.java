package io.weftline.agent.config;

import java.util.List;

/** Which key was meant. Stateless. */
final class Suggestion {
  private static final int MIN_PREFIX_CHARS = 6;

  private Suggestion() {}

  /**
   * @param key as the user wrote it, in any spelling that a source has
   * @return the known key that is nearest, or null if none is near
   */
  static String nearest(String key, List<Option<?>> known) {
    return nearest(key, known, 0);
  }

  /** The environment is full of names of others: only what is very near is taken for a slip. */
  static String nearestOfVariable(String name, List<Option<?>> known) {
    return isOfKubernetes(name) ? null : nearest(name, known, 1);
  }

  private static String nearest(String key, List<Option<?>> known, int strictness) {
    if (key.length() > 2 * Problem.MAX_QUOTED_CHARS) {
      return null;
    }
    String written = plain(key);
    int allowed = (written.length() <= 4 ? 1 : written.length() <= 8 ? 2 : 3) - strictness;
    String nearest = null;
    int least = allowed + 1;
    for (Option<?> option : known) {
      String candidate = plain(option.key());
      int distance = distance(written, candidate, least);
      if (distance >= least && strictness == 0 && isBeginning(written, candidate)) {
        distance = allowed;
      }
      if (distance < least) {
        least = distance;
        nearest = option.key();
      }
    }
    return nearest;
  }

  /** {@code output.directory} for {@code output.dir}, or the other way round. */
  private static boolean isBeginning(String one, String other) {
    return Math.min(one.length(), other.length()) >= MIN_PREFIX_CHARS
        && (one.startsWith(other) || other.startsWith(one));
  }

  /** What all spellings of a key have in common. */
  private static String plain(String key) {
    StringBuilder plain = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char character = key.charAt(i);
      boolean isSeparator = character == '_' || character == '-';
      plain.append(isSeparator ? '.' : Character.toLowerCase(character));
    }
    String text = plain.toString();
    return text.startsWith(ConfigLoader.PREFIX)
        ? text.substring(ConfigLoader.PREFIX.length())
        : text;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that make one of the other.
   *
   * @return {@code limit} if there are as many or more
   */
  static int distance(String one, String other, int limit) {
    if (Math.abs(one.length() - other.length()) >= limit) {
      return limit;
    }
    int width = other.length() + 1;
    int[] beforeLast = new int[width];
    int[] last = new int[width];
    int[] current = new int[width];
    for (int j = 0; j < width; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      current[0] = i;
      for (int j = 1; j < width; j++) {
        boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
        int steps = last[j - 1] + (isSame ? 0 : 1);
        steps = Math.min(steps, Math.min(last[j], current[j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          steps = Math.min(steps, beforeLast[j - 2] + 1);
        }
        current[j] = steps;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return Math.min(last[width - 1], limit);
  }

  /**
   * What Kubernetes sets in every container beside a service whose name begins with {@code
   * weftline}: {@code .._SERVICE_HOST}, {@code .._SERVICE_PORT[_<name>]}, {@code .._PORT}, {@code
   * .._PORT_<number>_<protocol>[_..]}.
   */
  private static boolean isOfKubernetes(String name) {
    if (name.endsWith("_SERVICE_HOST")
        || name.endsWith("_PORT")
        || name.contains("_SERVICE_PORT_")) {
      return true;
    }
    int port = name.indexOf("_PORT_");
    return port >= 0
        && port + 6 < name.length()
        && Character.isDigit(name.charAt(port + 6))
        && (name.contains("_TCP") || name.contains("_UDP") || name.contains("_SCTP"));
  }
}
