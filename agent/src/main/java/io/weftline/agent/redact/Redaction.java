package io.weftline.agent.redact;

/**
 * One text being redacted: goes through it once and copies what may be written.
 *
 * <p>One text, one thread.
 */
final class Redaction {
  /** How much is read beyond the cut; no secret needs more of its text to be known for one. */
  private static final int LOOK_AHEAD = 256;

  /** What stands of a token before the character that it is looked for at. */
  private static final int MAX_BEFORE_SIGN = 2;

  /** Each may make the value longer and so has it read again. */
  private static final int MAX_NESTED_PAIRS = 8;

  private static final byte NOTHING = 0;
  private static final byte PREFIX = 1;
  private static final byte DIGIT = 2;
  private static final byte SEPARATOR = 3;
  private static final byte DASH = 4;
  private static final byte ELEMENT = 5;
  private static final byte PERCENT = 6;
  private static final byte JWT = 7;

  /** What is to be looked for at a character. */
  private static final byte[] SIGNS = signs();

  private final CharSequence text;
  private final int limit;
  private final int shown;
  private final boolean cut;
  private final Pairs pairs;

  private StringBuilder out;
  private int copied;

  /** How many names have been found in the value that was withheld last. */
  private int nestedPairs;

  /** Up to here it has been read without finding one. */
  private int noJwtBefore;

  Redaction(CharSequence text, int length, int maxChars, SecretNames names) {
    this.text = text;
    cut = length > maxChars;
    shown = cut ? maxChars : length;
    limit = cut ? Math.min(length, maxChars + LOOK_AHEAD) : length;
    pairs = new Pairs(text, limit, names);
  }

  /** The text to be written, or null if it is the one that was given. */
  String result() {
    int end = Math.min(limit, shown + MAX_BEFORE_SIGN);
    for (int at = 0; at < end; ) {
      at = next(at);
    }
    if (out == null) {
      if (!cut) {
        return null;
      }
      out = new StringBuilder(shown + 1);
    }
    if (copied < shown) {
      out.append(text, copied, shown);
    }
    if (!cut) {
      return out.toString();
    }
    int length = Math.min(out.length(), shown);
    if (length > 0 && Character.isHighSurrogate(out.charAt(length - 1))) {
      length--;
    }
    out.setLength(length);
    return out.append(Redactor.CUT).toString();
  }

  /** Looks at the character and at what begins with it, and says where to go on. */
  private int next(int at) {
    char c = text.charAt(at);
    switch (c < SIGNS.length ? SIGNS[c] : NOTHING) {
      case PREFIX:
        return beginsWord(at) ? withheldOrNext(at, at, Tokens.end(text, at, limit)) : at + 1;
      case DIGIT:
        return digits(at);
      case SEPARATOR:
        return separator(at);
      case DASH:
        return dash(at);
      case ELEMENT:
        return pair(at, mayBePair(at) && pairs.element(at));
      case PERCENT:
        return pair(at, mayBePair(at) && pairs.encoded(at));
      case JWT:
        return jwt(at);
      default:
        return at + 1;
    }
  }

  private boolean beginsWord(int at) {
    return at == 0 || !isWordPart(text.charAt(at - 1));
  }

  private int digits(int at) {
    int end = beginsWord(at) ? CardNumbers.end(text, at, limit) : -1;
    if (end > 0) {
      return withhold(at, end);
    }
    int next = at + 1;
    while (next < limit && isDigit(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private int separator(int at) {
    if (text.charAt(at) == ':') {
      char next = charAt(at + 1);
      if (next == '/' && charAt(at + 2) == '/') {
        int end = Urls.endOfUser(text, at + 3, limit, cut);
        return withheldOrNext(at + 2, at + 3, end);
      }
      if (next == ':') {
        return at + 2;
      }
      if (Urls.isOracle(text, at)) {
        int end = Urls.endOfOracleUser(text, at + 1, limit);
        if (end > 0) {
          return withhold(at + 1, end);
        }
      }
    }
    return pair(at, mayBePair(at) && pairs.value(at));
  }

  private int dash(int at) {
    if (!beginsDashes(at)) {
      return at + 1;
    }
    int key = PrivateKeys.end(text, at, limit);
    return key > 0 ? withhold(at, key) : pair(at, mayBePair(at) && pairs.argument(at));
  }

  private boolean beginsDashes(int at) {
    return charAt(at + 1) == '-' && (at == 0 || text.charAt(at - 1) != '-');
  }

  private int jwt(int at) {
    // What is rare of "eyJ" is its end.
    int start = at - 2;
    if (start < noJwtBefore || text.charAt(start) != 'e' || text.charAt(at - 1) != 'y') {
      return at + 1;
    }
    int end = Tokens.endOfJwt(text, start, limit, cut);
    noJwtBefore = Math.abs(end);
    return withheldOrNext(at, start, end);
  }

  private boolean mayBePair(int at) {
    return at >= copied || nestedPairs < MAX_NESTED_PAIRS;
  }

  /**
   * Withholds the value that has been found, if any, and goes on with it: what begins in it may end
   * behind it.
   */
  private int pair(int at, boolean found) {
    if (found && !pairs.hidesNothing()) {
      nestedPairs = at < copied ? nestedPairs + 1 : 0;
      withhold(pairs.valueStart(), pairs.valueEnd());
    }
    return at + 1;
  }

  private int withheldOrNext(int at, int start, int end) {
    return end > 0 ? withhold(start, end) : at + 1;
  }

  private int withhold(int from, int to) {
    if (from < copied) {
      copied = Math.max(copied, to);
      return to;
    }
    if (to - from == Redactor.REDACTED.length() && startsWith(text, from, to, Redactor.REDACTED)) {
      return to;
    }
    if (out == null) {
      out = new StringBuilder(Math.min(shown, 1024) + 16);
    }
    out.append(text, copied, from).append(Redactor.REDACTED);
    copied = to;
    return to;
  }

  private char charAt(int index) {
    return index < limit ? text.charAt(index) : 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** ASCII letters and digits. */
  static boolean isWordPart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
  }

  /** White space and control characters. */
  static boolean isBlank(char c) {
    return c <= ' ' || c == 0x7f || c == 0xa0 || c == 0x2028 || c == 0x2029 || c == 0x3000;
  }

  static boolean startsWith(CharSequence text, int at, int limit, String prefix) {
    if (at + prefix.length() > limit) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.charAt(at + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] signs() {
    byte[] signs = new byte[128];
    for (char c = 0; c < 128; c++) {
      signs[c] = Tokens.mayBeginWith(c) ? PREFIX : isDigit(c) ? DIGIT : NOTHING;
    }
    signs['='] = SEPARATOR;
    signs[':'] = SEPARATOR;
    signs['-'] = DASH;
    signs['>'] = ELEMENT;
    signs['%'] = PERCENT;
    signs['J'] = JWT;
    return signs;
  }
}
