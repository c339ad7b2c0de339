package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each execution on a real driver is one event, by whatever way its connection came. */
class DriversIT {
  /** What each scenario executes, its table included. */
  private static final Map<String, Long> EXECUTIONS =
      Map.of(
          "plain", 7L,
          "prepared", 11L,
          "batches", 4L,
          "keys", 3L,
          "callable", 3L,
          "results", 4L,
          "failing", 6L,
          "fetch", 3L,
          "transactions", 7L,
          "unwrapped", 3L);

  /** 26 executions by each way to execute, 30 rows read. */
  private static final Path SHELVES =
      Program.compile(
          Map.of(
              "org.shelf.Shelves",
              """
              package org.shelf;

              import java.sql.*;

              public class Shelves {
                public static void main(String[] arguments) throws SQLException {
                  try (Connection connection = DriverManager.getConnection(arguments[0]);
                      Statement statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE books (id INTEGER, title VARCHAR(20))");
                    for (int i = 0; i < 20; i++) {
                      statement.executeUpdate("INSERT INTO books VALUES (" + i + ", 'old')");
                    }
                    insert(connection);
                    int rows = 0;
                    try (ResultSet all = statement.executeQuery("SELECT id FROM books")) {
                      while (all.next()) {
                        rows++;
                      }
                    }
                    try (PreparedStatement one =
                        connection.prepareStatement("SELECT title FROM books WHERE id = ?")) {
                      for (int id = 3; id <= 5; id++) {
                        one.setInt(1, id);
                        one.execute();
                        try (ResultSet found = one.getResultSet()) {
                          rows += found.next() ? 1 : 0;
                        }
                      }
                    }
                    System.out.println(rows + " rows");
                  }
                }

                static void insert(Connection connection) throws SQLException {
                  try (PreparedStatement insert =
                      connection.prepareStatement("INSERT INTO books VALUES (?, ?)")) {
                    for (int i = 20; i < 27; i++) {
                      insert.setInt(1, i);
                      insert.setString(2, "new");
                      insert.addBatch();
                    }
                    insert.executeBatch();
                  }
                }
              }
              """));

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:shelves, h2database",
    "jdbc:hsqldb:mem:shelves, hsqldb",
    "jdbc:sqlite::memory:, sqlite"
  })
  void driversWhoseClassesHaveOtherShapes(String url, String system) {
    Result result =
        AppRun.of(
                "org.shelf.Shelves",
                SHELVES,
                Project.library("h2-"),
                Project.library("hsqldb-"),
                Project.library("sqlite-jdbc-"),
                Project.library("slf4j-api-"))
            .args(url)
            .option("query.log", "all")
            .runHealthy();

    Events queries = result.events("db.query").ended();
    assertEquals(26, queries.size(), () -> queries + result.describe());
    assertEquals(26, result.events().queriesCounted(), result::describe);
    long rows = 0;
    for (Event query : queries) {
      assertEquals(system, query.text("db.system.name"), query::toString);
      assertTrue(
          query.text("code.function.name").startsWith("org.shelf.Shelves."), query::toString);
      rows +=
          query.has("db.response.returned_rows") ? query.integer("db.response.returned_rows") : 0;
    }
    assertEquals(30, rows, queries::toString);
  }

  @ParameterizedTest
  @CsvSource({"direct, true", "pool, true", "source, false", "proxied, true"})
  void eachExecutionIsOneEventByEachWay(String way, boolean urlSeen) {
    Result result = assertEachScenario(way, Jdk.running());

    for (Event query : result.events("db.query")) {
      assertEquals("h2database", query.text("db.system.name"), query::toString);
      assertTrue(
          query.text("code.function.name").startsWith("com.acme.drivers.Shelf."), query::toString);
      if (urlSeen) {
        assertTrue(EXECUTIONS.containsKey(query.text("db.namespace")), query::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void eachExecutionThroughAPoolIsOneEventOnEveryJdk(Jdk jdk) {
    assertEachScenario("pool", jdk);
  }

  @Test
  void twoPoolsKeepTheirDatabasesApart() {
    Result result = all("pool", "two-pools");

    assertEquals(
        Map.of("east", 2L, "west", 2L),
        result.events("db.query").countsBy("db.namespace"),
        result::describe);
  }

  @Test
  void countsEachExecutionOfManyThreadsThroughAPool() {
    Events lines = all("pool", "crowd").events();
    assertEquals(2000, lines.of("db.query").size());
    assertEquals(2000, lines.queriesCounted());

    Events counted = library("pool", "crowd").option("query.log", "none").runHealthy().events();
    assertEquals(0, counted.of("db.query").size());
    assertEquals(2000, counted.queriesCounted());
  }

  @Test
  void rowsAreThoseThatWereRead() {
    Result result = all("pool", "fetch", "keys", "results");

    Events fetched = result.events("db.query").where("db.namespace", "fetch");
    assertEquals(20_000, fetched.last().integer("db.response.returned_rows"), fetched::toString);
    Events results = result.events("db.query").where("db.namespace", "results");
    assertEquals(
        List.of("7", "1"),
        results.where("db.operation.name", "SELECT").texts("db.response.returned_rows"));
  }

  @Test
  void batchesSayHowManyEntries() {
    Events batches = all("pool", "batches").events("db.query");

    assertEquals(
        List.of("3", "100"),
        batches
            .matching("batches", event -> event.has("db.operation.batch.size"))
            .texts("db.operation.batch.size"));
  }

  @ParameterizedTest
  @CsvSource({"direct", "pool", "proxied"})
  void failuresKeepTheirStateAndLoseTheirValues(String way) {
    Result result =
        library(way, "failing").option("methods.include", "com.acme.drivers.*").runHealthy();

    Map<String, Long> states = new TreeMap<>();
    for (Event query : result.events("db.query")) {
      assertEquals("failure", query.text("outcome"), query::toString);
      states.merge(query.text("db.response.status_code"), 1L, Long::sum);
    }
    assertEquals(Map.of("23505", 2L, "42S02", 1L, "42001", 1L), states, result::describe);
    Event exception = result.events("exception").first();
    assertTrue(exception.text("error.type").endsWith("IntegrityConstraintViolationException"));
    assertTrue(
        exception.text("error.message").startsWith("Unique index or primary key violation"),
        exception::toString);
    assertTrue(
        exception.text("error.culprit").startsWith("com.acme.drivers.Shelf.insertAgain("),
        exception::toString);
    assertNoSecret(result);
  }

  /** A wrapper's statement that is not executed is not known to the one inside. */
  @ParameterizedTest
  @CsvSource({"direct", "pool", "proxied"})
  void leavesWhatIsInsideAStatementUnharmed(String way) {
    Events queries = all(way, "unwrapped-statement").events("db.query");

    assertTrue(queries.size() >= 1 && queries.size() <= 2, queries::toString);
  }

  private static Result assertEachScenario(String way, Jdk jdk) {
    Result result =
        library(way, EXECUTIONS.keySet().stream().sorted().toArray(String[]::new))
            .on(jdk)
            .option("query.log", "all")
            .runHealthy();

    Events queries = result.events("db.query").ended();
    if (queries.first().has("db.namespace")) {
      assertEquals(new TreeMap<>(EXECUTIONS), queries.countsBy("db.namespace"), result::describe);
    }
    long all = EXECUTIONS.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(all, queries.size(), () -> queries + result.describe());
    assertEquals(all, result.events().queriesCounted(), result::describe);
    assertEquals(4, queries.where("outcome", "failure").size(), queries::toString);
    assertNoSecret(result);
    return result;
  }

  private static Result all(String way, String... scenarios) {
    return library(way, scenarios).option("query.log", "all").runHealthy();
  }

  private static AppRun library(String way, String... scenarios) {
    String[] arguments = new String[scenarios.length + 1];
    arguments[0] = way;
    System.arraycopy(scenarios, 0, arguments, 1, scenarios.length);
    return AppRun.of(
            "com.acme.drivers.Library",
            Project.driversJar(),
            Project.library("h2-"),
            Project.library("HikariCP-"),
            Project.library("slf4j-api-"))
        .args(arguments)
        .option("app.packages", "com.acme.drivers")
        .option("output.when-full", "wait");
  }

  private static void assertNoSecret(Result result) {
    for (Event event : result.events()) {
      assertFalse(event.text().contains("hush"), () -> "something of the SQL's values: " + event);
    }
  }
}
