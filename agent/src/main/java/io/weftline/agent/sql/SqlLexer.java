package io.weftline.agent.sql;

/**
 * Cuts SQL into tokens, without ever failing: what it does not understand is an operator, and what
 * cannot be trusted is {@link TokenKind#BROKEN}, after which nothing but that comes. Reads the text
 * once, from the beginning to {@code limit} and no further.
 *
 * <p>One analysis, one thread.
 */
final class SqlLexer {
  /** SQL Server's names have at most 128 characters; bounds what is read twice. */
  private static final int MAX_BRACKETED_CHARS = 258;

  private static final int MAX_INDEX_DIGITS = 5;

  private final String text;
  private final int limit;
  private final Dialect dialect;
  private final Escapes escapes;

  private int at;
  private int start;
  private boolean gap;
  private boolean broken;
  private boolean unended;
  private char lastOperator;
  private TokenKind kind = TokenKind.SEMICOLON;
  private Keyword keyword;

  SqlLexer(String text, int limit, Dialect dialect, Escapes escapes) {
    this.text = text;
    this.limit = limit;
    this.dialect = dialect;
    this.escapes = escapes;
  }

  /** Goes to the next token and says what it is. */
  TokenKind next() {
    TokenKind previous = kind;
    int before = at;
    skipBlanks();
    gap = at > before;
    start = at;
    if (broken) {
      return kind = TokenKind.BROKEN;
    }
    if (at >= limit) {
      return kind = TokenKind.END;
    }
    kind = read(text.charAt(at), previous);
    lastOperator = text.charAt(start);
    if (kind == TokenKind.BROKEN) {
      broken = true;
    } else if (kind != TokenKind.WORD) {
      keyword = null;
    }
    return kind;
  }

  /** Where the token begins. */
  int start() {
    return start;
  }

  /** Where the token ends. */
  int end() {
    return at;
  }

  /** Whether white space or a comment stands before the token. */
  boolean gap() {
    return gap;
  }

  /** The keyword that the token is, or null. */
  Keyword keyword() {
    return keyword;
  }

  /** Whether it broke off because something that was opened never ends. */
  boolean unended() {
    return unended;
  }

  /** The character at {@code index}, or 0 beyond the end. */
  char charAt(int index) {
    return index < limit ? text.charAt(index) : 0;
  }

  private TokenKind read(char c, TokenKind previous) {
    switch (c) {
      case '\'':
        return isEscapeCharacter()
            ? to(at + 3, TokenKind.LITERAL)
            : to(Quotes.end(text, at, limit, escapes), TokenKind.LITERAL);
      case '"':
        return to(
            Quotes.end(text, at, limit, escapes),
            dialect.doubleQuotedText() ? TokenKind.LITERAL : TokenKind.QUOTED_NAME);
      case '`':
        return to(Quotes.endOfDoubled(text, at, limit, '`'), TokenKind.QUOTED_NAME);
      case '[':
        return bracket();
      case '(':
        return to(at + 1, TokenKind.OPEN);
      case ')':
        return to(at + 1, TokenKind.CLOSE);
      case ',':
        return to(at + 1, TokenKind.COMMA);
      case ';':
        return to(at + 1, TokenKind.SEMICOLON);
      case '.':
        return Characters.isDigit(charAt(at + 1)) && beginsOperand(previous)
            ? number()
            : to(at + 1, TokenKind.DOT);
      case '?':
        return question();
      case ':':
        return colon(previous);
      case '$':
        return dollar();
      case '+':
      case '-':
        return sign(previous);
      default:
        if (Characters.isDigit(c)) {
          return number();
        }
        if (Characters.isNamePart(c) || isNameSign(c)) {
          return word();
        }
        return Characters.isTypographicQuote(c) ? TokenKind.BROKEN : to(at + 1, TokenKind.OPERATOR);
    }
  }

  private TokenKind to(int end, TokenKind kind) {
    if (end < 0) {
      unended = end == Quotes.UNENDED;
      return TokenKind.BROKEN;
    }
    at = end;
    return kind;
  }

