package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final String SECRET = "SECRET";

  static Stream<String[]> urls() {
    return TestTables.rows("database-urls.tsv", 2);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void urlSaysWhatItIsAndWhere(String url, String expected) {
    DatabaseUrl parsed = DatabaseUrl.parse(url);
    assertEquals(
        expected,
        parsed.systemName()
            + " "
            + parsed.namespace()
            + " "
            + parsed.serverAddress()
            + " "
            + parsed.serverPort());
    assertEquals(expected, parsed.toString());
    assertFalse(parsed.toString().contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:%:u/SECRET@h:1/d",
        "jdbc:%://u:SECRET@h:1/d",
        "jdbc:%://SECRET:SECRET@h:1/d",
        "jdbc:%://u:x/SECRET@h:1/d",
        "jdbc:%://u:x?SECRET@h:1/d",
        "jdbc:%://u:x;SECRET@h:1/d",
        "jdbc:%://u:x@SECRET@h:1/d",
        "jdbc:%://u:SECRET",
        "jdbc:%://h:1/d?password=SECRET",
        "jdbc:%://h:1/d?user=a@b&password=SECRET",
        "jdbc:%://h:1;password=SECRET",
        "jdbc:%://h:1;password={x;databaseName=SECRET}",
        "jdbc:%://h:1/d:user=u;password=SECRET;",
        "jdbc:%:thin:u/SECRET@h:1:d",
        "jdbc:%:thin:u/SECRET@//h:1/d",
        "jdbc:%:thin:u/\"x@SECRET\"@h:1/d",
        "jdbc:%:mem:x;PASSWORD=SECRET",
        "jdbc:%:file:/x/d;PASSWORD=SECRET",
        "jdbc:%:d?password=SECRET",
        "jdbc:%:d;password=SECRET",
        "jdbc:%:@(DESCRIPTION=(HOST=h)(PORT=1)(PASSWORD=SECRET)(SID=d))",
        "jdbc:%://address=(host=h)(password=SECRET)/d",
        "jdbc:p6spy:%://u:SECRET@h/d"
      })
  void noPasswordComesOut(String form) {
    String[] drivers = {
      "postgresql",
      "mysql",
      "mariadb",
      "oracle",
      "sqlserver",
      "db2",
      "h2",
      "hsqldb",
      "sqlite",
      "derby",
      "clickhouse",
      "snowflake",
      "redshift",
      "sap",
      "teradata",
      "jtds:sqlserver",
      "counting"
    };
    for (String driver : drivers) {
      String url = form.replace("%", driver);
      assertFalse(DatabaseUrl.parse(url).toString().contains(SECRET), url);
    }
  }

  @Test
  void noInputFails() {
    assertEquals(DatabaseUrl.OTHER, DatabaseUrl.parse(null).systemName());
    assertEquals(DatabaseUrl.OTHER, DatabaseUrl.parse("jdbc:x:" + "y".repeat(99_999)).systemName());
    String[] pieces = {
      "jdbc:",
      "oracle:",
      "sqlserver:",
      "h2:",
      "mysql:",
      "snowflake:",
      "tc:",
      "//",
      "/",
      ":",
      "@",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "?",
      ";",
      "&",
      "=",
      "host",
      "port",
      ",",
      "\\",
      "1",
      "x",
      "."
    };
    Random random = new Random(5);
    for (int i = 0; i < 300_000; i++) {
      StringBuilder url = new StringBuilder("jdbc:");
      for (int n = random.nextInt(15); n > 0; n--) {
        url.append(pieces[random.nextInt(pieces.length)]);
      }
      DatabaseUrl parsed = DatabaseUrl.parse(url.toString());
      assertEquals(parsed.dialect(), Dialect.of(parsed.systemName()));
    }
  }

  @Test
  void dialectBelongsToTheSystem() {
    assertSame(Dialect.POSTGRESQL, DatabaseUrl.parse("jdbc:postgresql:x").dialect());
    assertSame(Dialect.MYSQL, Dialect.of("mariadb"));
    assertSame(Dialect.UNKNOWN, Dialect.of("other_sql"));
    assertSame(Dialect.UNKNOWN, Dialect.of(null));
    for (String system :
        new String[] {
          "postgresql", "mysql", "oracle.db", "microsoft.sql_server", "ibm.db2", "h2database",
          "hsqldb", "sqlite", "derby", "clickhouse", "snowflake", "hive"
        }) {
      assertNotSame(Dialect.UNKNOWN, Dialect.of(system), system);
    }
  }
}
