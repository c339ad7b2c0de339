package io.weftline.agent.redact;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorFuzzTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALNUM = LETTERS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** What stands around secrets, and between them. */
  private static final String[] PIECES = {
    " ",
    "\n",
    ", ",
    "; ",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    " = ",
    "=",
    ":",
    ": ",
    "://",
    "/",
    "@",
    "&",
    "?",
    "%3D",
    "%",
    "<",
    ">",
    "<b>",
    "</b>",
    "--",
    "-",
    "-----BEGIN ",
    "-----END ",
    "PRIVATE KEY",
    "null",
    "at com.acme.Order.place(Order.java:12)",
    "Bearer ",
    "Basic ",
    "Authorization: ",
    "password",
    "token=",
    "\"token\":",
    "eyJ",
    "AKIA",
    "ghp_",
    "sk-",
    "xoxb-",
    "4111 ",
    "1234567890",
    "12",
    "\u00e9",
    "\ud83d\ude00",
    "\ud83d",
    "user=bob ",
    "id=17 ",
    "<token>",
    "cookie: ",
    "SG.",
    "jdbc:oracle:thin:",
    "{\"a\":1}",
    "x",
    "word ",
    "REDACTED",
    "***",
  };

  private final Random random = new Random(11);
  private final Redactor redactor = new Redactor(List.of());

  @Test
  void findsNoPlantedSecretInTheResult() {
    for (int i = 0; i < 100_000; i++) {
      String secret = word(ALNUM, 12) + random.nextInt(10);
      String planted = planted(i % 24, secret);
      String text = noise() + " " + planted + end() + noise();

      String redacted = redactor.text(text);

      assertFalse(redacted.contains(secret), () -> text + "\n-> " + redacted);
      int part = redacted.indexOf(secret.substring(2));
      assertFalse(part >= 0, () -> text + "\n-> " + redacted);
    }
  }

  @Test
  void findsNoPlantedCard() {
    for (int i = 0; i < 20_000; i++) {
      String digits = card();
      String shown =
          i % 3 == 0
              ? digits
              : String.join(
                  i % 3 == 1 ? " " : "-",
                  digits.substring(0, 4),
                  digits.substring(4, 8),
                  digits.substring(8, 12),
                  digits.substring(12));
      String text = word(LETTERS + " .,", 20) + " " + shown + end() + word(LETTERS + " .,", 20);

      assertFalse(redactor.text(text).contains(shown), text);
    }
  }

  @Test
  void noInputFails() {
    for (int i = 0; i < 200_000; i++) {
      String text = i % 2 == 0 ? noise() : characters();
      int max = random.nextInt(90);
      String cut = redactor.text(text, max);
      assertTrue(text.length() <= max || cut.length() <= max + 1, text);
      String whole = redactor.text(text);
      assertNotNull(whole);
    }
  }

  @Test
  void ordinaryTextIsReturnedAsItIs() {
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(20); j >= 0; j--) {
        text.append(word(LETTERS, 1 + random.nextInt(12))).append(j % 3 == 0 ? ", " : " ");
        text.append(random.nextInt(1_000_000)).append(j % 4 == 0 ? " = " : " ");
      }
      String plain = text.toString().replaceAll("pass|secret|token|auth|pin|sig|pw|card|jwt", "");

      assertSame(plain, redactor.text(plain));
    }
  }

  /** Each of these was or could be read again and again by a careless reader. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        ":",
        " ",
        "a=",
        "a:",
        "=a",
        " = ",
        "password=",
        "password=\"",
        "password:",
        "password=[",
        "password={",
        "password=(",
        "password=\\\"",
        "\\",
        "\"",
        "\"password\":\"\"",
        "token=,",
        "token=a,b",
        "token=a,b=",
        "token=;",
        "(token=a ",
        "(token=a,",
        "token=*",
        "token='",
        "''",
        "cookie: ",
        "cookie:,",
        "{authorization=a, ",
        "authorization=\"",
        "://",
        "a://",
        "://a:",
        "a://b:c/",
        "://a:b;",
        "jdbc:oracle:thin:",
        "oracle:a:",
        "oracle:a:b/",
        "eyJ",
        "eyJ.",
        "eyJa-",
        "eyJaaaaaaaaaa.",
        "eyJaaaaaaaaaa.a",
        "eyJ-eyJ.",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY",
        "-",
        "--",
        "--a ",
        "--token ",
        "4",
        "4111 ",
        "4111-",
        "4 ",
        "41111111",
        "4111111111111111",
        "AKIA",
        "AKIA1",
        "ghp_",
        "ghp_a",
        "sk-",
        "sk-sk-",
        "sk-ant-",
        "xoxb-a",
        "SG.",
        "SG.a",
        "bearer ",
        "basic a",
        "bearer basic ",
        "b",
        "bearer aaaa/",
        "<",
        ">",
        "<token>",
        "<token><",
        "<token>a",
        "<a:token>",
        "<token><![CDATA[",
        "%",
        "%3D",
        "%25",
        "token%3D",
        "%253D",
        "api key:",
        "key: ",
        "number:",
        "a.b:",
        "x-",
        "[",
        "$",
        "a$",
        "\u00e9",
        "\ud83d",
        "a b=",
        "hooks.slack.com/services/",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa="
      })
  void workIsLinear(String part) {
    long small = work(part, 2_000);
    long large = work(part, 32_000);

    // Sixteen times the text: quadratic would be 256 times the work.
    assertTrue(large < 20 * small + 4_000, () -> small + " looks, then " + large);
    assertTrue(large < 32_000 * 120L, () -> large + " looks");
  }

  /** A look at each character, and one before and behind now and then. */
  @Test
  void textWithoutCandidatesIsLookedAtOnce() {
    assertTrue(work("The quick fox jumps over the lazy dog, twice. ", 32_000) < 32_000 * 3);
    assertTrue(work("at com.acme.Order.place(Order.java:12)\n", 32_000) < 32_000 * 5);
  }

  private static long work(String part, int chars) {
    Counting text = new Counting(part.repeat(chars / part.length() + 1).substring(0, chars));
    new Redactor(List.of("tenant")).text(text, chars, Redactor.MAX_CHARS);
    long looks = text.looks;
    Counting cut = new Counting(text.text);
    new Redactor(List.of()).text(cut, chars, chars - 300);
    return Math.max(looks, cut.looks);
  }

  private String planted(int kind, String secret) {
    switch (kind) {
      case 0:
        return "password=" + secret;
      case 1:
        return "\"password\":\"" + secret + "\"";
      case 2:
        return "userPassword: " + secret;
      case 3:
        return "api_key='" + secret + "'";
      case 4:
        return "https://bob:" + secret + "@host/path";
      case 5:
        return "https://" + secret + "@host";
      case 6:
        return "Bearer " + secret;
      case 7:
        return "Authorization: Basic " + secret;
      case 8:
        return "ghp_" + secret + word(ALNUM, 24);
      case 9:
        return "eyJhbGciOiJIUzI1NiJ9.eyJ" + secret + "." + word(ALNUM, 20);
      case 10:
        return "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + secret;
      case 11:
        return "-----BEGIN PRIVATE KEY-----" + secret + "-----END PRIVATE KEY-----";
      case 12:
        return "<secret>" + secret + "</secret>";
      case 13:
        return "--password " + secret;
      case 14:
        return "token%3D" + secret;
      case 15:
        return "User(name=bob, password=a " + secret + ", x=1)";
      case 16:
        return "Cookie: theme=dark; id=" + secret;
      case 17:
        return "{\\\"secret\\\":\\\"" + secret + "\\\"}";
      case 18:
        return "xoxb-" + secret;
      case 19:
        return "sk_live_" + secret;
      case 20:
        return "jdbc:oracle:thin:scott/" + secret + "@host";
      case 21:
        return "\"tokens\":[\"a\",\"" + secret + "\"]";
      case 22:
        return "AccountKey=" + secret + "==;x=1";
      default:
        return "Authorization: Digest a=\"b\", response=\"" + secret + "\"";
    }
  }

  private String end() {
    String[] ends = {" ", "\n", ", ", ";", ")", "\"", "' ", ". ", ""};
    String end = ends[random.nextInt(ends.length)];
    return end.isEmpty() ? "\n" : end + " ";
  }

  private String noise() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private String characters() {
    StringBuilder text = new StringBuilder();
    int range = random.nextBoolean() ? 128 : 65_536;
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append((char) random.nextInt(range));
    }
    return text.toString();
  }

  private String word(String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  private String card() {
    String fifteen = "4" + word("0123456789", 14);
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int digit = fifteen.charAt(i) - '0';
      sum += i % 2 == 0 ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
    }
    return fifteen + (10 - sum % 10) % 10;
  }

  /** Counts how often its characters are looked at. */
  private static final class Counting implements CharSequence {
    private final String text;
    private long looks;

    Counting(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
