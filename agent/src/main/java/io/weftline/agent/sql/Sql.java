package io.weftline.agent.sql;

/**
 * Reads statements.
 *
 * <p>Stateless and thread-safe. Takes time in proportion to what it looks at and never throws.
 */
public final class Sql {
  private static final SqlStatement NOTHING = analyse("", Dialect.UNKNOWN, 0);

  private Sql() {}

  /**
   * Makes a statement safe, fingerprints it and names its tables.
   *
   * @param sql may be null
   * @param maxChars how much of it is looked at; what comes after is never touched
   */
  public static SqlStatement analyse(String sql, Dialect dialect, int maxChars) {
    if (sql == null) {
      return NOTHING;
    }
    int limit = Math.max(0, Math.min(sql.length(), maxChars));
    boolean cut = limit < sql.length();
    SqlLexer lexer = new SqlLexer(sql, limit, dialect, Escapes.of(sql, limit, cut, dialect));
    SafeText safe = new SafeText(sql, maxChars);
    SqlNames names = new SqlNames(sql);
    UnquotedValues values = new UnquotedValues(sql);
    boolean muted = false;
    while (true) {
      TokenKind kind = lexer.next();
      if (kind == TokenKind.END) {
        break;
      }
      if (kind == TokenKind.BROKEN) {
        safe.rest(lexer);
        break;
      }
      UnquotedValues.Verdict verdict = values.judge(kind, lexer);
      if (verdict == UnquotedValues.Verdict.DROP_REST) {
        safe.rest(lexer);
        break;
      }
      if (verdict == UnquotedValues.Verdict.VALUE_TO_SEMICOLON) {
        if (!muted) {
          safe.rest(lexer);
          muted = true;
        }
        continue;
      }
      muted = false;
      write(visible(kind, verdict, lexer, safe, dialect), lexer, safe, names);
    }
    names.end();
    return new SqlStatement(safe, names, cut);
  }

  /** What the token counts as, once its surroundings have been looked at. */
  private static TokenKind visible(
      TokenKind kind,
      UnquotedValues.Verdict verdict,
      SqlLexer lexer,
      SafeText safe,
      Dialect dialect) {
    if (verdict == UnquotedValues.Verdict.VALUE) {
      return TokenKind.LITERAL;
    }
    if (kind == TokenKind.WORD) {
      Keyword keyword = lexer.keyword();
      return keyword != null && keyword.isValue() && safe.valueExpected()
          ? TokenKind.LITERAL
          : kind;
    }
    if (kind == TokenKind.QUOTED_NAME && !isName(lexer, safe, dialect)) {
      return TokenKind.LITERAL;
    }
    return kind;
  }

  /**
   * Whether what stands in double quotes is a name. In some databases it may be a text, by setting
   * (SQL Server, MySQL) or by mistake (SQLite), so where only a value makes sense it is none; in an
   * unknown one it is a name only where only a name makes sense.
   */
  private static boolean isName(SqlLexer lexer, SafeText safe, Dialect dialect) {
    char quote = lexer.charAt(lexer.start());
    if (quote == '`' || quote == '[') {
      return true;
    }
    if (safe.last() == TokenKind.DOT || lexer.charAt(lexer.end()) == '.') {
      return true;
    }
    if (dialect.uncertain()) {
      Keyword before = safe.lastKeyword();
      return before != null && (before.nameFollows() || before == Keyword.AS);
    }
    return !safe.valueExpected();
  }

  private static void write(TokenKind kind, SqlLexer lexer, SafeText safe, SqlNames names) {
    names.token(kind, lexer);
    switch (kind) {
      case WORD:
        safe.word(lexer);
        break;
      case QUOTED_NAME:
        safe.quotedName(lexer);
        break;
      case LITERAL:
        safe.literal(lexer);
        break;
      case PARAMETER:
        safe.parameter(lexer);
        break;
      case OPEN:
        safe.open(lexer);
        break;
      case CLOSE:
        safe.close(lexer);
        break;
      case COMMA:
        safe.comma(lexer);
        break;
      case DOT:
      case SEMICOLON:
        safe.punctuation(lexer, kind);
        break;
      default:
        safe.operator(lexer);
        break;
    }
  }
}
