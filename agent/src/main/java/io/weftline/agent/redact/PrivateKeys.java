package io.weftline.agent.redact;

/**
 * Private keys in the armour of PEM and of PGP. What is public, such as certificates, stays.
 *
 * <p>Stateless.
 */
final class PrivateKeys {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final int MAX_LABEL_CHARS = 64;
  private static final int MAX_DASHES = 5;

  private PrivateKeys() {}

  /** Where the key ends that begins here, -1 if none does; one without an end takes the rest. */
  static int end(CharSequence text, int at, int limit) {
    if (!Redaction.startsWith(text, at, limit, BEGIN)) {
      return -1;
    }
    if (endOfLabel(text, at + BEGIN.length(), limit) < 0) {
      return -1;
    }
    for (int i = at + BEGIN.length(); i < limit; i++) {
      if (text.charAt(i) == '-' && Redaction.startsWith(text, i, limit, END)) {
        int end = endOfLabel(text, i + END.length(), limit);
        if (end > 0) {
          return end;
        }
      }
    }
    return limit;
  }

  /**
   * Where the armour's line ends with the last of its dashes, -1 if it is not that of such a key.
   */
  private static int endOfLabel(CharSequence text, int from, int limit) {
    int most = Math.min(limit, from + MAX_LABEL_CHARS);
    int end = from;
    boolean privateKey = false;
    while (end < most && text.charAt(end) != '-') {
      privateKey |= Redaction.startsWith(text, end, limit, PRIVATE_KEY);
      end++;
    }
    if (!privateKey) {
      return -1;
    }
    int dashes = Math.min(limit, end + MAX_DASHES);
    while (end < dashes && text.charAt(end) == '-') {
      end++;
    }
    return end;
  }
}
