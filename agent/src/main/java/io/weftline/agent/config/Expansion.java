package io.weftline.agent.config;

import java.util.Map;

/**
 * A value in which every {@code ${NAME:default}} has been replaced by the environment variable,
 * once and from left to right. Immutable.
 */
final class Expansion {
  static final int MAX_CHARS = 1 << 20;

  /** A compile-time constant: looking for it does not load this class. */
  static final String BEGIN = "${";

  private final String text;
  private final String problem;
  private final boolean holdsVariable;

  private Expansion(String text, String problem, boolean holdsVariable) {
    this.text = text;
    this.problem = problem;
    this.holdsVariable = holdsVariable;
  }

  /** Null if there is a {@link #problem()}. */
  String text() {
    return text;
  }

  String problem() {
    return problem;
  }

  /** Whether a variable's value is in it, which may be a secret. */
  boolean holdsVariable() {
    return holdsVariable;
  }

  static Expansion of(String text, Map<String, String> environment) {
    StringBuilder expanded = new StringBuilder(text.length() + 32);
    boolean holdsVariable = false;
    int at = 0;
    while (true) {
      int begin = text.indexOf(BEGIN, at);
      if (begin < 0) {
        expanded.append(text, at, text.length());
        return new Expansion(expanded.toString(), null, holdsVariable);
      }
      expanded.append(text, at, begin);
      int end = text.indexOf('}', begin);
      if (end < 0) {
        return bad(Problem.quoted(text.substring(begin)) + " has no closing }");
      }
      String inside = text.substring(begin + 2, end);
      int colon = inside.indexOf(':');
      String name = colon < 0 ? inside : inside.substring(0, colon);
      if (name.length() == 0) {
        return bad("${} names no environment variable");
      }
      if (inside.contains(BEGIN)) {
        return bad("${..} within ${..} is not expanded");
      }
      String variable = environment.get(name);
      if (variable == null && colon < 0) {
        return bad(
            "environment variable "
                + Problem.quoted(name)
                + " is not set and has no default; ${NAME:default} gives it one");
      }
      String replacement = variable == null ? inside.substring(colon + 1) : variable;
      holdsVariable |= variable != null;
      if (expanded.length() + replacement.length() > MAX_CHARS) {
        return bad("becomes longer than 1 MB by its variables");
      }
      expanded.append(replacement);
      at = end + 1;
    }
  }

  private static Expansion bad(String problem) {
    return new Expansion(null, problem, false);
  }
}
