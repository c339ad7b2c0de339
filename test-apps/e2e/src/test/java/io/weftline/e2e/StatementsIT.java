package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each execution is one event, by whatever way JDBC has; and the driver's objects are called as
 * often as without the agent, which the program counts and prints.
 */
class StatementsIT {
  private static final String COUNTING = "com.acme.plain.counting.";

  /** What stands in the SQL texts, is bound, or is in the messages of the driver. */
  private static final Pattern SECRETS =
      Pattern.compile(
          "\\b(ann|bob|eve|open|late|Rome|pen|paid|o'hara|hush-0815|hush-4711|secret_table)\\b"
              + "|99\\.50|%@example|4111 1111|dear ann|article [0-9]|all the others");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "plain, 13",
    "prepared, 6",
    "callable, 3",
    "batch, 3",
    "execute-then-getResultSet, 3",
    "reuse, 5",
    "unclosed, 1",
    "nested, 7",
    "pooled, 19",
    "failing, 6",
    "slow, 2",
    "slow-fetch, 1",
    "two-threads, 1",
    "many, 10000",
    "threads, 8000",
    "huge, 4",
  })
  void eachExecutionIsOneEvent(String scenario, int executions) {
    Result result = all(scenario);

    Events queries = result.events("db.query").ended();
    assertEquals(executions, queries.size(), () -> queries + result.describe());
    for (Event query : queries) {
      assertEquals("db.acme.example", query.text("server.address"), query::toString);
      assertEquals(5432, query.integer("server.port"), query::toString);
      assertEquals("orders", query.text("db.namespace"), query::toString);
      assertTrue(query.has("db.query.text") && query.has("db.query.summary"), query::toString);
      assertTimesAddUp(query);
      assertCalledFrom(query);
    }
    assertNoSecret(result);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void allScenariosOnEveryJdk(Jdk jdk) {
    Result result =
        statements(
                "plain",
                "prepared",
                "callable",
                "batch",
                "execute-then-getResultSet",
                "reuse",
                "unclosed",
                "nested",
                "pooled",
                "failing",
                "slow",
                "slow-fetch",
                "two-threads",
                "threads",
                "huge")
            .on(jdk)
            .option("query.log", "all")
            .runHealthy();

    assertEquals(8074, result.events("db.query").ended().size());
    assertNoSecret(result);
  }

  /** Nobody is seen to make the statements: what is prepared has no text, what is given one has. */
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void statementsOfAProxiedConnectionAreEventsToo(Jdk jdk) {
    Result result = statements("faceless").on(jdk).option("query.log", "all").runHealthy();

    Events queries = result.events("db.query");
    assertEquals(19, queries.size(), result::describe);
    assertEquals(6, queries.where("db.query.text", "?").size(), queries::toString);
    assertEquals(19, result.events().queriesCounted(), result::describe);
    Events warnings = result.events("agent.warning");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings.last().text("message").contains("com.acme.plain.counting.Counting"),
        warnings::toString);
  }

  @Test
  void plainStatementsSayWhatCameBack() {
    List<String> expected =
        List.of(
            "SELECT 3 rows",
            "UPDATE 5 changed",
            "INSERT 1 changed",
            "INSERT 1 changed",
            "INSERT 1 changed",
            "UPDATE 5 changed",
            "INSERT 1 changed",
            "INSERT 1 changed",
            "INSERT 1 changed",
            "SELECT 3 rows");

    // The count of the last three is only known to whoever asks the statement for it.
    assertEquals(expected, outcomes(all("plain")).subList(0, expected.size()));
  }

  @Test
  void preparedStatementsSayWhatCameBack() {
    assertEquals(
        List.of(
            "SELECT 4 rows",
            "SELECT 0 rows",
            "INSERT 1 changed",
            "UPDATE 2 changed",
            "SELECT 2 rows",
            "DELETE 7 changed"),
        outcomes(all("prepared")));
  }

  @Test
  void whatAPoolHandsOutIsTheSame() {
    List<String> expected = new ArrayList<>(outcomes(all("prepared")));
    expected.addAll(outcomes(all("plain")));

    assertEquals(expected, outcomes(all("pooled")));
  }

  @Test
  void batchesSayHowManyEntriesAndRows() {
    Events batches = all("batch").events("db.query");

    assertEquals(List.of("3", "1000", "10"), batches.texts("db.operation.batch.size"));
    assertEquals(List.of("6", "1000", "30"), batches.texts("db.response.affected_rows"));
  }

  @Test
  void rowsAreThoseThatWereRead() {
    Events reused = all("reuse").events("db.query");
    assertEquals(List.of("2", "2", "2", "2", "2"), reused.texts("db.response.returned_rows"));

    Event unclosed = all("unclosed").events("db.query").only();
    assertEquals(3, unclosed.integer("db.response.returned_rows"));

    Event handedOver = all("two-threads").events("db.query").only();
    assertEquals(4, handedOver.integer("db.response.returned_rows"));
  }

  @Test
  void nestedResultsKeepTheirOwnRows() {
    Map<String, Long> rows = new TreeMap<>();
    Events nested = all("nested").events("db.query");
    for (Event query : nested) {
      rows.merge(
          query.text("db.collection.name"), query.integer("db.response.returned_rows"), Long::sum);
    }

    assertEquals(Map.of("orders", 3L, "order_lines", 6L, "customers", 3L), rows);
    assertEquals(3, nested.countsBy("db.query.id").size());
  }

  @Test
  void failuresKeepStateAndCodeAndLoseTheirValues() {
    Events failed = all("failing").events("db.query");

    Map<String, Long> codes = new TreeMap<>();
    for (Event query : failed) {
      assertEquals("failure", query.text("outcome"), query::toString);
      assertEquals("WARN", query.text("level"), query::toString);
      assertTrue(query.text("error.type").startsWith("java.sql."), query::toString);
      codes.put(query.text("db.response.status_code"), query.integer("error.code"));
    }
    assertEquals(
        Map.of("42P01", 1234L, "23505", 5L, "42601", 7L, "58030", 99L, "40001", 60L, "23503", 9L),
        codes);
  }

  @Test
  void slowStatementsSayWhetherExecutingOrReadingWasSlow() {
    Result result = statements("slow", "slow-fetch").option("slow.query", "50ms").runHealthy();

    Events slow = result.events("db.query").ended();
    assertEquals(3, slow.size(), slow::toString);
    for (Event query : slow) {
      assertTrue(query.at("slow").asBoolean(), query::toString);
      assertEquals(50, query.integer("threshold_ms"), query::toString);
      assertEquals("WARN", query.text("level"), query::toString);
    }
    List<Event> events = slow.stream().toList();
    assertTrue(events.get(0).decimal("db.execute_ms") >= 80, slow::toString);
    assertTrue(events.get(1).decimal("db.execute_ms") >= 80, slow::toString);
    assertTrue(events.get(2).decimal("db.fetch_ms") >= 100, slow::toString);
    assertTrue(events.get(2).at("db.execute_ms").asDouble() < 50, slow::toString);
  }

  @ParameterizedTest
  @CsvSource({"slow, 6", "none, 0"})
  void writesWhatQueryLogAsksForAndCountsAll(String log, int lines) {
    Result result = statements("plain", "failing").option("query.log", log).runHealthy();

    assertEquals(lines, result.events("db.query").size(), () -> "" + result.events());
    assertTrue(result.events().queriesCounted() >= 18, () -> "" + result.events("metrics.query"));
  }

  @Test
  void metricsCountEachExecutionOfManyThreads() {
    Result result = statements("threads").option("query.log", "none").runHealthy();

    assertEquals(8000, result.events().queriesCounted());
    assertEquals(1, result.events("metrics.query").countsBy("db.query.id").size());
  }

  /** Whatever was kept of each of them would not fit into the memory that there is. */
  @Test
  void aMillionStatementsOfWhichNoTwoAreAlikeAreAllCountedInLittleMemory() {
    int statements = 1_000_000;
    Result result =
        AppRun.of("counting.Distinct")
            .jvm("-Xmx48m")
            .args(Integer.toString(statements))
            .option("slow.query", "off")
            .timeoutSeconds(120)
            .runHealthy();

    assertEquals(statements, result.events().queriesCounted());
    Events others = result.events("metrics.query").where("db.query.id", "_other");
    assertTrue(others.size() >= 1, () -> result.events("metrics.query").size() + " lines");
  }

  @Test
  void aHugeTextIsCutAndSaysSo() {
    Events huge = all("huge").events("db.query");

    assertEquals(2, huge.countsBy("db.query.id").size(), huge::toString);
    for (Event query : huge) {
      assertTrue(query.text("db.query.text").length() <= 4000, query::toString);
    }
    Events cut =
        huge.matching("cut", event -> event.at("truncated").toString().contains("db.query.text"));
    assertEquals(2, cut.size(), huge::toString);
  }

  @Test
  void theTreeOfAMethodHasItsQueries() {
    Result result =
        statements("plain")
            .option("methods.include", COUNTING + "Queries")
            .option("slow.method", "0")
            .runHealthy();

    Event call = result.events("method.call").only();
    assertEquals(13, sum(call.at("queries"), "query"), call::toString);
    assertEquals(13, sum(call.at("calls"), "query"), call::toString);
    double total = 0;
    for (JsonNode query : call.at("queries")) {
      total += query.get("total_ms").asDouble();
      assertTrue(
          query.path("caller").asText().startsWith(COUNTING + "Queries.plain:"), call::toString);
    }
    assertTrue(total <= call.decimal("duration_ms"), call::toString);
  }

  private static Result all(String scenario) {
    return statements(scenario).option("query.log", "all").runHealthy();
  }

  /** Events that are lost under load would be counted, but here all of them are wanted. */
  private static AppRun statements(String... scenarios) {
    return AppRun.of("counting.Statements").args(scenarios).option("output.when-full", "wait");
  }

  private static List<String> outcomes(Result result) {
    List<String> outcomes = new ArrayList<>();
    for (Event query : result.events("db.query")) {
      String operation = query.text("db.operation.name");
      outcomes.add(
          operation.equals("SELECT")
              ? operation + " " + query.at("db.response.returned_rows").asLong() + " rows"
              : operation + " " + query.at("db.response.affected_rows").asLong() + " changed");
    }
    return outcomes;
  }

  private static long sum(JsonNode rows, String kind) {
    long sum = 0;
    for (JsonNode row : rows) {
      if (row.path("kind").asText(kind).equals(kind)) {
        sum += row.path("count").asLong(1);
      }
    }
    return sum;
  }

  private static void assertTimesAddUp(Event query) {
    double sum = query.at("db.execute_ms").asDouble() + query.at("db.fetch_ms").asDouble();
    assertEquals(query.decimal("duration_ms"), sum, 0.0021, query::toString);
  }

  /** The line that the event names is one of the program, and executes something. */
  private static void assertCalledFrom(Event query) {
    String function = query.text("code.function.name");
    String type = function.substring(0, function.lastIndexOf('.'));
    assertTrue(
        type.matches(Pattern.quote(COUNTING) + "(Queries|Results|Failing|Loads|Tally)"),
        query::toString);
    List<String> source = Project.plainSource("counting/" + type.replace(COUNTING, "") + ".java");
    int line = (int) query.integer("code.line.number");
    assertTrue(line >= 1 && line <= source.size(), query::toString);
    String text = source.get(line - 1);
    assertTrue(
        text.matches(".*(execute|prepare|next[(]).*"), () -> line + " is " + text + ": " + query);
  }

  private static void assertNoSecret(Result result) {
    for (Event event : result.events()) {
      assertFalse(
          SECRETS.matcher(event.text()).find(), () -> "something of the SQL's values: " + event);
    }
  }
}
