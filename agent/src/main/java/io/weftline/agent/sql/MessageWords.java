package io.weftline.agent.sql;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The words with which drivers connect what they quote. Between two quoted things only these are
 * shown, so that a value that itself contains quotes cannot come out between them.
 *
 * <p>Immutable after class initialisation.
 */
final class MessageWords {
  private static final Set<String> CONNECTING =
      new HashSet<>(
          Arrays.asList(
              ("a actual already an and another any argument arguments array as at available be"
                      + " because been before been by can cannot cause check column columns"
                      + " constraint conversion could data database date datetime default denied"
                      + " detail details digits does doesn't during duplicate duplicated element"
                      + " entry error exceeds exist exists expected failed failing fails field for"
                      + " foreign found from function given has have hint host in incorrect index"
                      + " input insert integer into invalid is it its key keys length limit line"
                      + " link list long lookup match maximum may minimum missing more must name near no not"
                      + " null numeric object of on operator or out owner parameter parent"
                      + " permission position primary privilege procedure query range referenced"
                      + " references relation role row rows schema select sequence server"
                      + " statement still string syntax table text that the there timestamp"
                      + " to token too trigger type types unable unexpected unique unknown update"
                      + " used user using value values varchar view violated violates violation"
                      + " was when where with within without")
                  .split(" ")));

  private MessageWords() {}

  /** Whether {@code text} has no word in it, between the places, that might be data. */
  static boolean onlyConnect(CharSequence text, int start, int end) {
    int wordStart = -1;
    for (int i = start; i <= end; i++) {
      boolean part = i < end && isWordPart(text.charAt(i));
      if (part && wordStart < 0) {
        wordStart = i;
      } else if (!part && wordStart >= 0) {
        if (!connects(text, wordStart, i)) {
          return false;
        }
        wordStart = -1;
      }
    }
    return true;
  }

  private static boolean connects(CharSequence text, int start, int end) {
    char[] word = new char[end - start];
    for (int i = start; i < end; i++) {
      word[i - start] = Characters.lower(text.charAt(i));
    }
    return CONNECTING.contains(new String(word));
  }

  private static boolean isWordPart(char c) {
    return c == '\'' || Characters.isNamePart(c);
  }
}
