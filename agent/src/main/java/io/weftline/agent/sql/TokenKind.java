package io.weftline.agent.sql;

/** What the lexer tells apart. */
enum TokenKind {
  END,
  /** A keyword or a name without quotes. */
  WORD,
  /** A name in quotes, backticks or brackets, which are part of the token. */
  QUOTED_NAME,
  /** A text, a number or anything else that somebody's data may be; never shown. */
  LITERAL,
  /** {@code ?}, {@code ?1}, {@code :name}, {@code $1}. */
  PARAMETER,
  OPEN,
  CLOSE,
  COMMA,
  DOT,
  SEMICOLON,
  /** One character, so that white space between two of them makes no difference. */
  OPERATOR,
  /** From here on nothing can be trusted, such as a quote that never ends: to be dropped. */
  BROKEN
}
