package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that a unit of work executes again and again is told, with its line and what varies. */
class RepeatedIT {
  private static final String PROGRAM = "com.acme.pools.Repeating";
  private static final List<String> JOBS =
      List.of(
          "each",
          "same",
          "literals",
          "bound",
          "kinds",
          "kindsThatDiffer",
          "few",
          "updates",
          "threads",
          "many",
          "interleaved",
          "mixed",
          "tasks");

  private static final String KIND = "db.n_plus_one";

  private static AppRun run(String pool) {
    return PoolRun.of(PROGRAM, pool)
        .option("jobs.include", PROGRAM + "#" + String.join("," + PROGRAM + "#", JOBS));
  }

  /** By the text of the query: count, distinct parameters and pattern. */
  private static Map<String, String> told(Result result) {
    Map<String, String> told = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    for (Event query : result.events("db.query")) {
      texts.put(query.text("db.query.id"), query.text("db.query.text"));
    }
    for (Event each : result.events(KIND)) {
      String alias = texts.get(each.text("db.query.id")).replaceAll(".* AS (\\w+)_id .*", "$1");
      String what =
          each.integer("n_plus_one.count")
              + " "
              + each.integer("n_plus_one.distinct_parameters")
              + " "
              + each.text("n_plus_one.pattern");
      told.merge(alias, what, (one, other) -> one + ", " + other);
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hikari", "dbcp2", "tomcat"})
  void tellsOtherParametersEachTimeFromTheSameAgain(String pool) {
    Result result = run(pool).option("query.log", "all").runHealthy();

    Map<String, String> told = told(result);
    assertEquals("20 20 n_plus_one", told.remove("thread"));
    assertEquals(
        Map.of(
            "bound", "20 1 repeated_identical",
            "each", "20 20 n_plus_one",
            "fixed", "20 1 repeated_identical",
            "kinds", "20 1 repeated_identical, 20 20 n_plus_one",
            "literal", "20 20 n_plus_one",
            "many", "1000 1000 n_plus_one",
            "mixed", "20 20 n_plus_one",
            "same", "20 1 repeated_identical",
            "task", "20 20 n_plus_one",
            "varying", "20 20 n_plus_one"),
        told);
    for (Event each : result.events(KIND)) {
      assertEquals(PROGRAM, each.text("code.function.name").replaceAll("\\.\\w+$", ""));
    }
  }

  @Test
  void saysWhereAndForWhat() {
    Result result = run("hikari").runHealthy();

    Event each = ofEach(result);
    Event job = result.events("job.run").where("code.function.name", PROGRAM + ".each").only();
    assertEquals("WARN", each.text("level"));
    assertEquals(job.text("trace_id"), each.text("trace_id"));
    assertEquals(job.text("span_id"), each.text("parent_span_id"));
    assertEquals(PROGRAM + ".read", each.text("code.function.name"));
    assertEquals("Repeating.java", each.text("code.file.path"));
    assertEquals("SELECT orders", each.text("db.query.summary"));
    assertTrue(each.decimal("n_plus_one.total_ms") > 0, each::toString);
    assertEquals(
        "SELECT orders 20 times, with 20 different parameters, by Repeating.each at "
            + PROGRAM
            + ".read:"
            + each.integer("code.line.number"),
        each.text("message"));
  }

  private static Event ofEach(Result result) {
    return result.events(KIND).stream()
        .filter(each -> each.text("message").contains("by Repeating.each"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fromWhenOnIsAnOption() {
    Result result = run("hikari").option("query.n-plus-one", "21").runHealthy();

    Event many = result.events(KIND).only();
    assertEquals(1_000, many.integer("n_plus_one.count"));
    assertFalse(many.has("http.route"), many::toString);
  }
}
