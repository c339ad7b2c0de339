package io.weftline.agent.redact;

/**
 * Credentials that are known by how they begin, and what follows {@code Bearer} and {@code Basic}.
 *
 * <p>Stateless. A failed comparison looks at no more characters than the shortest token has, a
 * token that is found is not looked at again.
 */
final class Tokens {
  private static final int LETTERS = 1;
  private static final int DIGITS = 1 << 1;
  private static final int HEX = 1 << 2;
  private static final int UPPER = 1 << 3;
  private static final int DASHES = 1 << 4;
  private static final int DOTS = 1 << 5;
  private static final int SLASHES = 1 << 6;

  private static final int ALNUM = LETTERS | DIGITS;
  private static final int WORD = ALNUM | DASHES;

  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  private static final int MIN_HEADER = 10;
  private static final int MIN_CREDENTIAL = 6;

  /** No word of prose is as long. */
  private static final int LONG_CREDENTIAL = 24;

  private static final Prefix[][] BY_FIRST_LETTER =
      byFirstLetter(
          new Prefix("AKIA", 16, 16, UPPER | DIGITS),
          new Prefix("ASIA", 16, 16, UPPER | DIGITS),
          new Prefix("ABIA", 16, 16, UPPER | DIGITS),
          new Prefix("AIza", 30, ANY_LENGTH, WORD),
          new Prefix("ya29.", 20, ANY_LENGTH, WORD),
          new Prefix("ghp_", 20, ANY_LENGTH, ALNUM),
          new Prefix("gho_", 20, ANY_LENGTH, ALNUM),
          new Prefix("ghu_", 20, ANY_LENGTH, ALNUM),
          new Prefix("ghs_", 20, ANY_LENGTH, WORD | DOTS),
          new Prefix("ghr_", 20, ANY_LENGTH, ALNUM),
          new Prefix("github_pat_", 20, ANY_LENGTH, WORD),
          new Prefix("glpat-", 16, ANY_LENGTH, WORD | DOTS),
          new Prefix("gldt-", 16, ANY_LENGTH, WORD),
          new Prefix("glrt-", 16, ANY_LENGTH, WORD | DOTS),
          new Prefix("glptt-", 16, ANY_LENGTH, WORD),
          new Prefix("glsa_", 30, ANY_LENGTH, WORD),
          new Prefix("xoxb-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxp-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxa-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxo-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxr-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxs-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxc-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxd-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxe-", 10, ANY_LENGTH, WORD),
          new Prefix("xoxe.xox", 10, ANY_LENGTH, WORD),
          new Prefix("xapp-", 10, ANY_LENGTH, WORD),
          new Prefix("hooks.slack.com/services/", 20, ANY_LENGTH, ALNUM | SLASHES),
          new Prefix("discord.com/api/webhooks/", 20, ANY_LENGTH, WORD | SLASHES),
          new Prefix("sk_live_", 10, ANY_LENGTH, ALNUM),
          new Prefix("sk_test_", 10, ANY_LENGTH, ALNUM),
          new Prefix("rk_live_", 10, ANY_LENGTH, ALNUM),
          new Prefix("rk_test_", 10, ANY_LENGTH, ALNUM),
          new Prefix("whsec_", 16, ANY_LENGTH, ALNUM),
          new Prefix("sk-ant-", 20, ANY_LENGTH, WORD),
          new Prefix("sk-proj-", 20, ANY_LENGTH, WORD),
          new Prefix("sk-svcacct-", 20, ANY_LENGTH, WORD),
          new Prefix("sk-", 32, ANY_LENGTH, ALNUM),
          new Prefix("SG.", 50, ANY_LENGTH, WORD | DOTS),
          new Prefix("SK", 32, 32, HEX),
          new Prefix("key-", 32, 32, HEX),
          new Prefix("dapi", 32, 32, HEX),
          new Prefix("npm_", 30, ANY_LENGTH, ALNUM),
          new Prefix("hf_", 30, ANY_LENGTH, ALNUM),
          new Prefix("hvs.", 20, ANY_LENGTH, WORD),
          new Prefix("hvb.", 20, ANY_LENGTH, WORD),
          new Prefix("hvr.", 20, ANY_LENGTH, WORD),
          new Prefix("dop_v1_", 32, ANY_LENGTH, ALNUM),
          new Prefix("doo_v1_", 32, ANY_LENGTH, ALNUM),
          new Prefix("dor_v1_", 32, ANY_LENGTH, ALNUM),
          new Prefix("dckr_pat_", 20, ANY_LENGTH, WORD),
          new Prefix("shpat_", 24, ANY_LENGTH, ALNUM),
          new Prefix("shpca_", 24, ANY_LENGTH, ALNUM),
          new Prefix("shppa_", 24, ANY_LENGTH, ALNUM),
          new Prefix("shpss_", 24, ANY_LENGTH, ALNUM),
          new Prefix("pypi-", 50, ANY_LENGTH, WORD),
          new Prefix("rubygems_", 40, ANY_LENGTH, ALNUM),
          new Prefix("lin_api_", 30, ANY_LENGTH, ALNUM),
          new Prefix("NRAK-", 20, ANY_LENGTH, ALNUM),
          new Prefix("PMAK-", 30, ANY_LENGTH, WORD),
          new Prefix("sq0atp-", 20, ANY_LENGTH, WORD),
          new Prefix("sq0csp-", 20, ANY_LENGTH, WORD),
          new Prefix("xkeysib-", 40, ANY_LENGTH, WORD),
          new Prefix("ATATT3", 50, ANY_LENGTH, WORD),
          new Prefix("AGE-SECRET-KEY-1", 40, ANY_LENGTH, ALNUM));

