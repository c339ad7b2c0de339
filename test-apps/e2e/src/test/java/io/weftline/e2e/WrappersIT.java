package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An execution is one event with its text, its caller and its counts, whatever is put in front of
 * the driver; and the driver is called as often as without the agent, which the program counts and
 * prints.
 */
class WrappersIT {
  private static final String PACKAGE = "com.acme.wrappers";

  /** The method, the text, and what came of it, in the order of their ends. */
  private static final String EXPECTED =
      """
      plain: SELECT id, name FROM orders WHERE id > ?: 3 rows
      plain: UPDATE orders SET name = ? WHERE id = ?: 1 changed
      plain: SELECT id, name FROM orders WHERE id > ?: 3 rows
      plain: UPDATE orders SET name = ? WHERE id < ?
      plain: UPDATE orders SET name = ? WHERE id < ?: 2 changed
      plain: UPDATE orders SET name = ? WHERE id = ?: 3 changed by 2
      prepared: SELECT id, name FROM orders WHERE id > ?: 3 rows
      prepared: SELECT id, name FROM orders WHERE id > ?: 3 rows
      prepared: UPDATE orders SET name = ? WHERE id = ?: 3 changed by 3
      prepared: UPDATE orders SET name = ? WHERE id = ?: 1 changed
      callable: SELECT id, name FROM orders WHERE id > ?: 3 rows
      partly: SELECT id, name FROM orders WHERE id > ?: 1 rows
      nested: UPDATE orders SET name = ? WHERE id = ?: 1 changed
      nested: UPDATE orders SET name = ? WHERE id = ?: 1 changed
      nested: UPDATE orders SET name = ? WHERE id = ?: 1 changed
      nested: SELECT id, name FROM orders WHERE id > ?: 3 rows
      failing: INSERT INTO orders VALUES (?, ?): failed with 23505
      failing: SELECT nothing FROM orders: failed with 42S22
      """;

  private static final String COMMITTED =
      "committed: UPDATE orders SET name = ? WHERE id < ?: 2 changed\n";

  private static final List<String> WORK =
      lines("test-apps/wrappers/src/main/java/com/acme/wrappers/Work.java");

  private static Stream<String> wrappers() {
    return Stream.of(
        "none",
        "hikari",
        "p6spy-url",
        "hikari-p6spy-url",
        "p6spy-source",
        "proxy",
        "proxy-results",
        "proxy-driver",
        "transaction-aware",
        "lazy",
        "single",
        "all");
  }

  private static Stream<Arguments> onEachJdk() {
    return Jdk.from17()
        .flatMap(
            jdk ->
                Stream.of("p6spy-source", "proxy-results", "all")
                    .map(wrapper -> Arguments.of(jdk, wrapper)));
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void eachExecutionIsOneEventAndTheDriverIsCalledAsOften(String wrapper) {
    Result result = run(wrapper).runHealthy();

    assertTrue(result.out().contains("calls PreparedStatement.executeQuery() "), result::describe);
    assertExecuted(result, "other_sql", EXPECTED + COMMITTED + EXPECTED + COMMITTED);
    assertDatabase(result);
  }

  @ParameterizedTest
  @MethodSource("onEachJdk")
  void soItIsOnEveryJdk(Jdk jdk, String wrapper) {
    Result result = run(wrapper).on(jdk).runHealthy();

    assertExecuted(result, "other_sql", EXPECTED + COMMITTED + EXPECTED + COMMITTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hikari-p6spy-url", "proxy-results", "all"})
  void soItIsOnARealDriver(String wrapper) {
    Result result = run(wrapper, "h2").runHealthy();

    assertExecuted(result, "h2database", EXPECTED + COMMITTED + EXPECTED + COMMITTED);
    assertDatabase(result);
  }

  /** Who manages distributed transactions has the driver's connections by another way. */
  @ParameterizedTest
  @ValueSource(strings = {"xa-h2", "xa-tomcat", "xa-atomikos", "xa-narayana"})
  void soItIsInADistributedTransaction(String wrapper) {
    Result result = run(wrapper, "h2").option("app.packages", PACKAGE).runHealthy();

    boolean ofOthers = wrapper.equals("xa-atomikos") || wrapper.equals("xa-narayana");
    assertExecuted(result, "h2database", EXPECTED + (ofOthers ? "" : COMMITTED));
  }

  private static AppRun run(String... arguments) {
    return AppRun.of(PACKAGE + ".Wrappers", Project.wrappers())
        .args(arguments)
        .option("query.log", "all");
  }

  private static Events executed(Result result) {
    // The table is made and filled before, where the database is not one that counts only.
    return result
        .events("db.query")
        .matching("not of main", query -> !query.text("code.function.name").endsWith(".main"));
  }

  private static void assertExecuted(Result result, String system, String expected) {
    Events queries = executed(result);
    assertEquals(
        expected,
        queries.stream().map(query -> executed(query) + "\n").collect(Collectors.joining()),
        () -> queries + result.describe());
    for (Event query : queries) {
      assertEquals(system, query.text("db.system.name"), query::toString);
    }
  }

  private static void assertDatabase(Result result) {
    for (Event query : executed(result)) {
      assertEquals("orders", query.text("db.namespace"), query::toString);
    }
  }

  private static String executed(Event query) {
    String line = WORK.get((int) query.integer("code.line.number") - 1);
    assertTrue(line.matches(".*[.](execute|prepare)\\w*[(].*"), () -> line + " of " + query);
    StringBuilder text = new StringBuilder();
    text.append(query.text("code.function.name").replace(PACKAGE + ".Work.", ""));
    text.append(": ").append(query.text("db.query.text"));
    if (query.text("outcome").equals("failure")) {
      text.append(": failed with ").append(query.text("db.response.status_code"));
    }
    if (query.has("db.response.returned_rows")) {
      text.append(": ").append(query.integer("db.response.returned_rows")).append(" rows");
    }
    if (query.has("db.response.affected_rows")) {
      text.append(": ").append(query.integer("db.response.affected_rows")).append(" changed");
    }
    if (query.has("db.operation.batch.size")) {
      text.append(" by ").append(query.integer("db.operation.batch.size"));
    }
    return text.toString();
  }

  private static List<String> lines(String path) {
    try {
      return Files.readAllLines(Project.file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
