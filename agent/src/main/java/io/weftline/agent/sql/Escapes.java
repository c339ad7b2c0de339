package io.weftline.agent.sql;

/**
 * What a backslash before a quote means. MySQL escapes the quote, standard SQL ends the text, and
 * either can be switched ({@code NO_BACKSLASH_ESCAPES}, {@code standard_conforming_strings}). Who
 * guesses wrongly takes text for code and shows it. So where a statement has such a place both
 * readings are tried, and the dialect's own is believed only if the other makes no sense: it leaves
 * a quote open, a backslash outside of quotes, or a word glued to a text. Where the dialect is not
 * known either may be believed, but an open quote proves nothing: the text may be broken.
 */
enum Escapes {
  /** The backslash is an ordinary character. */
  STANDARD,
  /** The backslash escapes what follows. */
  BACKSLASH,
  /** Both readings make sense, or none: the first such place ends what can be trusted. */
  UNDECIDED;

  private static final long SENSELESS = -1;
  private static final long UNENDED = -2;

  /**
   * The reading of {@code text} up to {@code limit}.
   *
   * @param cut whether there was more text, so that an open quote at the end proves nothing
   */
  static Escapes of(String text, int limit, boolean cut, Dialect dialect) {
    Escapes usual = dialect.backslashEscapes() ? BACKSLASH : STANDARD;
    if (!quoteAfterBackslash(text, limit)) {
      return usual;
    }
    long standard = read(text, limit, cut, dialect, STANDARD);
    long backslash = read(text, limit, cut, dialect, BACKSLASH);
    if (standard == backslash) {
      return standard >= 0 ? usual : UNDECIDED;
    }
    if (dialect.uncertain()) {
      if (standard == SENSELESS && backslash >= 0) {
        return BACKSLASH;
      }
      return backslash == SENSELESS && standard >= 0 ? STANDARD : UNDECIDED;
    }
    long own = usual == STANDARD ? standard : backslash;
    long other = usual == STANDARD ? backslash : standard;
    return own >= 0 && other < 0 ? usual : UNDECIDED;
  }

  private static boolean quoteAfterBackslash(String text, int limit) {
    for (int i = 0; i + 1 < limit; i++) {
      if (text.charAt(i) == '\\') {
        char next = text.charAt(i + 1);
        if (next == '\'' || next == '"') {
          return true;
        }
      }
    }
    return false;
  }

  /** A hash of where the literals stand, {@link #SENSELESS} or {@link #UNENDED}. */
  private static long read(String text, int limit, boolean cut, Dialect dialect, Escapes escapes) {
    SqlLexer lexer = new SqlLexer(text, limit, dialect, escapes);
    long places = 0;
    while (true) {
      switch (lexer.next()) {
        case END:
          return places & Long.MAX_VALUE;
        case BROKEN:
          if (!lexer.unended()) {
            return SENSELESS;
          }
          return cut ? places & Long.MAX_VALUE : UNENDED;
        case OPERATOR:
          if (text.charAt(lexer.start()) == '\\') {
            return SENSELESS;
          }
          break;
        case LITERAL:
        case QUOTED_NAME:
          if (lexer.end() < limit
              && isQuote(text.charAt(lexer.end() - 1))
              && Characters.isNamePart(text.charAt(lexer.end()))) {
            return SENSELESS;
          }
          places = (places * 31 + lexer.start()) * 31 + lexer.end();
          break;
        default:
          break;
      }
    }
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }
}
