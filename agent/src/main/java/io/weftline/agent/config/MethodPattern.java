package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One pattern of methods, as the grammar of the options has it.
 *
 * <p>Immutable. It knows names only: whether a class has an annotation or a supertype is for the
 * caller to find out.
 *
 * <p>With a dot between type and method a pattern can be read both ways: all of it as a type, or
 * its last segment as a method. Both are kept.
 */
public final class MethodPattern {
  private final String text;
  private final boolean auto;
  private final String annotation;
  private final NameGlob wholeType;
  private final NameGlob type;
  private final NameGlob method;

  MethodPattern(
      String text,
      boolean auto,
      String annotation,
      NameGlob wholeType,
      NameGlob type,
      NameGlob method) {
    this.text = text;
    this.auto = auto;
    this.annotation = annotation;
    this.wholeType = wholeType;
    this.type = type;
    this.method = method;
  }

  /**
   * For lists that are built in, and for tests.
   *
   * @throws IllegalArgumentException if no user could write it
   */
  public static MethodPattern of(String text) {
    List<String> problems = new ArrayList<String>(1);
    MethodPattern pattern = text.trim().isEmpty() ? null : Patterns.parse(text.trim(), problems);
    if (pattern == null) {
      throw new IllegalArgumentException("not a pattern: " + text + " " + problems);
    }
    return pattern;
  }

  /** As the user wrote it. */
  public String text() {
    return text;
  }

  /** Whether this is the word {@code auto}. */
  public boolean isAuto() {
    return auto;
  }

  /** The binary name of the annotation, or null; then the globs only narrow where it counts. */
  public String annotation() {
    return annotation;
  }

  /** All of the pattern read as a type, whose every method is meant; null if it cannot be. */
  public NameGlob wholeType() {
    return wholeType;
  }

  /** The type where the last segment is the method; null if it cannot be. */
  public NameGlob type() {
    return type;
  }

  /** The method that belongs to {@link #type()}. */
  public NameGlob method() {
    return method;
  }

  @Override
  public String toString() {
    return text;
  }
}
