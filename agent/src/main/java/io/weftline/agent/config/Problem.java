package io.weftline.agent.config;

/**
 * One thing that is wrong with what the user has set: where, what is allowed, and what is used
 * instead. Immutable.
 *
 * <p>Everything in it is safe to print: it is cut, and characters that move a terminal's cursor or
 * reorder its text are replaced.
 */
public final class Problem {
  /** Of a value or key, so many characters are repeated at most. */
  static final int MAX_QUOTED_CHARS = 64;

  private static final int MAX_WHERE_CHARS = 512;
  private static final int MAX_SENTENCE_CHARS = 1024;

  private final String where;
  private final int line;
  private final String key;
  private final String sentence;

  Problem(String where, int line, String key, String sentence) {
    this.where = clean(where, MAX_WHERE_CHARS);
    this.line = line;
    this.key = key == null ? null : clean(key, MAX_QUOTED_CHARS);
    this.sentence = clean(sentence, MAX_SENTENCE_CHARS);
  }

  /** The source in words, as {@link Setting#source()} has it, but without the line. */
  public String where() {
    return where;
  }

  /** The line in the file, from 1; 0 where there are no lines. */
  public int line() {
    return line;
  }

  /**
   * The key without the prefix {@code weftline.}, as written; null if it is about no single one.
   */
  public String key() {
    return key;
  }

  /** What is wrong, what is allowed and what is used instead. */
  public String sentence() {
    return sentence;
  }

  /** One complete line for stderr, with the agent's name in front and no line end. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(200).append("weftline: ").append(where);
    if (this.line > 0) {
      line.append(" line ").append(this.line);
    }
    // A system property or variable names its key already.
    boolean inFileOrArgument =
        !where.startsWith(Setting.SYSTEM_PROPERTY) && !where.startsWith(Setting.ENVIRONMENT);
    if (key != null && inFileOrArgument) {
      line.append(": ").append(key);
    }
    return line.append(": ").append(sentence).toString();
  }

  /** A value of the user within a sentence: cut, cleaned and in quotation marks. */
  static String quoted(String text) {
    return "\"" + clean(text, MAX_QUOTED_CHARS) + "\"";
  }

  private static String clean(String text, int maxChars) {
    int end = text.length();
    boolean cut = end > maxChars;
    if (cut) {
      end = maxChars - 3;
      if (Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
    }
    StringBuilder cleaned = new StringBuilder(end + 3);
    for (int i = 0; i < end; ) {
      int character = text.codePointAt(i);
      if (isHarmful(character)) {
        cleaned.append('?');
      } else {
        cleaned.appendCodePoint(character);
      }
      i += Character.charCount(character);
    }
    return (cut ? cleaned.append("...") : cleaned).toString();
  }

  /** Controls, marks that reorder or hide text, line ends of Unicode, and halves of pairs. */
  private static boolean isHarmful(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return true;
      default:
        return false;
    }
  }
}
