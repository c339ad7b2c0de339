package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A name with wildcards. In the name of a type {@code *} is any characters but a dot, {@code **}
 * one or more whole segments between dots, and {@code $} an ordinary character; in the name of a
 * method {@code *} is any characters.
 *
 * <p>Immutable; matching allocates nothing and goes back at most to the last wildcard, so that its
 * time is bounded by the product of both lengths and usually by the name's.
 */
public final class NameGlob {
  private static final String MANY = "**";

  private final String text;

  /** Everything before the first wildcard: what most names fail at. */
  private final String fixed;

  /** Whether it is {@link #fixed} and then nothing but {@code **}. */
  private final boolean isSubtree;

  /** What stands between dots; null for the name of a method or a name without wildcard. */
  private final String[] segments;

  private NameGlob(String text, boolean isType) {
    this.text = text;
    int star = text.indexOf('*');
    this.fixed = star < 0 ? text : text.substring(0, star);
    this.isSubtree = isType && star >= 0 && star == text.length() - 2 && text.endsWith(MANY);
    this.segments = isType && star >= 0 && !isSubtree ? segmentsOf(text) : null;
  }

  static NameGlob type(String text) {
    return new NameGlob(text, true);
  }

  static NameGlob method(String text) {
    return new NameGlob(text, false);
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** Whether it has no wildcard and so names exactly one thing. */
  public boolean isExact() {
    return fixed.length() == text.length();
  }

  /**
   * @param name a binary name of a type, or the name of a method, as the glob was made for
   */
  public boolean matches(String name) {
    if (isExact()) {
      return text.equals(name);
    }
    if (!name.startsWith(fixed)) {
      return false;
    }
    if (isSubtree) {
      return name.length() > fixed.length();
    }
    return segments == null
        ? matches(text, name, 0, name.length())
        : matchesSegments(segments, name);
  }

  /** A later {@code **} can take whatever an earlier one could, so only the last is tried anew. */
  private static boolean matchesSegments(String[] segments, String name) {
    int length = name.length();
    int segment = 0;
    int from = 0;
    int retrySegment = -1;
    int retryFrom = 0;
    while (from <= length) {
      if (segment < segments.length) {
        String glob = segments[segment];
        int to = endOfSegment(name, from);
        if (glob.equals(MANY)) {
          retrySegment = ++segment;
          retryFrom = from = to + 1;
          continue;
        }
        if (matches(glob, name, from, to)) {
          segment++;
          from = to + 1;
          continue;
        }
      }
      if (retrySegment < 0) {
        return false;
      }
      retryFrom = from = endOfSegment(name, retryFrom) + 1;
      segment = retrySegment;
    }
    return segment == segments.length;
  }

  private static int endOfSegment(String name, int from) {
    int dot = name.indexOf('.', from);
    return dot < 0 ? name.length() : dot;
  }

  /** {@code *} is any characters of the range. */
  private static boolean matches(String glob, String name, int from, int to) {
    int length = glob.length();
    int at = 0;
    int next = from;
    int retryAt = -1;
    int retryNext = 0;
    while (next < to) {
      if (at < length && glob.charAt(at) == '*') {
        retryAt = ++at;
        retryNext = next;
      } else if (at < length && glob.charAt(at) == name.charAt(next)) {
        at++;
        next++;
      } else if (retryAt >= 0) {
        at = retryAt;
        next = ++retryNext;
      } else {
        return false;
      }
    }
    while (at < length && glob.charAt(at) == '*') {
      at++;
    }
    return at == length;
  }

  private static String[] segmentsOf(String text) {
    List<String> segments = new ArrayList<String>(8);
    int from = 0;
    while (from <= text.length()) {
      int to = endOfSegment(text, from);
      segments.add(text.substring(from, to));
      from = to + 1;
    }
    return segments.toArray(new String[0]);
  }

  @Override
  public String toString() {
    return text;
  }
}
