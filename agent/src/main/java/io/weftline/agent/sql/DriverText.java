package io.weftline.agent.sql;

/**
 * What a driver says about a failure, without the values that it quotes. Everything in quotes and
 * brackets is replaced by {@code ?}, as is every word with a digit; a quote or bracket that does
 * not end takes the rest with it. Drivers do not escape what they quote ({@code Duplicate entry
 * 'O'Brien' for key 'name'}), so that between two quoted things only the words that drivers use
 * there are kept, see {@link MessageWords}; otherwise the two become one.
 *
 * <p>One message, one thread; the entrance is thread-safe. Never throws, takes time in proportion
 * to what it looks at.
 */
public final class DriverText {
  /** Of very long messages no more is looked at. */
  private static final int MAX_READ_CHARS = 32 << 10;

  private static final int MAX_WORD_CHARS = 64;
  private static final String CONNECTION = "(conn=";
  private static final String STATEMENT = "; SQL statement:";
  private static final String[] VALUE_LABELS = {
    "value", "values", "entry", "string", "input", "password", "secret", "token"
  };
  private static final String[] CODE_PREFIXES = {"ORA-", "PLS-", "TNS-"};

  private final String message;
  private final int limit;
  private final StringBuilder out;

  private int at;

  /** Where in {@link #out} the last replaced thing ends, or -1. */
  private int replacedEnd = -1;

  private DriverText(String message, int limit) {
    this.message = message;
    this.limit = limit;
    out = new StringBuilder(Math.min(limit, 256));
  }

  /**
   * A message made safe: one line, without values.
   *
   * @param message may be null
   * @param maxChars how long the result may be
   * @return null for null
   */
  public static String clean(String message, int maxChars) {
    if (message == null) {
      return null;
    }
    String text = withoutConnection(message);
    int limit = Math.min(text.length(), MAX_READ_CHARS);
    int statement = find(text, STATEMENT, limit);
    if (statement >= 0) {
      limit = statement;
    }
    int sql = EmbeddedSql.start(text, limit);
    if (sql < 0) {
      return new DriverText(text, limit).clean(maxChars);
    }
    String safe =
        text.substring(0, sql)
            + Sql.analyse(text.substring(sql, limit), Dialect.UNKNOWN, limit).text();
    return new DriverText(safe, safe.length()).clean(maxChars);
  }

  /** MariaDB's driver begins with {@code (conn=42)}, which quotes nothing. */
  private static String withoutConnection(String message) {
    if (!message.startsWith(CONNECTION)) {
      return message;
    }
    int at = CONNECTION.length();
    while (at < message.length() && Characters.isDigit(message.charAt(at))) {
      at++;
    }
    boolean ends = at > CONNECTION.length() && message.startsWith(") ", at);
    return ends ? message.substring(at + 2) : message;
  }

