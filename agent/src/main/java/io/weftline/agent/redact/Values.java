package io.weftline.agent.redact;

/**
 * Where a value ends, of which it is known already that it is a secret's: better too late than too
 * early. A quote or bracket that does not end takes the rest of the text with it.
 *
 * <p>One text, one thread.
 */
final class Values {
  static final int NO_HEADER = 0;

  /** A scheme, blanks, and credentials or a list of parameters. */
  static final int AUTHORIZATION = 1;

  /** A list with semicolons. */
  static final int COOKIE = 2;

  private static final int MAX_NAME_CHARS = 64;
  private static final String[] NO_SECRETS = {
    "null", "true", "false", "none", "undefined", "?", "%s", "{}", "[]", Redactor.REDACTED
  };

  private final CharSequence text;
  private final int limit;

  private int start;
  private int end;

  Values(CharSequence text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  void is(int from, int to) {
    start = from;
    end = to;
  }

  /**
   * Finds the value that begins here.
   *
   * @param structured whether it may have blanks and ends with a comma or a closing bracket
   * @param header the kind of header that it belongs to
   * @param before what stands before the name: a quote there ends a header
   */
  void find(int from, boolean structured, int header, char before) {
    start = from;
    end = from;
    if (from >= limit) {
      return;
    }
    int backslashes = 0;
    while (charAt(from + backslashes) == '\\') {
      backslashes++;
    }
    char first = charAt(from + backslashes);
    if (first == '"' || first == '\'' || first == '`') {
      quoted(from + backslashes, backslashes);
    } else if (first == '[' || first == '{') {
      bracketed(from);
    } else if (header != NO_HEADER) {
      endOfHeader(structured, header, before);
    } else if (structured) {
      endOfStructured();
    } else {
      endOfWord();
    }
  }

  /** Whether what was found says nothing: empty, a placeholder, withheld before. */
  boolean hidesNothing() {
    int from = start;
    int to = end;
    if (to - from > 2 && closes(text.charAt(from), text.charAt(to - 1))) {
      from++;
      to--;
    }
    for (String each : NO_SECRETS) {
      if (to - from == each.length() && Redaction.startsWith(text, from, to, each)) {
        return true;
      }
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '*') {
        return false;
      }
    }
    return true;
  }

  private static boolean closes(char open, char close) {
    return open == '[' && close == ']'
        || open == '<' && close == '>'
        || open == '{' && close == '}';
  }

  /**
   * Between quotes, which may themselves be in a quoted text and so have backslashes before them;
   * doubled ones are part of the value, or are how the text in which they are writes one.
   */
  private void quoted(int quote, int backslashes) {
    char mark = text.charAt(quote);
    start = quote + 1;
    boolean doubled = backslashes == 0 && charAt(start) == mark && !endsValue(start + 1);
    if (doubled) {
      start++;
    }
    int before = 0;
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        before++;
        continue;
      }
      if (c == mark) {
        if (doubled && charAt(i + 1) == mark) {
          end = i;
          return;
        }
        if (!doubled && before < backslashes) {
          end = i - before;
          return;
        }
        if (!doubled && before % (2 * (backslashes + 1)) == backslashes) {
          if (backslashes == 0 && charAt(i + 1) == mark && i > start) {
            i++;
          } else {
            end = i - backslashes;
            return;
          }
        }
      }
      before = 0;
    }
    end = limit;
  }

  /** Whether nothing of the value can be at {@code index}. */
  private boolean endsValue(int index) {
    char c = charAt(index);
    return index >= limit || Redaction.isBlank(c) || ",;&)]}>:.|/\\\"'`".indexOf(c) >= 0;
  }

  /** A list or an object; brackets in quotes count too, which only makes it longer. */
  private void bracketed(int from) {
    char open = text.charAt(from);
    char close = open == '[' ? ']' : '}';
    int depth = 0;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        end = i + 1;
        if (!endsValue(end)) {
          endOfWord();
        }
        return;
      }
    }
    end = limit;
  }

  /** Without quotes and blanks. */
  private void endOfWord() {
    int i = end;
    for (; i < limit; i++) {
      char c = text.charAt(i);
      if (Redaction.isBlank(c)
          || (c == ',' || c == ';' || c == '&') && separates(i)
          || endsQuote(i)) {
        break;
      }
    }
    end = withoutClosing(i);
  }

  /** Whether the sign is not part of the value: the end follows, or the next name. */
  private boolean separates(int index) {
    int i = index + 1;
    if (endsValue(i)) {
      return true;
    }
    int most = Math.min(limit, i + MAX_NAME_CHARS);
    while (i < most
        && (Redaction.isWordPart(text.charAt(i)) || "_-.[]$% ".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i > index + 1 && (charAt(i) == '=' || charAt(i) == ':');
  }

  private boolean endsQuote(int index) {
    char c = text.charAt(index);
    return (c == '"' || c == '\'' || c == '`') && endsValue(index + 1);
  }

  private int withoutClosing(int to) {
    int i = to;
    while (i > start
        && ")]}>\\".indexOf(text.charAt(i - 1)) >= 0
        && !closes(text.charAt(start), text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** With blanks: up to a comma and a blank, or a bracket that nothing but a sign follows. */
  private void endOfStructured() {
    int i = start;
    for (; i < limit; i++) {
      char c = text.charAt(i);
      if (isLineEnd(c)
          || c == ',' && (i + 1 == limit || Redaction.isBlank(text.charAt(i + 1)))
          || (c == ')' || c == '}' || c == ']') && endsValue(i + 1)) {
        break;
      }
    }
    end = i;
  }

  private void endOfHeader(boolean structured, int header, char before) {
    int i = start;
    for (; i < limit; i++) {
      char c = text.charAt(i);
      if (isLineEnd(c)) {
        break;
      }
      if (c == '"' && header == AUTHORIZATION && text.charAt(i - 1) == '=') {
        do {
          i++;
        } while (i < limit && text.charAt(i) != '"');
        continue;
      }
      if (c == before && endsQuote(i)
          || structured && (c == '}' || c == ')') && endsValue(i + 1)
          || c == ',' && structured && nextHeader(i)
          || before == '[' && c == ']' && endsValue(i + 1)) {
        break;
      }
    }
    end = Math.min(i, limit);
  }

  /** Whether the comma ends the header: no parameter with quotes follows. */
  private boolean nextHeader(int comma) {
    int i = comma + 1;
    int most = Math.min(limit, i + MAX_NAME_CHARS);
    while (i < most && (Redaction.isWordPart(text.charAt(i)) || text.charAt(i) == ' ')) {
      i++;
    }
    return charAt(i) != '=' || charAt(i + 1) != '"';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private char charAt(int index) {
    return index < limit ? text.charAt(index) : 0;
  }
}
