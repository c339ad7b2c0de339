package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFuzzTest {
  private static final String[] TOKENS = {
    "SELECT",
    "FROM",
    "WITH",
    "AS",
    "VALUES",
    "IN",
    "(",
    ")",
    ",",
    ";",
    ".",
    "'",
    "\"",
    "`",
    "[",
    "]",
    "$$",
    "$t$",
    "q'[",
    "E'",
    "N'",
    "\\",
    "\\'",
    "--",
    "/*",
    "*/",
    "/*!",
    "#",
    "//",
    "?",
    "??",
    ":x",
    "::",
    "$1",
    "@p",
    "1",
    "1e",
    "0x",
    "-",
    "+",
    "{",
    "}",
    "EXEC",
    "SET",
    "=",
    "IDENTIFIED",
    "BY",
    "PASSWORD",
    "CREATE",
    "USER",
    "ROW",
    "ARRAY",
    "NULL",
    "JOIN",
    "ON",
    "x",
    "\n",
    " ",
    "\0",
    "\ud83d",
    "\ude00",
    "\u2019",
    "\u00e9",
    "ESCAPE",
    "U&'",
    "PRAGMA",
    "COPY",
    "GRANT",
    "MERGE"
  };

  private final Random random = new Random(7);

  @Test
  void noInputFails() {
    Dialect[] dialects = Dialect.values();
    for (int i = 0; i < 300_000; i++) {
      String sql = random.nextBoolean() ? tokens() : characters();
      Dialect dialect = dialects[i % dialects.length];
      int max = random.nextInt(80);
      SqlStatement statement = Sql.analyse(sql, dialect, max);
      assertTrue(statement.text().length() <= max, sql);
      assertEquals(16, statement.id().length());
      assertTrue(statement.summary().length() <= 255);
      for (int at = 0; at < statement.text().length(); at++) {
        assertTrue(statement.text().charAt(at) >= ' ', sql);
      }
      assertNotNull(DriverText.clean(sql, 40));
      assertNotNull(DatabaseUrl.parse("jdbc:" + sql).systemName());
    }
  }

  @Test
  void unreasonableLimitsAreTaken() {
    assertEquals("", Sql.analyse("SELECT 1", Dialect.ANSI, 0).text());
    assertEquals("", Sql.analyse("SELECT 1", Dialect.ANSI, -5).text());
    assertEquals("SELECT ?", Sql.analyse("SELECT 1", Dialect.ANSI, Integer.MAX_VALUE).text());
    assertEquals("", DriverText.clean("x", 0));
  }

  /** Each of these was or could be read again and again by a careless reader. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "'",
        "\"",
        "`",
        "[",
        "[1",
        "[a",
        "$",
        "$a",
        "$$",
        "$a$",
        "/",
        "/*",
        "/**/",
        "-",
        "- ",
        "--",
        "--\n",
        "#",
        "#\n",
        "//\n",
        "\\",
        "\\'",
        "'\\'",
        "q'[",
        "E'\\'",
        "U&'",
        ".",
        ",",
        ", a",
        "?",
        "?,",
        "1",
        "1,",
        "1e",
        "a.",
        "a",
        "a ",
        " ",
        "\n",
        "VALUES (1),",
        "IN (1,",
        "((1),",
        "WITH a AS (",
        "SELECT ",
        "SELECT a FROM b, ",
        "a, b, ",
        "{",
        ":",
        "::",
        ":1",
        "@",
        "] -",
        "IDENTIFIED ",
        "EXEC a.",
        "\u2019",
        "\ud83d",
        "'a'b",
        "JOIN a ",
        "(a,(b,",
        "/*!'*/"
      })
  void timeIsLinear(String part) {
    int chars = 65_536;
    String text = part.repeat(chars / part.length());
    String plain = "SELECT a, b FROM orders WHERE c = 'x' AND d = 5 ".repeat(chars / 48);
    for (Dialect dialect : Dialect.values()) {
      long plainNanos = Long.MAX_VALUE;
      long textNanos = Long.MAX_VALUE;
      // The quickest of a few, and a generous factor: quadratic would be thousands of times slower.
      for (int i = 0; i < 4; i++) {
        plainNanos = Math.min(plainNanos, nanos(plain, dialect));
        textNanos = Math.min(textNanos, nanos(text, dialect));
        textNanos = Math.min(textNanos, nanos("SELECT " + text, dialect));
      }
      assertTrue(
          textNanos < 30 * plainNanos + 20_000_000,
          () -> dialect + " took long for repeated " + part);
    }
    long start = System.nanoTime();
    DriverText.clean(text, 1000);
    DriverText.clean("x: " + text, 1000);
    DatabaseUrl.parse("jdbc:oracle:" + text);
    assertTrue(System.nanoTime() - start < 1_000_000_000L);
  }

  @Test
  void whatIsBeyondTheLimitIsNotLookedAt() {
    String huge = "SELECT a FROM orders WHERE b IN (" + "1, ".repeat(16 << 20) + "1)";
    SqlStatement statement = null;
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      long start = System.nanoTime();
      statement = Sql.analyse(huge, Dialect.MYSQL, 4096);
      quickest = Math.min(quickest, System.nanoTime() - start);
    }
    assertEquals("SELECT a FROM orders WHERE b IN (?", statement.text());
    assertTrue(statement.truncated());
    assertTrue(quickest < 5_000_000, "took " + quickest + " ns");
  }

  private static long nanos(String sql, Dialect dialect) {
    long start = System.nanoTime();
    Sql.analyse(sql, dialect, sql.length());
    return System.nanoTime() - start;
  }

  private String tokens() {
    StringBuilder sql = new StringBuilder();
    for (int i = random.nextInt(25); i > 0; i--) {
      sql.append(TOKENS[random.nextInt(TOKENS.length)]);
      if (random.nextInt(3) > 0) {
        sql.append(' ');
      }
    }
    return sql.toString();
  }

  private String characters() {
    StringBuilder sql = new StringBuilder();
    int range = random.nextBoolean() ? 128 : 65_536;
    for (int i = random.nextInt(60); i > 0; i--) {
      sql.append((char) random.nextInt(range));
    }
    return sql.toString();
  }
}
