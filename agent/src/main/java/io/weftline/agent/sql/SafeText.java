package io.weftline.agent.sql;

/**
 * What of a statement is shown, and its fingerprint, made together token by token. Lists of values
 * are folded here, by not writing what repeats: of {@code IN (1, 2, 3)} the first value, of {@code
 * VALUES (1, 2), (3, 4)} and {@code IN ((1, 2), (3, 4))} the first of equal rows.
 *
 * <p>One analysis, one thread.
 */
final class SafeText {
  private static final int MAX_DEPTH = 128;

  private final String source;
  private final int maxChars;
  private final StringBuilder text;
  private long hash = Fingerprint.EMPTY;

  private TokenKind last = TokenKind.SEMICOLON;
  private Keyword lastKeyword;
  private char lastCharacter;

  /** Which brackets around the place in hand hold a list of values. */
  private final boolean[] list = new boolean[MAX_DEPTH];

  private int depth;
  private boolean commaHeld;
  private boolean commaGap;

  /** The depth at which rows stand, or -1. */
  private int rowsAt = -1;

  private boolean inRow;
  private long rowHash;
  private long lastRowHash;
  private boolean anyRow;
  private int rowMark = -1;
  private long rowMarkHash;

  SafeText(String source, int maxChars) {
    this.source = source;
    this.maxChars = maxChars;
    text = new StringBuilder(Math.max(0, Math.min(Math.min(source.length(), maxChars), 1024)));
  }

  /** Whether what stands here can only be a value: in a row, in a list, after a comparison. */
  boolean valueExpected() {
    return inRow || inList() || comparisonBefore();
  }

  /** Whether the last token compares. */
  boolean comparisonBefore() {
    if (last == TokenKind.OPERATOR) {
      return lastCharacter == '='
          || lastCharacter == '<'
          || lastCharacter == '>'
          || lastCharacter == '~';
    }
    return lastKeyword != null && lastKeyword.isComparison();
  }

  TokenKind last() {
    return last;
  }

  Keyword lastKeyword() {
    return lastKeyword;
  }

  void word(SqlLexer lexer) {
    Keyword keyword = lexer.keyword();
    if (keyword == Keyword.VALUES) {
      startRows(depth);
    } else if (depth == rowsAt && keyword != Keyword.ROW) {
      endRows();
    }
    separate(lexer.gap() || last == TokenKind.LITERAL || last == TokenKind.PARAMETER);
    text.append(source, lexer.start(), lexer.end());
    hash = Fingerprint.addWord(hash, source, lexer.start(), lexer.end());
    if (inRow) {
      rowHash = Fingerprint.addWord(rowHash, source, lexer.start(), lexer.end());
    }
    became(TokenKind.WORD, keyword, lexer);
  }

  void quotedName(SqlLexer lexer) {
    leaveRows();
    separate(lexer.gap());
    for (int i = lexer.start(); i < lexer.end(); i++) {
      char c = source.charAt(i);
      text.append(Characters.isBlank(c) ? ' ' : c);
    }
    hash = Fingerprint.addExactly(hash, source, lexer.start(), lexer.end());
    if (inRow) {
      rowHash = Fingerprint.addExactly(rowHash, source, lexer.start(), lexer.end());
    }
    became(TokenKind.QUOTED_NAME, null, lexer);
  }

  /** Writes {@code ?} for a literal; texts that follow each other are one. */
  void literal(SqlLexer lexer) {
    if (commaHeld || last != TokenKind.LITERAL) {
      value(lexer, null, TokenKind.LITERAL);
    }
  }

  /** A parameter as written, but for those whose number would differ from list to list. */
  void parameter(SqlLexer lexer) {
    boolean named = lexer.end() - lexer.start() > 1 && source.charAt(lexer.start()) != '?';
    value(lexer, named && !inRow && !inList() ? source : null, TokenKind.PARAMETER);
  }

  private void value(SqlLexer lexer, String shown, TokenKind kind) {
    leaveRows();
    if (commaHeld && (last == TokenKind.LITERAL || last == TokenKind.PARAMETER)) {
      commaHeld = false;
      became(kind, null, lexer);
      return;
    }
    separate(
        lexer.gap()
            || last == TokenKind.WORD && shown == null
            || last == TokenKind.LITERAL
            || last == TokenKind.PARAMETER);
    if (shown == null) {
      text.append('?');
    } else {
      text.append(shown, lexer.start(), lexer.end());
    }
    mix('?');
    became(kind, null, lexer);
  }

