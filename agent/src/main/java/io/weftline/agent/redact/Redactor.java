package io.weftline.agent.redact;

import java.util.List;

/**
 * Takes secrets out of texts before they are written: what a name says is one, and what cannot be
 * anything else by its shape. {@code package-info} has the rules.
 *
 * <p>Immutable and thread-safe. Never throws, and takes time in proportion to what it looks at,
 * which is never more than {@link #MAX_CHARS} and a little.
 */
public final class Redactor {
  /** What stands in the place of a secret. */
  public static final String REDACTED = "REDACTED";

  /** Of a text no more is read, nor returned: what has not been looked at is not let through. */
  public static final int MAX_CHARS = 32 << 10;

  /** What stands at the end of a text that has been cut. */
  static final char CUT = '\u2026';

  private final SecretNames names;

  /**
   * @param names what is a secret by its name
   */
  public Redactor(SecretNames names) {
    this.names = names;
  }

  /**
   * @param further parts of names, besides those that are known
   */
  public Redactor(List<String> further) {
    this(new SecretNames(further));
  }

  /** Whether what has this name is not to be written: a column, a parameter; null is no name. */
  public boolean isSecret(String name) {
    return name != null && names.isOne(name);
  }

  /**
   * The text without the secrets in it.
   *
   * @param text may be null
   * @return the same instance if there is nothing to hide; at most {@link #MAX_CHARS} characters of
   *     a longer one, and {@code …}
   */
  public String text(String text) {
    return text(text, MAX_CHARS);
  }

  /**
   * Likewise for a text of which the beginning is enough. It is read a little further, so that a
   * secret across the cut is known for one.
   *
   * @param maxChars how long the result may be, besides the {@code …} at its end
   */
  public String text(String text, int maxChars) {
    if (text == null || text.isEmpty()) {
      return text;
    }
    int most = Math.max(0, Math.min(maxChars, MAX_CHARS));
    String redacted = text(text, text.length(), most);
    return redacted == null ? text : redacted;
  }

  /** Likewise, null if there is nothing to hide and nothing to cut. */
  String text(CharSequence text, int length, int maxChars) {
    Redaction redaction = new Redaction(text, length, maxChars, names);
    return redaction.result();
  }
}
