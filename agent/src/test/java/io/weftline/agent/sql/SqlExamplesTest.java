package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlExamplesTest {

  static Stream<String[]> examples() {
    return TestTables.rows("sql-examples.tsv", 4);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleGivesTextAndSummary(String dialect, String sql, String text, String summary) {
    String unescaped = sql.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    SqlStatement statement = Sql.analyse(unescaped, Dialect.valueOf(dialect), 4096);
    assertEquals(text, statement.text());
    assertEquals(summary, statement.summary());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void safeTextIsReadAsTheStatementItWasMadeOf(
      String dialect, String sql, String text, String summary) {
    SqlStatement again = Sql.analyse(text, Dialect.valueOf(dialect), 4096);
    String unescaped = sql.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    assertEquals(text, again.text());
    assertEquals(Sql.analyse(unescaped, Dialect.valueOf(dialect), 4096).id(), again.id());
  }

  @Test
  void everyDialectHasExamples() {
    for (Dialect dialect : Dialect.values()) {
      assertTrue(examples().anyMatch(row -> row[0].equals(dialect.name())), dialect.name());
    }
    assertTrue(examples().count() > 300);
  }
}
