package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements in which every literal carries a mark, which must never come out. */
class SqlLeakTest {
  private static final String WORD = "Zqxj";
  private static final String NUMBER = "987654321";
  private static final int STATEMENTS = 10_000;

  private static final String[] TEMPLATES = {
    "SELECT * FROM orders WHERE a = %L AND b IN (%L, %L) OR c LIKE %L",
    "SELECT f(%L), %L FROM orders o JOIN items i ON i.x = %L GROUP BY a HAVING b > %L LIMIT %L",
    "INSERT INTO orders (a, b) VALUES (%L, %L), (%L, %L)",
    "UPDATE orders SET a = %L, b = f(%L, c) WHERE d BETWEEN %L AND %L",
    "DELETE FROM orders WHERE a <> %L /* x */ AND b IN ((%L, %L), (%L, %L))",
    "WITH x AS (SELECT %L FROM orders) SELECT CASE WHEN a = %L THEN %L ELSE %L END FROM x",
    "{call f(%L, %L)}",
    "SET a = %L",
    "SELECT a FROM orders WHERE b = %L -- end",
    "MERGE INTO orders o USING items i ON o.a = %L WHEN MATCHED THEN UPDATE SET b = %L",
    "CREATE TABLE orders (a INT DEFAULT %L, b INT CHECK (b > %L))",
    "SELECT a FROM orders WHERE b=%L AND c=(%L)OR d=%L"
  };

  /** Where only a value fits, so that a double-quoted text is one in every dialect. */
  private static final String[] VALUE_TEMPLATES = {
    "SELECT * FROM orders WHERE a = %L AND b IN (%L, %L) OR c LIKE %L",
    "INSERT INTO orders (a, b) VALUES (%L, %L), (%L, %L)",
    "UPDATE orders SET a = %L, b = %L WHERE d > %L"
  };

  private static final String[] PIECES = {
    WORD,
    WORD,
    " ",
    "''",
    "--",
    "/*",
    "*/",
    ";",
    "(",
    ")",
    "$",
    "#",
    "{",
    "?",
    ":x",
    "\n",
    "it",
    " AND b = ",
    "[",
    "]",
    "`",
    ", ",
    "@",
    "\u2019",
    "\ud83d\ude00"
  };

  private final Random random = new Random(20_260_823);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noLiteralOfTheDialectComesOut(Dialect dialect) {
    int named = 0;
    int kept = 0;
    for (int i = 0; i < STATEMENTS; i++) {
      String sql = statement(TEMPLATES, dialect);
      SqlStatement statement = check(sql, dialect, 65_536);
      if (sql.contains("orders")) {
        named++;
        kept += keepsVerbAndTable(sql, statement) ? 1 : 0;
      }
      check(sql, Dialect.UNKNOWN, 65_536);
      check(sql, dialect, random.nextInt(sql.length()));
      check(sql, Dialect.UNKNOWN, random.nextInt(sql.length()));
      String broken = sql.substring(0, random.nextInt(sql.length()));
      check(broken, dialect, 65_536);
      check(broken, Dialect.UNKNOWN, 65_536);
    }
    int found = kept;
    int all = named;
    assertTrue(found >= all * 0.99, () -> "verb and table of " + found + " of " + all);
  }