  void open(SqlLexer lexer) {
    boolean values = lastKeyword == Keyword.IN;
    if (depth == rowsAt) {
      inRow = true;
      rowHash = Fingerprint.EMPTY;
    } else if (inList() && rowsAt < 0) {
      flushComma();
      startRows(depth);
      inRow = true;
      rowHash = Fingerprint.EMPTY;
    }
    punctuation(lexer, '(', TokenKind.OPEN);
    push(values);
  }

  void close(SqlLexer lexer) {
    if (rowsAt >= 0 && depth <= rowsAt) {
      endRows();
    }
    pop();
    punctuation(lexer, ')', TokenKind.CLOSE);
    if (inRow && depth == rowsAt) {
      endRow();
    }
  }

  void comma(SqlLexer lexer) {
    if (depth == rowsAt && !inRow) {
      rowMark = text.length();
      rowMarkHash = hash;
      punctuation(lexer, ',', TokenKind.COMMA);
    } else if (inList() && (last == TokenKind.LITERAL || last == TokenKind.PARAMETER)) {
      flushComma();
      commaHeld = true;
      commaGap = lexer.gap();
    } else {
      punctuation(lexer, ',', TokenKind.COMMA);
    }
  }

  void operator(SqlLexer lexer) {
    leaveRows();
    char c = source.charAt(lexer.start());
    if (c == '[') {
      boolean values = lastKeyword == Keyword.ARRAY || inList();
      punctuation(lexer, '[', TokenKind.OPERATOR);
      push(values);
      return;
    }
    if (c == ']') {
      pop();
    }
    separate(lexer.gap());
    text.append(source, lexer.start(), lexer.end());
    hash = Fingerprint.addExactly(hash, source, lexer.start(), lexer.end());
    if (inRow) {
      rowHash = Fingerprint.addExactly(rowHash, source, lexer.start(), lexer.end());
    }
    became(TokenKind.OPERATOR, null, lexer);
  }

  /** A dot or a semicolon. */
  void punctuation(SqlLexer lexer, TokenKind kind) {
    leaveRows();
    punctuation(lexer, source.charAt(lexer.start()), kind);
  }

  private void punctuation(SqlLexer lexer, char c, TokenKind kind) {
    separate(lexer.gap());
    text.append(c);
    mix(c);
    became(kind, null, lexer);
  }

  /** Stands for all that is left out. */
  void rest(SqlLexer lexer) {
    if (last != TokenKind.LITERAL && last != TokenKind.PARAMETER) {
      separate(lexer.gap() || last == TokenKind.WORD);
      text.append('?');
      mix('?');
    }
    last = TokenKind.LITERAL;
  }

  /** What may be shown. */
  String text() {
    int length = Math.max(0, Math.min(text.length(), maxChars));
    if (length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    return text.substring(0, length);
  }

  String id() {
    return Fingerprint.id(hash);
  }

  private void mix(char c) {
    hash = Fingerprint.addToken(hash, c);
    if (inRow) {
      rowHash = Fingerprint.addToken(rowHash, c);
    }
  }

  private void separate(boolean blank) {
    flushComma();
    if (blank && text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
  }

  private void flushComma() {
    if (commaHeld) {
      commaHeld = false;
      text.append(commaGap ? " ," : ",");
      mix(',');
    }
  }

  private void became(TokenKind kind, Keyword keyword, SqlLexer lexer) {
    last = kind;
    lastKeyword = keyword;
    lastCharacter = source.charAt(lexer.start());
  }

  private boolean inList() {
    return depth > 0 && depth <= MAX_DEPTH && list[depth - 1];
  }

  private void push(boolean values) {
    if (depth < MAX_DEPTH) {
      list[depth] = values;
    }
    depth++;
  }

  private void pop() {
    if (depth > 0) {
      depth--;
    }
  }

  private void startRows(int at) {
    rowsAt = at;
    inRow = false;
    anyRow = false;
    rowMark = -1;
  }

  private void endRows() {
    rowsAt = -1;
    inRow = false;
  }

  /** Something stands between rows that is neither row nor comma. */
  private void leaveRows() {
    if (depth == rowsAt) {
      endRows();
    }
  }

  private void endRow() {
    inRow = false;
    if (anyRow && rowHash == lastRowHash && rowMark >= 0) {
      text.setLength(rowMark);
      hash = rowMarkHash;
    }
    anyRow = true;
    lastRowHash = rowHash;
    rowMark = -1;
  }
}
