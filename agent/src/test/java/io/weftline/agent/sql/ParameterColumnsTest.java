package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterColumnsTest {
  private static final int MAX_CHARS = 4_096;

  /** Dialect, statement, the columns in the order of the parameters; a dash is none. */
  static List<String[]> statements() {
    return """
        ANSI | SELECT * FROM t WHERE email = ? | email
        ANSI | SELECT * FROM t a WHERE a.email LIKE ? | email
        ANSI | SELECT * FROM t WHERE ? = t.email | email
        ANSI | SELECT * FROM s.t WHERE s.t.email <> ? AND age >= ? | email age
        ANSI | SELECT * FROM t WHERE email IN (?, ?, ?) AND x = ? | email email email x
        ANSI | SELECT * FROM t WHERE email NOT IN (?, ?) | email email
        ANSI | SELECT * FROM t WHERE age BETWEEN ? AND ? AND x = ? | age age x
        ANSI | SELECT * FROM t WHERE NOT age NOT BETWEEN ? AND ? | age age
        ANSI | SELECT * FROM t WHERE ? BETWEEN a AND b | a
        ANSI | SELECT * FROM t WHERE lower(email) = lower(?) | email
        ANSI | SELECT * FROM t WHERE email LIKE concat('%', ?, '%') ESCAPE ? | email -
        ANSI | SELECT * FROM t WHERE coalesce(nick, ?) = ? | nick nick
        ANSI | SELECT * FROM t WHERE email = CAST(? AS varchar(255)) AND CAST(? AS date) < born | email born
        ANSI | SELECT * FROM t WHERE (email = ? OR nick = ?) AND (age > ?) | email nick age
        ANSI | SELECT * FROM t WHERE (? IS NULL OR email = ?) AND (nick = ? OR ? IS NULL) | email email nick nick
        ANSI | SELECT * FROM t WHERE email IS NOT DISTINCT FROM ? | email
        ANSI | SELECT * FROM t WHERE (a, b) = (?, ?) AND (c, d) IN ((?, ?), (?, ?)) | a b c d c d
        ANSI | SELECT * FROM t WHERE x = (SELECT id FROM u WHERE pin = ?) AND y = ? | pin y
        ANSI | SELECT * FROM t WHERE ? IN (SELECT email FROM u WHERE z = ?) | email z
        ANSI | SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = ?) AND b = ? | a b
        ANSI | SELECT * FROM t JOIN u ON t.a = u.a AND u.kind = ? WHERE t.b = ? | kind b
        ANSI | SELECT CASE WHEN a = ? THEN b ELSE ? END FROM t WHERE c = ? | a b c
        ANSI | UPDATE t SET a = CASE status WHEN ? THEN ? ELSE ? END, b = ? | status a a b
        ANSI | SELECT count(*) FROM t GROUP BY a HAVING sum(b) > ? | b
        ANSI | SELECT EXTRACT(YEAR FROM created) FROM t WHERE EXTRACT(YEAR FROM created) = ? | created
        ANSI | SELECT * FROM t WHERE created > CURRENT_DATE - INTERVAL ? DAY | created
        ANSI | SELECT * FROM t WHERE price * ? > 5 AND a + b.c = ? | price a
        ANSI | SELECT * FROM t WHERE x = ? OFFSET ? ROWS FETCH NEXT ? ROWS ONLY | x offset fetch
        ANSI | SELECT ?, ? AS password, ? token FROM t | - password token
        ANSI | UPDATE t SET password = ?, x = ? WHERE id = ? | password x id
        ANSI | UPDATE t SET t.password = ?, n = n + ? WHERE id = ? | password n id
        ANSI | UPDATE t SET (a, b) = (?, ?) WHERE id = ? | a b id
        ANSI | DELETE FROM t WHERE id = ? | id
        ANSI | INSERT INTO t (a, b) VALUES (?, ?), (?, ?) | a b a b
        ANSI | INSERT INTO s.t (a, b, c) VALUES (?, lower(?), 1 + ?) | a b c
        ANSI | INSERT INTO t (a, b, c) VALUES (1, DEFAULT, ?) | c
        ANSI | INSERT INTO t VALUES (?, ?) | - -
        ANSI | INSERT INTO t (a, b) SELECT ?, x FROM u WHERE y = ? | a y
        ANSI | INSERT INTO t (a, b) (SELECT x, ? FROM u) | b
        ANSI | INSERT INTO t (SELECT x, ? FROM u WHERE y = ?) | - y
        ANSI | WITH s(id, email) AS (SELECT ?, ? FROM d) SELECT * FROM s WHERE z = ? | id email z
        ANSI | WITH s(id, email) AS (VALUES (?, ?)), r AS (SELECT ? AS q) SELECT ? FROM s | id email q -
        ANSI | MERGE INTO t USING (SELECT ? AS id, ? AS email FROM d) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET email = ? WHEN NOT MATCHED THEN INSERT (id, email) VALUES (?, ?) | id email email id email
        ANSI | MERGE INTO t AS x USING (VALUES (?, ?)) AS s (id, pin) ON x.id = s.id WHEN MATCHED AND x.y = ? THEN DELETE | id pin y
        ANSI | SELECT * FROM (VALUES (?, ?), (?, ?)) v(a, b) WHERE c = ? | a b a b c
        ANSI | {call p(?, ?)} | - -
        ANSI | {? = call f(?)} | - -
        ANSI | CALL p(name => ?, ?) | name -
        ANSI | SELECT f(?) FROM t WHERE "E mail" = ? | - E mail
        ANSI | SELECT * FROM "T" WHERE "T"."a""b" = ? | a"b
        ANSI | SELECT '?' /* ? */ FROM t -- ? |
        ANSI | SELECT * FROM t WHERE a = '?' AND b = ? | b
        ANSI | SELECT * FROM t WHERE a = ? UNION ALL SELECT * FROM u WHERE b = ? | a b
        ANSI | UPDATE t SET a = ?; UPDATE u SET b = ? WHERE c = ? | a b c
        ANSI | SELECT * FROM t WHERE type = ? AND password = ? AND user = ? AND key = ? AND role = ? | type password user key role
        ANSI | SELECT * FROM t WHERE (start, finish) OVERLAPS (?, ?) | start finish
        ANSI | SELECT * FROM t WHERE f(? , email) AND g(nick, ?) | email nick
        ANSI | SELECT * FROM t WHERE ? = ? | - -
        ANSI | SELECT * FROM t TABLESAMPLE (?) WHERE a = ? | - a
        ANSI | ALTER USER bob IDENTIFIED BY ? | password
        POSTGRESQL | SELECT * FROM t WHERE email = ? LIMIT ? OFFSET ? | email limit offset
        POSTGRESQL | SELECT * FROM t WHERE id = ?::uuid AND ?::text = email | id email
        POSTGRESQL | SELECT * FROM t WHERE id = ANY (?) AND ? = ANY(tags) | id tags
        POSTGRESQL | SELECT * FROM t WHERE email ~* ? AND data @> ?::jsonb AND nick ILIKE ? | email data nick
        POSTGRESQL | SELECT * FROM t WHERE data ?? 'x' AND a = ? | a
        POSTGRESQL | SELECT * FROM t WHERE data ??| ARRAY['x'] AND data ??& ? | data
        POSTGRESQL | SELECT * FROM t WHERE data->>'password' = ? AND data #>> '{a,b}' = ? | data.password data
        POSTGRESQL | INSERT INTO t (id, email) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET email = ?, n = t.n + ? WHERE t.x = ? RETURNING id | id email email n x
        POSTGRESQL | INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (?) | a
        POSTGRESQL | SELECT $$ ? $$, 'it''s ?' FROM t WHERE a = ? | a
        POSTGRESQL | SELECT * FROM t WHERE name SIMILAR TO ? AND ts @@ to_tsquery(?) | name ts
        POSTGRESQL | SET search_path TO ? | search_path
        MYSQL | SELECT * FROM `t` WHERE `t`.`e-mail` = ? LIMIT ?, ? | e-mail limit limit
        MYSQL | INSERT INTO t (a, b) VALUES (?, ?) ON DUPLICATE KEY UPDATE b = VALUES(b) + ?, c = coalesce(c, ?) | a b b c
        MYSQL | INSERT INTO t SET a = ?, b = ? | a b
        MYSQL | INSERT IGNORE INTO t (a) VALUE (?) | a
        MYSQL | REPLACE INTO t (a, b) VALUES (?, ?) | a b
        MYSQL | SELECT "?", '\\' ?' FROM t WHERE a = ? | a
        MYSQL | SELECT * FROM t WHERE BINARY email = ? AND REPLACE(x, 'a', ?) = ? | email x x
        MYSQL | SELECT * FROM t WHERE MATCH (a, b) AGAINST (? IN BOOLEAN MODE) AND c RLIKE ? | a c
        MYSQL | SELECT IF(a = ?, ?, 1) FROM t WHERE b <=> ? # ? | a - b
        MYSQL | UPDATE t SET a = IF(b = ?, ?, ?) | b a a
        ORACLE | SELECT * FROM a, b WHERE a.id = b.id (+) AND b.x (+) = ? | x
        ORACLE | INSERT ALL INTO t (a) VALUES (?) INTO u (b) VALUES (?) SELECT * FROM dual | a b
        ORACLE | SELECT * FROM t WHERE created >= TO_DATE(?, 'YYYY') AND ROWNUM <= ? | created ROWNUM
        ORACLE | SELECT q'[ ? ]' FROM t WHERE a = ? | a
        ORACLE | BEGIN p(?); END; | -
        SQLSERVER | SELECT TOP (?) * FROM [t] WHERE [e mail] = ? | top e mail
        SQLSERVER | SELECT TOP ? a FROM t WITH (NOLOCK) WHERE t.[a]]b] = ? | top a]b
        SQLSERVER | INSERT INTO t (a, b) OUTPUT inserted.id INTO @x (id) VALUES (?, ?) | a b
        SQLSERVER | EXEC dbo.login @name = ?, @password = ? | name password
        SQLSERVER | EXEC dbo.login ?, ? | - -
        SQLSERVER | UPDATE t SET a = ? OUTPUT deleted.a WHERE N'?' = b AND c = ? | a c
        DB2 | SELECT * FROM t WHERE a = ? FETCH FIRST ? ROWS ONLY WITH UR | a fetch
        H2 | MERGE INTO t (a, b) KEY (a) VALUES (?, ?) | a b
        H2 | SELECT * FROM t WHERE a = ?2 AND b = ?1 | b a
        SQLITE | INSERT OR REPLACE INTO t (a, [b]) VALUES (?, ?) | a b
        SQLITE | SELECT * FROM t WHERE a GLOB ? AND b IS ? | a b
        HSQLDB | SELECT LIMIT ? ? a FROM t WHERE b = ? | limit limit b
        SNOWFLAKE | SELECT * FROM t WHERE v:a::string = ? AND b = ? | v b
        CLICKHOUSE | INSERT INTO t (a, b) VALUES (?, ?) | a b
        BACKTICK_NAMES | SELECT * FROM t WHERE `a` = ? AND "?" = b AND c = ? | a c
        UNKNOWN | SELECT * FROM t WHERE "a" = ? AND `b` = ? AND [c] = ? | a b c
        UNKNOWN | UPSERT INTO t (a, b) VALUES (?, ?) | a b
        UNKNOWN | SELECT * FROM t WHERE a = ? AND b = 'no end ? | a
        """
        .lines()
        .map(line -> line.split(" \\|(?: |$)", 3))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void knowsTheColumns(String dialect, String sql, String columns) {
    ParameterColumns known = ParameterColumns.of(sql, Dialect.valueOf(dialect), MAX_CHARS);

    String[] expected =
        columns.isEmpty()
            ? new String[0]
            : columns.replace("E mail", "E_mail").replace("e mail", "e_mail").split(" ");
    for (int i = 0; i < expected.length; i++) {
      String name = expected[i].equals("-") ? null : expected[i].replace("_mail", " mail");
      assertEquals(name, known.column(i + 1), () -> "" + known);
    }
    assertNull(known.column(expected.length + 1), () -> "" + known);
    assertNull(known.column(0));
    assertNull(known.column(-1));
  }

  @Test
  void everyDialectIsReadAlikeWhereItIsPlain() {
    for (Dialect dialect : Dialect.values()) {
      ParameterColumns known =
          ParameterColumns.of("UPDATE t SET pin = ? WHERE a IN (?, ?)", dialect, MAX_CHARS);

      assertEquals("[pin, a, a]", known.toString(), dialect.name());
    }
  }

  @Test
  void knowsNothingOfNothing() {
    assertNull(ParameterColumns.of(null, Dialect.ANSI, MAX_CHARS).column(1));
    assertNull(ParameterColumns.of("", Dialect.ANSI, MAX_CHARS).column(1));
    assertNull(ParameterColumns.of("a = ?", Dialect.ANSI, 0).column(1));
    assertNull(ParameterColumns.of("a = ?", Dialect.ANSI, -1).column(1));
  }

  @Test
  void readsNoFurtherThanItMay() {
    ParameterColumns known = ParameterColumns.of("UPDATE t SET a = ?, bcd = ?", Dialect.ANSI, 21);

    assertEquals("a", known.column(1));
    assertNull(known.column(2));
  }

  @Test
  void givesUpWhereItIsTooDeep() {
    String sql = "SELECT * FROM t WHERE a = ? AND " + "(".repeat(1_000) + "b = ?";

    ParameterColumns known = ParameterColumns.of(sql, Dialect.ANSI, MAX_CHARS);

    assertEquals("a", known.column(1));
    assertNull(known.column(2));
  }

  @Test
  void boundsNumbersAndNames() {
    assertNull(ParameterColumns.of("a = ?99999999999", Dialect.H2, MAX_CHARS).column(1));
    String name = ParameterColumns.of("x".repeat(900) + " = ?", Dialect.H2, MAX_CHARS).column(1);
    assertEquals(128, name.length());
  }

  @Test
  void noInputFails() {
    Random random = new Random(5);
    String[] words =
        ("SELECT FROM WHERE INSERT INTO t ( ( ( ) ) ) VALUES , , ? ? ? ? = = < IN BETWEEN AND OR NOT IS"
                + " NULL CASE WHEN THEN ELSE END SET UPDATE MERGE USING ON WITH AS LIMIT OFFSET FETCH"
                + " TOP a b . . \"q\" `r` [s] 'l' 1 -> ->> :: + - { } call EXEC @p CAST KEY DUPLICATE"
                + " OUTPUT EXTRACT ESCAPE LIKE ANY ROW DEFAULT ; ?? ?1 ?7 :x $1 IDENTIFIED BY JOIN"
                + " UNION REPLACE IF SIMILAR TO FOR -- /* */ '")
            .split(" ");
    for (int i = 0; i < 200_000; i++) {
      StringBuilder sql = new StringBuilder(i % 2 == 0 ? "SELECT a FROM t WHERE b = ? " : "?");
      for (int j = random.nextInt(30); j > 0; j--) {
        sql.append(words[random.nextInt(words.length)]).append(random.nextInt(4) > 0 ? " " : "");
      }
      Dialect dialect = Dialect.values()[i % Dialect.values().length];
      int max = random.nextInt(200);
      assertNull(ParameterColumns.of(sql.toString(), dialect, max).column(60_000));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?",
        "?,",
        "? ",
        "(",
        "(?",
        "(?,",
        ")",
        "()",
        "?)",
        "a",
        "a.",
        "a,",
        "(a,",
        "a = ?,",
        "a = ? AND ",
        "a = ? OR ",
        "? IS NULL OR ",
        "IN (?, ?), ",
        "f(?",
        "f(?,",
        "f(",
        "CASE ",
        "CASE WHEN ? THEN ? ",
        "CASE WHEN a = ? THEN ? END ",
        "END ",
        "VALUES (?, ?), ",
        "VALUES (",
        "INSERT INTO t (a, b) ",
        "INTO t (",
        "SELECT ?, ",
        "SELECT ? AS a, ",
        "WITH a (b) AS (",
        "BETWEEN ? AND ",
        "a->'b'",
        "->>",
        "::a",
        "?::a",
        "= ",
        "a = ",
        "LIMIT ?, ",
        "\"a\"",
        "'a'",
        "`a`",
        "{? = call ",
        "@a = ?, ",
        "; ?",
        "(?, ?) = ",
        "((?, ?), ",
        "UNION SELECT ?",
        "\u00e9?",
        "[a] ?",
        "x ?"
      })
  void timeIsLinear(String part) {
    String small = "? " + part.repeat(4_000 / part.length());
    String large = "? " + part.repeat(128_000 / part.length());
    long smallNanos = Long.MAX_VALUE;
    long largeNanos = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      smallNanos = Math.min(smallNanos, nanos(small));
      largeNanos = Math.min(largeNanos, nanos(large));
    }
    // Thirty-two times the text; quadratic would be a thousand times the time.
    long most = 250 * smallNanos + 20_000_000;
    long took = largeNanos;
    assertTrue(took < most, () -> took + " ns, " + most + " were right");
  }

  private static long nanos(String sql) {
    long start = System.nanoTime();
    ParameterColumns.of(sql, Dialect.POSTGRESQL, sql.length());
    ParameterColumns.of(sql, Dialect.UNKNOWN, sql.length());
    return System.nanoTime() - start;
  }
}
