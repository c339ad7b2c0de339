package io.weftline.agent.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which names are those of secrets, in whatever case and however their words are put together.
 * Short ones are looked for at the end of words only: a {@code pin} is one, {@code shipping} is
 * not.
 *
 * <p>Immutable.
 */
final class SecretNames {
  private static final List<String> PARTS =
      Arrays.asList(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "authorization",
          "credential",
          "session",
          "signature",
          "cardnumber");

  private static final List<String> ENDS =
      Arrays.asList("pwd", "auth", "jwt", "sig", "otp", "pin", "ssn", "card", "code");

  private final List<String> parts = new ArrayList<String>(PARTS);

  /**
   * @param further parts of names, in any case
   */
  SecretNames(List<String> further) {
    for (String each : further) {
      String letters = letters(each);
      if (!letters.isEmpty()) {
        parts.add(letters);
      }
    }
  }

  /** Whether a name, decoded, is that of a secret. */
  boolean isOne(String name) {
    String letters = letters(name);
    for (int i = 0; i < parts.size(); i++) {
      if (letters.contains(parts.get(i))) {
        return true;
      }
    }
    int from = 0;
    for (int i = 1; i <= name.length(); i++) {
      if (i == name.length() || isBoundary(name.charAt(i - 1), name.charAt(i))) {
        String word = letters(name.substring(from, i));
        for (int j = 0; j < ENDS.size(); j++) {
          if (word.endsWith(ENDS.get(j))) {
            return true;
          }
        }
        from = i;
      }
    }
    return false;
  }

  private static boolean isBoundary(char before, char after) {
    return !Character.isLetterOrDigit(before)
        || !Character.isLetterOrDigit(after)
        || Character.isLowerCase(before) && Character.isUpperCase(after);
  }

  /** In lower case, without what stands between. */
  private static String letters(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (Character.isLetterOrDigit(name.charAt(i))) {
        out.append(name.charAt(i));
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
