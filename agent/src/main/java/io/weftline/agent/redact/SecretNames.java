package io.weftline.agent.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names are those of secrets, in whatever case and however their words are put together:
 * {@code accessToken}, {@code access_token}, {@code ACCESS-TOKEN}. Short ones are looked for at the
 * end of words only: a {@code pin} is one, {@code shipping} is not. A name that says at its end
 * that it is about a secret and not the secret itself ({@code tokenType}, {@code
 * InvalidTokenException}) is none.
 *
 * <p>Immutable.
 */
public final class SecretNames {
  private static final List<String> PARTS =
      Arrays.asList(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "passwort",
          "kennwort",
          "motdepasse",
          "contrasena",
          "contrase\u00f1a",
          "wachtwoord",
          "secret",
          "token",
          "bearer",
          "apikey",
          "accesskey",
          "accountkey",
          "privatekey",
          "encryptionkey",
          "signingkey",
          "masterkey",
          "sharedkey",
          "storepass",
          "keypass",
          "mysqlpwd",
          "authorization",
          "credential",
          "cookie",
          "csrf",
          "xsrf",
          "session",
          "sessid",
          "connectsid",
          "signature",
          "creditcard",
          "cardnumber",
          "cardno",
          "securitycode",
          "authcode",
          "accesscode",
          "verificationcode",
          "recoverycode",
          "backupcode",
          "resetcode",
          "socialsecurity",
          "nationalid",
          "bankaccount",
          "passportn",
          "mnemonic",
          "seedphrase");

  private static final String[] ENDS = {
    "pwd", "auth", "jwt", "sig", "otp", "pin", "ssn", "iban", "card", "cvv", "cvc", "creds"
  };

  /** Too short, or too often a part of other words, to be looked for at the end of one. */
  private static final Set<String> WORDS = set("pass", "pw", "psw", "pan", "salt", "csc", "cvn");

  private static final Set<String> NO_SECRETS =
      set("spin", "discard", "wildcard", "postcard", "scorecard");

  /** What may stand behind the name of a secret and says that its value is something else. */
  private static final Set<String> ASIDES =
      set(
          "algorithm",
          "alg",
          "at",
          "authenticator",
          "builder",
          "cache",
          "config",
          "configuration",
          "controller",
          "count",
          "counter",
          "date",
          "days",
          "decoder",
          "disabled",
          "enabled",
          "encoder",
          "error",
          "errors",
          "exception",
          "expiration",
          "expired",
          "expires",
          "expiry",
          "factory",
          "failure",
          "filter",
          "format",
          "generator",
          "handler",
          "interceptor",
          "interval",
          "invalid",
          "issuer",
          "length",
          "limit",
          "listener",
          "manager",
          "millis",
          "minutes",
          "ms",
          "name",
          "parser",
          "policy",
          "provider",
          "refresher",
          "repository",
          "required",
          "resolver",
          "seconds",
          "service",
          "sessions",
          "size",
          "strength",
          "time",
          "timeout",
          "ttl",
          "type",
          "valid",
          "validator",
          "verifier",
          "version");

  /** What is counted and not kept, in front of {@code tokens}. */
  private static final String[] COUNTED_TOKENS = {
    "maxtokens",
    "mintokens",
    "totaltokens",
    "prompttokens",
    "completiontokens",
    "inputtokens",
    "outputtokens"
  };

  /** Secrets whose name is of several words, as people write them: {@code API key: ...}. */
  private static final String[] PHRASES = {
    "apikey",
    "accesskey",
    "accountkey",
    "secretkey",
    "privatekey",
    "encryptionkey",
    "signingkey",
    "masterkey",
    "sharedkey",
    "cardnumber",
    "cardno",
    "securitynumber",
    "securitycode",
    "verificationcode",
    "accesscode",
    "recoverycode",
    "backupcode",
    "passportnumber"
  };

  /** By first letter; what begins with none of ASCII is in the first. */
  private final String[][] builtIn;

  private final String[][] further;

  /**
   * @param further parts of names, in any case
   */
  public SecretNames(List<String> further) {
    List<String> parts = new ArrayList<String>(further.size());
    for (String each : further) {
      char[] letters = new char[each.length()];
      int length = 0;
      for (int i = 0; i < each.length(); i++) {
        if (Character.isLetterOrDigit(each.charAt(i))) {
          letters[length++] = Character.toLowerCase(each.charAt(i));
        }
      }
      if (length > 0) {
        parts.add(new String(letters, 0, length));
      }
    }
    this.further = byFirstLetter(parts);
    builtIn = byFirstLetter(PARTS);
  }

  /** Whether a name, decoded, is that of a secret: of a column, a field, a header. */
  public boolean isOne(String name) {
    return isOne(name, 0, name.length());
  }

