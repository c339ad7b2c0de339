package io.weftline.agent.sql;

/**
 * What kind a character is. Fixed lists rather than {@link Character}, whose answers change with
 * the JVM's version of Unicode and so would change fingerprints.
 *
 * <p>Stateless.
 */
final class Characters {
  /** Quotes that word processors make; no database knows them, people paste them. */
  private static final String TYPOGRAPHIC_QUOTES =
      "\u00ab\u00b4\u00bb\u02b9\u02bb\u02bc\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"
          + "\u2032\u2033\u2039\u203a\u300c\u300d\u301d\u301e\uff02\uff07\uff40";

  private Characters() {}

  /** Folds ASCII letters only. */
  static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  /** Folds ASCII letters only. */
  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** White space, control characters and what is invisible. */
  static boolean isBlank(char c) {
    if (c <= ' ') {
      return true;
    }
    if (c < 0x7f) {
      return false;
    }
    return c <= 0xa0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200f
        || c >= 0x2028 && c <= 0x202f
        || c >= 0x205f && c <= 0x206f
        || c == 0x3000
        || c == 0xfeff;
  }

  /**
   * What may stand in a name anywhere: ASCII letters, digits, underscore and all foreign letters.
   */
  static boolean isNamePart(char c) {
    if (c < 0x80) {
      return isLetter(c) || isDigit(c) || c == '_';
    }
    return !isBlank(c) && !isCurrency(c) && !isTypographicQuote(c);
  }

  static boolean isTypographicQuote(char c) {
    return c >= 0x80 && TYPOGRAPHIC_QUOTES.indexOf(c) >= 0;
  }

  /** SQL Server reads amounts of money with any of them; ASCII's dollar is looked at elsewhere. */
  private static boolean isCurrency(char c) {
    return c >= 0xa2 && c <= 0xa5 || c >= 0x20a0 && c <= 0x20cf;
  }
}
