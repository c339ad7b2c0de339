package io.weftline.agent.sql;

/**
 * Knows where values stand that look like names: passwords without quotes ({@code IDENTIFIED BY
 * secret}), what a setting is set to ({@code SET search_path TO acme}), arguments of procedures in
 * SQL Server ({@code EXEC login bob}). Errs towards values.
 *
 * <p>One analysis, one thread.
 */
final class UnquotedValues {
  /** What is to be done with a token. */
  enum Verdict {
    /** It is what it looks like. */
    KEEP,
    /** It is a value. */
    VALUE,
    /** It and what follows up to the end of the statement are a value. */
    VALUE_TO_SEMICOLON,
    /** It and everything after it must not be shown. */
    DROP_REST
  }

  /** How much of {@code EXEC dbo.login arguments} has been seen. */
  private enum Procedure {
    EXPECTED,
    NAMED,
    DOTTED,
    ARGUMENTS
  }

  private static final int PLAIN = 0;
  private static final int AFTER_IDENTIFIED = 1;
  private static final int SECRET = 2;
  private static final int SECRET_OR_EQUALS = 3;
  private static final int SETTING = 4;
  private static final int SETTING_VALUE = 5;
  private static final int ARGUMENTS = 6;

  private final String source;
  private int state = PLAIN;
  private Keyword verb;
  private boolean first = true;
  private boolean settable;
  private boolean columns;
  private Procedure procedure = Procedure.EXPECTED;

  UnquotedValues(String source) {
    this.source = source;
  }

  /** Judges the lexer's token, and remembers it. */
  Verdict judge(TokenKind kind, SqlLexer lexer) {
    switch (state) {
      case SECRET:
        return Verdict.DROP_REST;
      case SECRET_OR_EQUALS:
        if (kind == TokenKind.OPERATOR && lexer.charAt(lexer.start()) == '=') {
          state = SECRET;
          return Verdict.KEEP;
        }
        return kind == TokenKind.SEMICOLON ? statement() : Verdict.DROP_REST;
      case SETTING_VALUE:
        return kind == TokenKind.SEMICOLON ? statement() : Verdict.VALUE_TO_SEMICOLON;
      default:
        break;
    }
    if (kind == TokenKind.SEMICOLON) {
      return statement();
    }
    if (kind == TokenKind.WORD) {
      return word(lexer);
    }
    if (state == AFTER_IDENTIFIED) {
      state = PLAIN;
    }
    if (state == SETTING && kind == TokenKind.OPERATOR && lexer.charAt(lexer.start()) == '=') {
      state = SETTING_VALUE;
    } else if (verb == Keyword.PRAGMA && (kind == TokenKind.OPEN || kind == TokenKind.OPERATOR)) {
      state = SETTING_VALUE;
    } else if (state == ARGUMENTS && kind == TokenKind.QUOTED_NAME) {
      return nameOrArgument();
    } else if (state == ARGUMENTS && kind == TokenKind.DOT && procedure == Procedure.NAMED) {
      procedure = Procedure.DOTTED;
    } else if (state == ARGUMENTS && kind == TokenKind.LITERAL) {
      procedure = Procedure.ARGUMENTS;
    }
    return Verdict.KEEP;
  }

  private Verdict nameOrArgument() {
    if (procedure == Procedure.EXPECTED || procedure == Procedure.DOTTED) {
      procedure = Procedure.NAMED;
      return Verdict.KEEP;
    }
    procedure = Procedure.ARGUMENTS;
    return Verdict.VALUE;
  }

  private Verdict statement() {
    // Rows of data may follow the statement that announces them.
    boolean data = verb == Keyword.COPY;
    state = data ? SECRET : PLAIN;
    first = true;
    settable = false;
    columns = false;
    procedure = Procedure.EXPECTED;
    verb = null;
    return Verdict.KEEP;
  }

  private Verdict word(SqlLexer lexer) {
    Keyword keyword = lexer.keyword();
    if (first) {
      first = false;
      return verb(keyword);
    }
    if (state == AFTER_IDENTIFIED) {
      state =
          keyword == Keyword.BY
                  || keyword == Keyword.WITH
                  || keyword == Keyword.VIA
                  || keyword == Keyword.AS
                  || keyword == Keyword.USING
              ? SECRET
              : PLAIN;
      return Verdict.KEEP;
    }
    if (state == ARGUMENTS) {
      return argument(lexer, keyword);
    }
    if (keyword == null) {
      return Verdict.KEEP;
    }
    if (keyword == Keyword.EXEC || keyword == Keyword.EXECUTE && !defines()) {
      state = ARGUMENTS;
      procedure = Procedure.EXPECTED;
    } else if (keyword == Keyword.IDENTIFIED) {
      state = AFTER_IDENTIFIED;
    } else if (keyword.isObject() && !settable(keyword)) {
      columns = true;
    } else if (keyword == Keyword.SET && verb == Keyword.ALTER) {
      state = SETTING;
    } else if (state == SETTING && keyword == Keyword.TO) {
      state = SETTING_VALUE;
    } else if (settable && !columns && keyword.secretFollows()
        || verb == Keyword.ATTACH && keyword == Keyword.KEY) {
      state = SECRET_OR_EQUALS;
    }
    return Verdict.KEEP;
  }

  /** Whether EXECUTE is a right that is given or a clause of a trigger. */
  private boolean defines() {
    return verb == Keyword.CREATE
        || verb == Keyword.ALTER
        || verb == Keyword.GRANT
        || verb == Keyword.REVOKE
        || verb == Keyword.DENY
        || verb == Keyword.COMMENT;
  }

  /** Whether a password of the object may follow, rather than a column of that name. */
  private static boolean settable(Keyword object) {
    return object.isAccount() || object == Keyword.DATABASE || object == Keyword.SCHEMA;
  }

  private Verdict verb(Keyword keyword) {
    verb = keyword;
    if (keyword == null) {
      return Verdict.KEEP;
    }
    switch (keyword) {
      case BEGIN:
      case EXPLAIN:
        first = true;
        break;
      case SET:
        state = SETTING;
        settable = true;
        break;
      case CONNECT:
        state = SECRET;
        break;
      case EXEC:
      case EXECUTE:
        state = ARGUMENTS;
        break;
      case CREATE:
      case ALTER:
      case ATTACH:
      case BACKUP:
      case RESTORE:
      case OPEN:
      case CLOSE:
      case CHANGE:
      case EXPORT:
      case IMPORT:
      case SCRIPT:
      case RUNSCRIPT:
      case START:
        settable = true;
        break;
      default:
        break;
    }
    return Verdict.KEEP;
  }

  /** {@code EXEC @result = dbo.login bob, @name = ann OUTPUT}: bob and ann are texts. */
  private Verdict argument(SqlLexer lexer, Keyword keyword) {
    if (source.charAt(lexer.start()) == '@') {
      return Verdict.KEEP;
    }
    if (procedure == Procedure.EXPECTED && keyword == Keyword.IMMEDIATE) {
      state = PLAIN;
      return Verdict.KEEP;
    }
    if (keyword == Keyword.OUT
        || keyword == Keyword.OUTPUT
        || keyword == Keyword.USING
        || keyword == Keyword.INTO
        || keyword == Keyword.DEFAULT
        || keyword == Keyword.NULL) {
      return Verdict.KEEP;
    }
    return nameOrArgument();
  }
}