  /** A name in brackets, unless it may as well be an index of an array or a list of texts. */
  private TokenKind bracket() {
    if (dialect.bracketedNames()) {
      int end = Quotes.endOfDoubled(text, at, Math.min(limit, at + MAX_BRACKETED_CHARS), ']');
      boolean name = end > at + 2 && !Characters.isDigit(text.charAt(at + 1));
      for (int i = at + 1; name && i < end - 1; i++) {
        char c = text.charAt(i);
        name =
            dialect.uncertain()
                ? Characters.isNamePart(c) || c == ' '
                : c >= ' ' && !isQuote(c) && !Characters.isTypographicQuote(c);
      }
      if (name) {
        return to(end, TokenKind.QUOTED_NAME);
      }
    }
    return to(at + 1, TokenKind.OPERATOR);
  }

  /** {@code ?}, {@code ?1}, or PostgreSQL's operator, which its driver wants written twice. */
  private TokenKind question() {
    if (charAt(at + 1) == '?') {
      return to(at + 2, TokenKind.OPERATOR);
    }
    int end = at + 1;
    while (Characters.isDigit(charAt(end))) {
      end++;
    }
    return to(end, TokenKind.PARAMETER);
  }

  /** A cast, {@code :name}, or {@code :1} where it is not the end of a slice. */
  private TokenKind colon(TokenKind previous) {
    char next = charAt(at + 1);
    if (next == ':') {
      return to(at + 2, TokenKind.OPERATOR);
    }
    if (Characters.isDigit(next)) {
      int end = endOfIndex(at + 1);
      return end > 0 && beginsOperand(previous)
          ? to(end, TokenKind.PARAMETER)
          : to(at + 1, TokenKind.OPERATOR);
    }
    return Characters.isNamePart(next)
        ? to(endOfName(at + 1), TokenKind.PARAMETER)
        : to(at + 1, TokenKind.OPERATOR);
  }

  /** The end of the digits if they can be the number of a parameter, or -1. */
  private int endOfIndex(int from) {
    int end = from;
    while (Characters.isDigit(charAt(end))) {
      end++;
    }
    boolean glued = Characters.isNamePart(charAt(end)) || charAt(end) == '.';
    return glued || end - from > MAX_INDEX_DIGITS ? -1 : end;
  }

  private TokenKind dollar() {
    char next = charAt(at + 1);
    if (Characters.isDigit(next)) {
      int end = dialect.dollarParameters() ? endOfIndex(at + 1) : -1;
      return end < 0 ? number() : to(end, TokenKind.PARAMETER);
    }
    int contentStart = Quotes.endOfDollarTag(text, at, limit);
    if (contentStart >= 0) {
      return to(Quotes.endOfDollarQuote(text, at, contentStart, limit), TokenKind.LITERAL);
    }
    return Characters.isNamePart(next) ? word() : to(at + 1, TokenKind.OPERATOR);
  }

  /** A sign belongs to the number after it where nothing stands before it that it could connect. */
  private TokenKind sign(TokenKind previous) {
    if (beginsOperand(previous)) {
      int digit = at + 1;
      while (digit < limit && text.charAt(digit) == ' ') {
        digit++;
      }
      char c = charAt(digit);
      if (Characters.isDigit(c) || c == '.' && Characters.isDigit(charAt(digit + 1))) {
        at = digit;
        return number();
      }
    }
    return to(at + 1, TokenKind.OPERATOR);
  }

  /** {@code ESCAPE '\'}, which every dialect means alike, whatever its backslashes do elsewhere. */
  private boolean isEscapeCharacter() {
    return keyword == Keyword.ESCAPE
        && charAt(at + 1) == '\\'
        && charAt(at + 2) == '\''
        && charAt(at + 3) != '\'';
  }

  /** Whether what comes next begins an expression rather than continues one. */
  private boolean beginsOperand(TokenKind previous) {
    switch (previous) {
      case WORD:
        return keyword != null && keyword.standsBeforeValue();
      case QUOTED_NAME:
      case LITERAL:
      case PARAMETER:
      case CLOSE:
      case DOT:
        return false;
      case OPERATOR:
        return lastOperator != ']' && lastOperator != '}';
      default:
        return true;
    }
  }