  private Tokens() {}

  static boolean mayBeginWith(char c) {
    return c < 128 && (BY_FIRST_LETTER[c] != null || c == 'B' || c == 'b');
  }

  /** Where the token or credential ends that begins here, or -1. */
  static int end(CharSequence text, int at, int limit) {
    char first = text.charAt(at);
    if (first == 'B' || first == 'b') {
      return endOfCredential(text, at, limit);
    }
    for (Prefix prefix : BY_FIRST_LETTER[first]) {
      int end = prefix.end(text, at, limit);
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }

  /** Where the credential ends that has a scheme before it, if it does not look like prose. */
  private static int endOfCredential(CharSequence text, int at, int limit) {
    int from =
        isWord(text, at, limit, "bearer")
            ? at + 6
            : isWord(text, at, limit, "basic") ? at + 5 : limit;
    int most = Math.min(limit, from + 4);
    int start = from;
    while (start < most && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    if (start == from) {
      return -1;
    }
    int end = start;
    boolean evident = false;
    char before = 0;
    for (; end < limit && isCredentialPart(text.charAt(end)); end++) {
      char c = text.charAt(end);
      evident |= Redaction.isDigit(c) || before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z';
      before = c;
    }
    int length = end - start;
    if (length < MIN_CREDENTIAL || !evident && length < LONG_CREDENTIAL) {
      return -1;
    }
    int padded = end;
    while (padded < limit && text.charAt(padded) == '=') {
      padded++;
    }
    // The sign after a name is none.
    return padded < limit && isCredentialPart(text.charAt(padded)) ? end : padded;
  }

  private static boolean isWord(CharSequence text, int at, int limit, String word) {
    if (at + word.length() >= limit) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text.charAt(at + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What RFC 7235 calls token68, but for the padding. */
  private static boolean isCredentialPart(char c) {
    return Redaction.isWordPart(c)
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~'
        || c == '+'
        || c == '/';
  }

  /**
   * Where the JSON web token ends that begins here with {@code eyJ}: signed or encrypted, with or
   * without the signature. If it is none, the negative of where to go on.
   *
   * @param cut whether the text goes on beyond {@code limit}
   */
  static int endOfJwt(CharSequence text, int start, int limit, boolean cut) {
    int end = endOfPart(text, start, limit);
    if (end == limit && cut) {
      return end;
    }
    if (end - start < MIN_HEADER || end == limit || text.charAt(end) != '.') {
      return -end;
    }
    int second = endOfPart(text, end + 1, limit);
    boolean third = second < limit && text.charAt(second) == '.';
    boolean payload = Redaction.startsWith(text, end + 1, limit, "eyJ");
    if (!third && !payload) {
      return -second;
    }
    int last = second;
    for (int parts = 2; parts < 5 && last < limit && text.charAt(last) == '.'; parts++) {
      last = endOfPart(text, last + 1, limit);
    }
    return last;
  }

  private static int endOfPart(CharSequence text, int from, int limit) {
    int end = from;
    while (end < limit && isIn(WORD, text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isIn(int alphabet, char c) {
    if (c >= '0' && c <= '9') {
      return (alphabet & (DIGITS | HEX)) != 0;
    }
    if (c >= 'a' && c <= 'z') {
      return (alphabet & LETTERS) != 0 || (alphabet & HEX) != 0 && c <= 'f';
    }
    if (c >= 'A' && c <= 'Z') {
      return (alphabet & (LETTERS | UPPER)) != 0;
    }
    if (c == '-' || c == '_') {
      return (alphabet & DASHES) != 0;
    }
    return c == '.' && (alphabet & DOTS) != 0 || c == '/' && (alphabet & SLASHES) != 0;
  }

  private static Prefix[][] byFirstLetter(Prefix... prefixes) {
    Prefix[][] table = new Prefix[128][];
    for (Prefix each : prefixes) {
      char first = each.text.charAt(0);
      Prefix[] before = table[first] == null ? new Prefix[0] : table[first];
      Prefix[] after = new Prefix[before.length + 1];
      System.arraycopy(before, 0, after, 0, before.length);
      after[before.length] = each;
      table[first] = after;
    }
    return table;
  }

  /** How a kind of token begins, and of how many of which characters the rest consists. */
  private static final class Prefix {
    private final String text;
    private final int min;
    private final int max;
    private final int alphabet;

    Prefix(String text, int min, int max, int alphabet) {
      this.text = text;
      this.min = min;
      this.max = max;
      this.alphabet = alphabet;
    }

    int end(CharSequence from, int at, int limit) {
      if (!Redaction.startsWith(from, at, limit, text)) {
        return -1;
      }
      int start = at + text.length();
      int least = start + min;
      int end = start;
      while (end < limit && end < least && isIn(alphabet, from.charAt(end))) {
        end++;
      }
      if (end < least) {
        return -1;
      }
      if (max != ANY_LENGTH) {
        return end < limit && Redaction.isWordPart(from.charAt(end)) ? -1 : end;
      }
      while (end < limit && isIn(alphabet, from.charAt(end))) {
        end++;
      }
      return end;
    }
  }
}