  private static boolean keepsVerbAndTable(String sql, SqlStatement statement) {
    String first = sql.substring(0, sql.indexOf(' '));
    String verb = first.equals("WITH") ? "SELECT" : first;
    return statement.summary().startsWith(verb) && statement.summary().contains("orders");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noLiteralComesOutWhenTheDialectIsWrong(Dialect dialect) {
    for (int i = 0; i < STATEMENTS / 4; i++) {
      String sql = statement(VALUE_TEMPLATES, dialect);
      for (Dialect wrong : Dialect.values()) {
        check(sql, wrong, 65_536);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noPasswordComesOut(Dialect dialect) {
    String[] forms = {
      "CREATE USER bob IDENTIFIED BY %S DEFAULT TABLESPACE x",
      "ALTER USER bob IDENTIFIED BY %S REPLACE %S",
      "GRANT CONNECT TO bob IDENTIFIED BY %S",
      "CREATE USER bob IDENTIFIED WITH plugin BY %S",
      "CREATE USER bob IDENTIFIED VIA plugin USING %S",
      "CREATE DATABASE LINK l CONNECT TO bob IDENTIFIED BY %S",
      "ALTER ROLE bob WITH LOGIN PASSWORD %S VALID UNTIL 'x'",
      "CREATE ROLE bob ENCRYPTED PASSWORD %S",
      "CREATE USER bob PASSWORD %S ADMIN",
      "create login bob with password = %S, x = y",
      "SET PASSWORD %S",
      "SET PASSWORD FOR bob = %S",
      "SET app.secret = %S, b = %S",
      "SET app.secret TO %S",
      "ALTER USER bob SET x = %S",
      "OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = %S",
      "CONNECT TO db USER bob USING %S",
      "EXEC sp_addlogin bob, %S",
      "EXEC dbo.login @password = %S",
      "PRAGMA key = %S",
      "PRAGMA key(%S)",
      "ATTACH DATABASE 'f' AS x KEY %S",
      "COPY t FROM STDIN;\n%S\t%S\n\\.",
      "BEGIN EXEC login %S; END",
      "/* x */ CREATE USER bob PASSWORD/**/%S"
    };
    for (String form : forms) {
      for (String secret : new String[] {WORD, "\"" + WORD + "\"", "'" + WORD + "'"}) {
        check(form.replace("%S", secret), dialect, 65_536);
      }
      check(form.replace("%S", WORD).toLowerCase(Locale.ROOT), dialect, 65_536);
    }
    String odd = "CREATE USER bob IDENTIFIED BY pa'" + WORD + "\"s#1$" + WORD;
    check(odd, dialect, 65_536);
  }

  @Test
  void typographicQuotesAreQuotes() {
    check("SELECT * FROM t WHERE a = \u2018" + WORD + "\u2019", Dialect.ANSI, 1000);
    check("SELECT * FROM t WHERE a = \u201c" + WORD + "\u201d", Dialect.MYSQL, 1000);
    check("SELECT * FROM t WHERE a = \u00ab" + WORD + "\u00bb", Dialect.MYSQL, 1000);
  }

  private SqlStatement check(String sql, Dialect dialect, int maxChars) {
    SqlStatement statement = Sql.analyse(sql, dialect, maxChars);
    String out = statement.text() + ' ' + statement.summary() + ' ' + statement.collection();
    boolean leaks =
        out.toLowerCase(Locale.ROOT).contains(WORD.toLowerCase(Locale.ROOT))
            || out.contains(NUMBER.substring(0, 4));
    assertFalse(leaks, () -> dialect + " shows a literal of\n" + sql + "\nas\n" + out);
    assertEquals(16, statement.id().length());
    return statement;
  }

  private String statement(String[] templates, Dialect dialect) {
    StringBuilder sql = new StringBuilder();
    String template = templates[random.nextInt(templates.length)];
    int from = 0;
    for (int at; (at = template.indexOf("%L", from)) >= 0; from = at + 2) {
      sql.append(template, from, at).append(literal(dialect));
    }
    return sql.append(template, from, template.length()).toString();
  }

  private String literal(Dialect dialect) {
    switch (random.nextInt(14)) {
      case 0:
        return NUMBER;
      case 1:
        return "-" + NUMBER + ".5e+7";
      case 2:
        return "0x" + NUMBER;
      case 3:
        return "." + NUMBER;
      case 4:
        return "N" + text('\'', dialect);
      case 5:
        return "X'" + WORD + "'";
      case 6:
        return "DATE " + text('\'', dialect);
      case 7:
        return special(dialect);
      case 8:
        return dialect.doubleQuotedText() ? text('"', dialect) : text('\'', dialect);
      case 9:
        return "{ts " + text('\'', dialect) + "}";
      default:
        return text('\'', dialect);
    }
  }

  private String special(Dialect dialect) {
    switch (dialect) {
      case POSTGRESQL:
        return random.nextBoolean()
            ? "E'" + WORD + "\\'" + WORD + "\\\\'"
            : "$t$" + WORD + "'$$" + WORD + "$t$";
      case H2:
      case SNOWFLAKE:
        return "$$" + WORD + "'" + WORD + "$$";
      case ORACLE:
        return random.nextBoolean()
            ? "q'[" + WORD + "'" + WORD + "]'"
            : "nq'!" + WORD + "'" + WORD + "!'";
      case SQLSERVER:
        return "$" + NUMBER;
      case MYSQL:
        return "_utf8" + text('\'', dialect);
      case DB2:
        return "GX'" + WORD + "'";
      default:
        return text('\'', dialect);
    }
  }

  private String text(char quote, Dialect dialect) {
    StringBuilder text = new StringBuilder().append(quote);
    for (int i = random.nextInt(6); i >= 0; i--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      if (random.nextInt(12) == 0) {
        text.append(backslash(quote, dialect));
      }
      text.append(quote == '"' ? piece.replace('\'', '"') : piece);
    }
    text.append(WORD);
    if (random.nextInt(12) == 0) {
      text.append(dialect.backslashEscapes() ? "\\\\" : "\\");
    }
    return text.append(quote).toString();
  }

  private String backslash(char quote, Dialect dialect) {
    if (!dialect.backslashEscapes()) {
      return "\\";
    }
    return random.nextBoolean() ? "\\" + quote : "\\\\";
  }
}
