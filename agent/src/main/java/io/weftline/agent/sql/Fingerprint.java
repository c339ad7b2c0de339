package io.weftline.agent.sql;

/**
 * The hash behind the id of a statement: 64-bit FNV-1a over the canonical tokens, mixed at the end.
 *
 * <p>Each token is fed character by character, of each character the low byte, then the high byte,
 * and after the token one byte 0. Canonical is: a word with its ASCII letters in lower case, {@code
 * ?} for a literal and for a parameter, a quoted name as written, all else as written. A byte
 * {@code b} goes in as {@code hash = (hash ^ b) * 0x100000001b3}, from {@code 0xcbf29ce484222325};
 * the result goes through the finalizer of MurmurHash3 (shift 33, {@code 0xff51afd7ed558ccd}, shift
 * 33, {@code 0xc4ceb9fe1a85ec53}, shift 33), since short texts leave FNV's high bits alike. It is
 * part of the output's contract: tests pin its values.
 *
 * <p>Plain numbers in and out; stateless.
 */
final class Fingerprint {
  static final long EMPTY = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;
  private static final String HEX = "0123456789abcdef";
  private static final int DIGITS = 16;

  private Fingerprint() {}

  static long addWord(long hash, String text, int start, int end) {
    for (int i = start; i < end; i++) {
      hash = add(hash, Characters.lower(text.charAt(i)));
    }
    return hash * PRIME;
  }

  static long addExactly(long hash, String text, int start, int end) {
    for (int i = start; i < end; i++) {
      hash = add(hash, text.charAt(i));
    }
    return hash * PRIME;
  }

  static long addToken(long hash, char c) {
    return add(hash, c) * PRIME;
  }

  private static long add(long hash, char c) {
    hash = (hash ^ (c & 0xff)) * PRIME;
    return (hash ^ c >>> 8) * PRIME;
  }

  /** Sixteen lower-case hexadecimal digits. */
  static String id(long hash) {
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    char[] digits = new char[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      digits[i] = HEX.charAt((int) (hash >>> 60 - 4 * i) & 0xf);
    }
    return new String(digits);
  }
}
