package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFingerprintTest {
  private static final String ORDER_ITEMS =
      "SELECT * FROM order_items WHERE order_id = ? AND sku IN (?)";

  private static String id(String sql) {
    return Sql.analyse(sql, Dialect.POSTGRESQL, 65_536).id();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM order_items WHERE order_id = 17 AND sku IN ('a', 'b')",
        "select * from order_items where order_id = 17 and sku in ('a')",
        "SELECT\t*\nFROM order_items -- x\nWHERE order_id=-17 AND sku IN('a','b','c')",
        "SELECT /* hint */ * FROM Order_Items WHERE order_id = $1 AND sku IN ($2, $3);;",
        "SELECT * FROM order_items WHERE order_id = :id AND sku IN (:skus)",
        "SELECT * FROM order_items WHERE order_id = NULL AND sku IN (NULL, TRUE, 1.5e-3)",
        "SELECT * FROM order_items WHERE order_id = E'a\\'b' AND sku IN ($$x$$, N'y')"
      })
  void differencesThatDoNotCount(String sql) {
    String statement = sql.endsWith(";;") ? sql.substring(0, sql.length() - 2) : sql;
    assertEquals(id(ORDER_ITEMS), id(statement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM order_items WHERE order_id = ? AND sku IN (?)",
        "SELECT * FROM order_item WHERE order_id = ? AND sku IN (?)",
        "SELECT * FROM order_items WHERE order_id = ? AND sku NOT IN (?)",
        "SELECT * FROM order_items WHERE order_id < ? AND sku IN (?)",
        "SELECT * FROM \"order_items\" WHERE order_id = ? AND sku IN (?)",
        "SELECT * FROM order_items WHERE order_id IS NULL AND sku IN (?)"
      })
  void differencesThatCount(String sql) {
    assertNotEquals(id(ORDER_ITEMS), id(sql));
  }

  @Test
  void rowsCountOnce() {
    String one = id("INSERT INTO t (a, b) VALUES (1, 'x')");
    assertEquals(one, id("INSERT INTO t (a, b) VALUES (1, 'x'), (2, NULL)"));
    assertEquals(one, id("INSERT INTO t (a, b) VALUES (?, ?), (?, ?), (?, ?)"));
    assertNotEquals(one, id("INSERT INTO t (a, b) VALUES (1, 'x', 3)"));
  }

  /** A change of these values parts the history of everybody's statements: do not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|efd01f60ba992926",
        "SELECT 1|79d0f4ff4810eca9",
        "SELECT * FROM order_items WHERE order_id = ? AND sku IN (?)|2e489791bfe5cf28",
        "INSERT INTO orders (customer, total) VALUES ('bob', 99.50)|9b7322792d324e59",
        "UPDATE order_lines SET price = price * 1.1 WHERE order_id = 17|117d6e78aced4a4d",
        "SELECT \"Id\" FROM \"Straße\" WHERE a::text = $1|695db2e1a9822465",
        "CREATE USER bob PASSWORD 'x'|11c4ea8fd3dfe5ff",
        "{call f(?)}|ac191fe030c0c196"
      })
  void idsNeverChange(String sql, String id) {
    assertEquals(id, id(sql));
  }

  @Test
  void idIsTheDescribedAlgorithm() {
    long hash = 0xcbf29ce484222325L;
    for (String token : new String[] {"select", "?", "from", "\"Ab\"", ".", "straße"}) {
      for (char c : token.toCharArray()) {
        hash = (hash ^ (c & 0xff)) * 0x100000001b3L;
        hash = (hash ^ (c >>> 8)) * 0x100000001b3L;
      }
      hash = (hash ^ 0) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    assertEquals(String.format("%016x", hash), id("SELECT 5 FROM \"Ab\".straße"));
  }

  @Test
  void localeMakesNoDifference() {
    Locale before = Locale.getDefault();
    String sql = "INSERT INTO ITEMS (ID) VALUES (1), (2)";
    SqlStatement expected = Sql.analyse(sql, Dialect.ANSI, 1000);
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      SqlStatement statement = Sql.analyse(sql, Dialect.ANSI, 1000);
      assertEquals(expected.id(), statement.id());
      assertEquals(
          expected.id(), Sql.analyse(sql.toLowerCase(Locale.ROOT), Dialect.ANSI, 1000).id());
      assertEquals("INSERT ITEMS", statement.summary());
      assertEquals("mysql", DatabaseUrl.parse("JDBC:MYSQL://H/D").systemName());
      assertEquals("sqlite", DatabaseUrl.parse("JDBC:SQLITE:x").systemName());
      assertEquals("x ? IN ?", DriverText.clean("x 'a' IN 'b'", 99));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void idsOfManyStatementsDiffer() {
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String sql = "SELECT c" + i + " FROM t";
      assertNull(seen.put(id(sql), sql));
    }
  }

  @Test
  void operationAndCollection() {
    SqlStatement one = Sql.analyse("select * from \"shop\".\"orders\"", Dialect.ANSI, 1000);
    assertEquals("SELECT", one.operation());
    assertEquals("shop.orders", one.collection());
    assertTrue(one.isRead());
    SqlStatement two = Sql.analyse("SELECT * FROM a JOIN b ON 1 = 1", Dialect.ANSI, 1000);
    assertNull(two.collection());
    assertTrue(two.isRead());
    SqlStatement none = Sql.analyse("gibberish", Dialect.ANSI, 1000);
    assertNull(none.operation());
    assertNull(none.collection());
    assertEquals("statement", none.summary());
    assertFalse(none.isRead());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a FROM t|true",
        "SELECT a FROM t FOR UPDATE|true",
        "WITH x AS (SELECT a FROM t) SELECT * FROM x|true",
        "WITH x AS (DELETE FROM t RETURNING a) SELECT * FROM x|false",
        "SELECT a INTO b FROM t|false",
        "SELECT a FROM t; DELETE FROM t|false",
        "INSERT INTO t SELECT a FROM u|false",
        "EXPLAIN SELECT a FROM t|false",
        "CALL f()|false"
      })
  void onlySelectingIsReading(String sql, boolean read) {
    assertEquals(read, Sql.analyse(sql, Dialect.POSTGRESQL, 1000).isRead());
  }

  @Test
  void summaryEndsBetweenTwoNames() {
    StringBuilder sql = new StringBuilder("SELECT * FROM first_table");
    for (int i = 0; i < 100; i++) {
      sql.append(", another_table_").append(i);
    }
    String summary = Sql.analyse(sql.toString(), Dialect.ANSI, 65_536).summary();
    assertTrue(summary.length() <= 255 && summary.length() > 200, summary);
    assertTrue(sql.indexOf(summary.substring(summary.lastIndexOf(' ') + 1) + ",") > 0, summary);
  }

  @Test
  void cutTextSaysSo() {
    String sql = "SELECT * FROM orders WHERE name = 'secret' AND x = 1";
    for (int max = 0; max < sql.length(); max++) {
      SqlStatement statement = Sql.analyse(sql, Dialect.ANSI, max);
      assertTrue(statement.truncated());
      assertTrue(statement.text().length() <= max);
      assertFalse(statement.text().contains("secr"), statement.text());
    }
    assertFalse(Sql.analyse(sql, Dialect.ANSI, sql.length()).truncated());
    assertFalse(Sql.analyse(null, Dialect.ANSI, 64).truncated());
  }
}