  /**
   * Decimal, hexadecimal, with exponent, suffix or underscores: all that can be glued to a digit.
   */
  private TokenKind number() {
    int end = at + 1;
    boolean decimal = charAt(at) != '0' || (charAt(at + 1) | 0x20) != 'x';
    for (; end < limit; end++) {
      char c = text.charAt(end);
      if (c == '+' || c == '-') {
        if (!decimal
            || (text.charAt(end - 1) | 0x20) != 'e'
            || !Characters.isDigit(charAt(end + 1))) {
          break;
        }
      } else if (!Characters.isNamePart(c) && c != '.' && c != '$') {
        break;
      }
    }
    return to(end, TokenKind.LITERAL);
  }

  private TokenKind word() {
    int end = endOfName(at);
    char next = charAt(end);
    int length = end - at;
    if ((next == '\'' || next == '"' || next == '&') && (length <= 2 || charAt(at) == '_')) {
      TokenKind prefixed = prefixed(end, next, length);
      if (prefixed != null) {
        return prefixed;
      }
    }
    keyword = Keyword.of(text, at, end);
    return to(end, TokenKind.WORD);
  }

  /** The quoted thing that the word up to {@code end} is the prefix of, or null. */
  private TokenKind prefixed(int end, char next, int length) {
    char first = Characters.lower(text.charAt(at));
    char second = length == 2 ? Characters.lower(text.charAt(at + 1)) : 0;
    if (next == '&') {
      char quote = charAt(end + 1);
      if (length != 1 || first != 'u' || quote != '\'' && quote != '"') {
        return null;
      }
      return to(
          Quotes.end(text, end + 1, limit, escapes),
          quote == '"' ? TokenKind.QUOTED_NAME : TokenKind.LITERAL);
    }
    if (next == '\'') {
      if (length == 1 && first == 'q' || second == 'q') {
        return to(Quotes.endOfAlternative(text, end, limit), TokenKind.LITERAL);
      }
      if (length == 1 && first == 'e') {
        return escapedText(end);
      }
    } else if (!dialect.doubleQuotedText()) {
      return null;
    }
    return first == '_' || isTextPrefix(first, second)
        ? to(Quotes.end(text, end, limit, escapes), TokenKind.LITERAL)
        : null;
  }

  /** PostgreSQL's {@code E'..'}; where there is no such thing a backslash in it is a riddle. */
  private TokenKind escapedText(int quote) {
    boolean known = dialect.operatorSigns() || dialect.uncertain();
    return to(
        Quotes.end(text, quote, limit, known ? Escapes.BACKSLASH : Escapes.UNDECIDED),
        TokenKind.LITERAL);
  }

  /** Whether the word says what kind of text is in the quotes glued to it. */
  private static boolean isTextPrefix(char first, char second) {
    if (second == 0) {
      return "nxbrg".indexOf(first) >= 0;
    }
    return second == 'x' && "bgu".indexOf(first) >= 0
        || first == 'r' && second == 'b'
        || first == 'b' && second == 'r';
  }

  private int endOfName(int from) {
    int end = from + 1;
    while (end < limit) {
      char c = text.charAt(end);
      if (!Characters.isNamePart(c) && c != '$' && !isNameSign(c)) {
        break;
      }
      end++;
    }
    return end;
  }

  private boolean isNameSign(char c) {
    return c == '@' && !dialect.operatorSigns() || c == '#' && dialect.hashInNames();
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  private void skipBlanks() {
    while (at < limit && !broken) {
      char c = text.charAt(at);
      if (Characters.isBlank(c)) {
        at++;
        continue;
      }
      int end = Comments.end(text, at, limit, dialect);
      if (end == Comments.NONE) {
        return;
      }
      if (end == Comments.DOUBTFUL) {
        broken = true;
      } else {
        at = end;
      }
    }
  }
}