  private static int find(String text, String part, int limit) {
    for (int i = 0; i + part.length() <= limit; i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }

  private String clean(int maxChars) {
    while (at < limit) {
      char c = message.charAt(at);
      if (Characters.isBlank(c)) {
        blank();
        at++;
      } else if (isOpeningBracket(c)) {
        replaceTo(endOfBracket(c));
      } else if (c == ')' || c == ']' || c == '}') {
        // Without its opening one: what came before it may have been inside.
        replaceTo(at + 1);
      } else if (isQuote(c)) {
        replaceTo(endOfQuote(c));
      } else if (Characters.isNamePart(c) || isSign(c)) {
        word();
      } else {
        out.append(c);
        at++;
      }
    }
    return cut(maxChars);
  }

  private String cut(int maxChars) {
    int length = Math.max(0, Math.min(out.length(), maxChars));
    if (length > 0 && Character.isHighSurrogate(out.charAt(length - 1))) {
      length--;
    }
    while (length > 0 && out.charAt(length - 1) == ' ') {
      length--;
    }
    return out.substring(0, length);
  }

  private void blank() {
    if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  /** Puts {@code ?} for what stands up to {@code end}, and for what may belong to it before. */
  private void replaceTo(int end) {
    if (replacedEnd >= 0 && !MessageWords.onlyConnect(out, replacedEnd, out.length())) {
      out.setLength(replacedEnd);
    }
    if (replacedEnd != out.length()) {
      out.append('?');
    }
    replacedEnd = out.length();
    at = end;
  }

  private static boolean isOpeningBracket(char c) {
    return c == '(' || c == '[' || c == '{';
  }

  /** Behind the bracket that closes the one here, or the end if there is none. */
  private int endOfBracket(char open) {
    char close = Quotes.closing(open);
    int depth = 0;
    for (int i = at; i < limit; i++) {
      char c = message.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i + 1;
      }
    }
    return limit;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`' || Characters.isTypographicQuote(c);
  }

  /** Behind the first quote that may close: no letter follows it. The end if there is none. */
  private int endOfQuote(char open) {
    char close = closing(open);
    for (int i = at + 1; i < limit; i++) {
      if (message.charAt(i) == close
          && (i + 1 == limit || !Characters.isNamePart(message.charAt(i + 1)))) {
        return i + 1;
      }
    }
    return limit;
  }

  private static char closing(char open) {
    switch (open) {
      case '\u00ab':
        return '\u00bb';
      case '\u00bb':
        return '\u00ab';
      case '\u2018':
      case '\u201a':
        return '\u2019';
      case '\u201c':
        return '\u201d';
      case '\u201e':
        return '\u201c';
      case '\u2039':
        return '\u203a';
      case '\u300c':
        return '\u300d';
      default:
        return open;
    }
  }

  /** What may stand in a word besides letters; with it numbers, dates, addresses stay whole. */
  private static boolean isSign(char c) {
    return c == '.' || c == '-' || c == '+' || c == '@' || c == '%' || c == '/' || c == '\\'
        || c == '$' || c == '#' || c == '&' || c == '*' || c == '~' || c == '=' || c == ':';
  }

  private void word() {
    int start = at;
    boolean data = false;
    while (at < limit) {
      char c = message.charAt(at);
      if (c == '\'' && isApostrophe()) {
        at++;
        continue;
      }
      if (!Characters.isNamePart(c) && !isSign(c)) {
        break;
      }
      data |= Characters.isDigit(c) || c == '@' || c == '%' || c == '\\';
      if (c == '='
          && at > start
          && at + 1 < limit
          && Characters.isNamePart(message.charAt(at + 1))) {
        // name=value
        out.append(message, start, at + 1);
        at = endOfAssigned();
        out.append('?');
        return;
      }
      at++;
    }
    int end = at;
    while (end > start && (message.charAt(end - 1) == ':' || message.charAt(end - 1) == '.')) {
      end--;
    }
    if (data && !isCode(start, end) || end - start > MAX_WORD_CHARS) {
      out.append('?');
    } else {
      out.append(message, start, end);
    }
    out.append(message, end, at);
    if (end < at && message.charAt(end) == ':' && isValueLabel(start, end)) {
      dropUnquotedValue();
    }
  }

  private int endOfAssigned() {
    int end = at + 1;
    while (end < limit
        && !Characters.isBlank(message.charAt(end))
        && message.charAt(end) != ','
        && message.charAt(end) != ';'
        && !isOpeningBracket(message.charAt(end))
        && !isQuote(message.charAt(end))) {
      end++;
    }
    return end;
  }

  /** {@code can't}, {@code table's}: a letter, the quote, a short ending. */
  private boolean isApostrophe() {
    if (at == 0 || !Characters.isLetter(message.charAt(at - 1)) || at + 1 >= limit) {
      return false;
    }
    char next = message.charAt(at + 1);
    boolean ends = at + 2 == limit || Characters.isBlank(message.charAt(at + 2));
    return ends && (next == 't' && Characters.lower(message.charAt(at - 1)) == 'n' || next == 's');
  }

  private boolean isCode(int start, int end) {
    for (String prefix : CODE_PREFIXES) {
      if (message.startsWith(prefix, start) && end - start == prefix.length() + 5) {
        return allDigits(start + prefix.length(), end);
      }
    }
    return false;
  }

  private boolean allDigits(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Characters.isDigit(message.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isValueLabel(int start, int end) {
    for (String label : VALUE_LABELS) {
      if (label.length() == end - start
          && message.regionMatches(true, start, label, 0, label.length())) {
        return true;
      }
    }
    return false;
  }

  /** After {@code value:} all is data, unless it is quoted and so has an end. */
  private void dropUnquotedValue() {
    int next = at;
    while (next < limit && Characters.isBlank(message.charAt(next))) {
      next++;
    }
    if (next < limit && !isQuote(message.charAt(next)) && !isOpeningBracket(message.charAt(next))) {
      blank();
      replaceTo(limit);
    }
  }
}
