package io.weftline.agent.redact;

/**
 * Numbers of payment cards: 13 to 19 digits, in one or in groups as they are printed, that begin
 * like those of a known issuer, have the length that this one uses, and are right by Luhn's digit.
 * Of random numbers of 16 digits one in forty is taken for one, of times and counters none.
 *
 * <p>Stateless.
 */
final class CardNumbers {
  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  /** All groups but the last have at least so many digits. */
  private static final int MIN_GROUP = 4;

  private CardNumbers() {}

  /** Where the number ends that begins with the digit here, or -1. */
  static int end(CharSequence text, int at, int limit) {
    if (at >= 2 && text.charAt(at - 1) == '.' && Redaction.isDigit(text.charAt(at - 2))) {
      // A fraction's digits.
      return -1;
    }
    long number = 0;
    int digits = 0;
    int group = 0;
    int found = -1;
    int i = at;
    for (; i < limit && digits <= MAX_DIGITS; i++) {
      char c = text.charAt(i);
      if (Redaction.isDigit(c)) {
        digits++;
        group++;
        if (digits <= MAX_DIGITS - 1) {
          number = number * 10 + (c - '0');
        }
        if (endsGroup(text, i + 1, limit) && isCard(text, at, i + 1, digits, number)) {
          found = i + 1;
        }
      } else if (isSeparator(c)
          && group >= MIN_GROUP
          && i + 1 < limit
          && Redaction.isDigit(text.charAt(i + 1))) {
        group = 0;
      } else {
        break;
      }
    }
    return found > 0 && isPartOfUuid(text, at, limit) ? -1 : found;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == 0xa0;
  }

  private static boolean endsGroup(CharSequence text, int at, int limit) {
    return at >= limit || !Redaction.isWordPart(text.charAt(at));
  }

  private static boolean isCard(CharSequence text, int from, int to, int digits, long number) {
    if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
      return false;
    }
    long first = number;
    for (int i = Math.min(digits, MAX_DIGITS - 1); i > 6; i--) {
      first /= 10;
    }
    return isIssued((int) first, digits) && isRight(text, from, to);
  }

  /** Whether somebody issues cards whose numbers begin with these six digits and are as long. */
  private static boolean isIssued(int first, int digits) {
    int two = first / 10_000;
    int three = first / 1_000;
    int four = first / 100;
    if (first >= 400_000 && first < 500_000) {
      return digits == 13 || digits == 16 || digits == 19;
    }
    if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
      return digits == 16;
    }
    if (two == 34 || two == 37) {
      return digits == 15;
    }
    if (three >= 300 && three <= 305 || four == 3095 || two == 36 || two == 38 || two == 39) {
      return digits == 14 || digits == 16;
    }
    if (four >= 3528 && four <= 3589 || four >= 2200 && four <= 2204) {
      return digits >= 16;
    }
    if (isMaestro(four)) {
      return true;
    }
    if (two == 60 || two == 62 || two == 65 || three >= 644 && three <= 649) {
      return digits >= 16;
    }
    return digits == 16 && (two == 81 || two == 82 || three == 508 || four == 9792);
  }

  private static boolean isMaestro(int four) {
    switch (four) {
      case 5018:
      case 5020:
      case 5038:
      case 5893:
      case 6304:
      case 6759:
      case 6761:
      case 6762:
      case 6763:
        return true;
      default:
        return false;
    }
  }

  private static boolean isRight(CharSequence text, int from, int to) {
    int sum = 0;
    boolean doubled = false;
    for (int i = to - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (Redaction.isDigit(c)) {
        int digit = c - '0';
        sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
        doubled = !doubled;
      }
    }
    return sum % 10 == 0;
  }

  /** Whether the digits are one of the five groups of a UUID. */
  private static boolean isPartOfUuid(CharSequence text, int at, int limit) {
    return isUuid(text, at, limit)
        || isUuid(text, at - 9, limit)
        || isUuid(text, at - 14, limit)
        || isUuid(text, at - 19, limit)
        || isUuid(text, at - 24, limit);
  }

  private static boolean isUuid(CharSequence text, int at, int limit) {
    if (at < 0 || at + 36 > limit) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(at + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0 || c >= 128) {
        return false;
      }
    }
    return true;
  }
}