  /**
   * Whether it is as the name of a parameter of a request. In the forms and redirects of a login
   * {@code code} and {@code sid} are secrets; elsewhere they are a country's and a database's.
   */
  public boolean isOneOfRequest(String name) {
    return name.equalsIgnoreCase("sid") || is(name, 0, name.length(), true);
  }

  boolean isOne(CharSequence text, int from, int to) {
    return is(text, from, to, false);
  }

  /** Whether the last words up to {@code to} are the name of a secret only together. */
  static boolean isPhrase(CharSequence text, int from, int to) {
    for (String phrase : PHRASES) {
      int left = phrase.length();
      for (int i = to; i > from && left > 0; i--) {
        char c = text.charAt(i - 1);
        if (c == ' ' || c == '\t') {
          continue;
        }
        if (Character.toLowerCase(c) != phrase.charAt(left - 1)) {
          break;
        }
        left--;
      }
      if (left == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean is(CharSequence text, int from, int to, boolean ofRequest) {
    char[] letters = new char[to - from];
    int length = 0;
    int wordStart = 0;
    int lastWord = 0;
    boolean word = false;
    for (int i = from; i <= to; i++) {
      if (length > wordStart && (i == to || isBoundary(text.charAt(i - 1), text.charAt(i)))) {
        word |= isWord(letters, wordStart, length, ofRequest);
        lastWord = wordStart;
        wordStart = length;
      }
      if (i < to && Character.isLetterOrDigit(text.charAt(i))) {
        letters[length++] = Character.toLowerCase(text.charAt(i));
      }
    }
    if (contains(letters, length, further)) {
      return true;
    }
    if (isAside(letters, lastWord, length)) {
      return false;
    }
    return word || contains(letters, length, builtIn);
  }

  private static boolean isAside(char[] letters, int wordStart, int length) {
    if (ASIDES.contains(new String(letters, wordStart, length - wordStart))) {
      return true;
    }
    for (String counted : COUNTED_TOKENS) {
      if (endsWith(letters, 0, length, counted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char[] letters, int from, int end, boolean ofRequest) {
    int to = end;
    while (to > from && letters[to - 1] >= '0' && letters[to - 1] <= '9') {
      to--;
    }
    for (String each : ENDS) {
      if (endsWith(letters, from, to, each)) {
        return !NO_SECRETS.contains(new String(letters, from, to - from));
      }
    }
    return ofRequest && endsWith(letters, from, to, "code")
        || to - from <= 4 && WORDS.contains(new String(letters, from, to - from));
  }

  private static boolean endsWith(char[] letters, int from, int to, String end) {
    int start = to - end.length();
    if (start < from) {
      return false;
    }
    return startsWith(letters, start, to, end);
  }

  private static boolean startsWith(char[] letters, int from, int to, String part) {
    if (from + part.length() > to) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (letters[from + i] != part.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(char[] letters, int length, String[][] parts) {
    for (int i = 0; i < length; i++) {
      String[] candidates = parts[letters[i] < parts.length ? letters[i] : 0];
      if (candidates == null) {
        continue;
      }
      for (String part : candidates) {
        if (startsWith(letters, i, length, part)
            && !isOtherWord(letters, i + part.length(), length, part)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code tokenizer}, {@code tokenise}, {@code secretary}. */
  private static boolean isOtherWord(char[] letters, int after, int length, String part) {
    if (part.equals("token")) {
      return startsWith(letters, after, length, "iz")
          || startsWith(letters, after, length, "ise")
          || startsWith(letters, after, length, "isa")
          || startsWith(letters, after, length, "isi");
    }
    return part.equals("secret") && startsWith(letters, after, length, "ar");
  }

  private static boolean isBoundary(char before, char after) {
    return !Character.isLetterOrDigit(before)
        || !Character.isLetterOrDigit(after)
        || Character.isLowerCase(before) && Character.isUpperCase(after);
  }

  private static String[][] byFirstLetter(List<String> parts) {
    List<List<String>> lists = new ArrayList<List<String>>(128);
    for (int i = 0; i < 128; i++) {
      lists.add(null);
    }
    for (String part : parts) {
      int slot = part.charAt(0) < 128 ? part.charAt(0) : 0;
      if (lists.get(slot) == null) {
        lists.set(slot, new ArrayList<String>(4));
      }
      lists.get(slot).add(part.toLowerCase(Locale.ROOT));
    }
    String[][] table = new String[128][];
    for (int i = 0; i < 128; i++) {
      table[i] = lists.get(i) == null ? null : lists.get(i).toArray(new String[0]);
    }
    return table;
  }

  private static Set<String> set(String... words) {
    return new HashSet<String>(Arrays.asList(words));
  }
}
