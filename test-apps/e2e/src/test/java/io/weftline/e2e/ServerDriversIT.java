package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each execution on a driver of a database server is one event, with the numbers that the driver
 * itself has told the application.
 */
class ServerDriversIT {
  private static final String NAMESPACE = "executing";
  private static final List<String> SCENARIOS =
      List.of(
          "plain",
          "prepared",
          "large",
          "keys",
          "batches",
          "transactions",
          "failing",
          "portions",
          "unread",
          "results",
          "several",
          "calls",
          "beside");

  /** PostgreSQL takes several statements at once anyway. */
  private static final String SEVERAL = "?allowMultiQueries=true";

  /** The program has printed something else too. */
  private static final String EXECUTION = "[A-Z]+( [a-z]+_books)?( [a-z]+=.*)?";

  private static Stream<Arguments> ways() {
    Jdk own = Jdk.running();
    ShopDatabase postgres = ShopDatabase.POSTGRESQL;
    ShopDatabase mariaDb = ShopDatabase.MARIADB;
    List<Arguments> ways = new ArrayList<>();
    ways.add(Arguments.of(own, postgres, "direct", "?prepareThreshold=1"));
    ways.add(Arguments.of(own, postgres, "org.postgresql.ds.PGSimpleDataSource", ""));
    ways.add(Arguments.of(own, mariaDb, "direct", SEVERAL));
    ways.add(Arguments.of(own, mariaDb, "direct", SEVERAL + "&useServerPrepStmts=true"));
    Jdk.all()
        .filter(jdk -> jdk.release() == 8 || jdk.equals(own))
        .forEach(
            jdk -> {
              ways.add(Arguments.of(jdk, postgres, "pool", "?reWriteBatchedInserts=true"));
              ways.add(Arguments.of(jdk, mariaDb, "pool", SEVERAL + "&useBulkStmts=true"));
            });
    return ways.stream();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void eachExecutionIsOneEventWithItsNumbers(
      Jdk jdk, ShopDatabase system, String way, String settings) {
    Database database = system.get();
    database.create(NAMESPACE);
    List<String> arguments = new ArrayList<>(List.of(way, database.url(NAMESPACE) + settings));
    arguments.addAll(List.of(database.user(), database.password()));
    arguments.addAll(SCENARIOS);

    Result result =
        AppRun.of(
                "com.acme.databases.Executing",
                Project.driversJar(),
                Project.library("postgresql-"),
                Project.library("mariadb-java-client-"),
                Project.library("HikariCP-"),
                Project.library("slf4j-api-"))
            .args(arguments.toArray(new String[0]))
            .on(jdk)
            .option("query.log", "all")
            .option("app.packages", "com.acme.databases")
            .option("output.when-full", "wait")
            .runHealthy();

    // That HikariCP asks the driver for its isolation, and that one the server, is none of them.
    Events queries = result.events("db.query").ended();
    List<String> executions = result.out().lines().filter(line -> line.matches(EXECUTION)).toList();
    assertTrue(executions.size() > 100, result::describe);
    assertEquals(
        String.join("\n", executions),
        queries.stream().map(ServerDriversIT::told).collect(Collectors.joining("\n")),
        result::describe);
    assertEquals(queries.size(), result.events().queriesCounted(), result::describe);
    for (Event each : queries) {
      assertEquals(database.system(), each.text("db.system.name"), each::toString);
      assertEquals(NAMESPACE, each.text("db.namespace"), each::toString);
      assertEquals("127.0.0.1", each.text("server.address"), each::toString);
      assertEquals(database.port(), each.integer("server.port"), each::toString);
      assertFalse(each.text().contains("hush"), each::toString);
    }
  }

  /** An event as the program tells an execution. */
  private static String told(Event query) {
    StringBuilder told = new StringBuilder(query.text("db.operation.name"));
    if (query.has("db.collection.name")) {
      told.append(' ').append(query.text("db.collection.name"));
    }
    if (query.has("db.operation.batch.size")) {
      told.append(" batch=").append(query.integer("db.operation.batch.size"));
    }
    if (query.has("db.response.affected_rows")) {
      told.append(" affected=").append(query.integer("db.response.affected_rows"));
    }
    if (query.text("outcome").equals("failure")) {
      told.append(" failed=").append(query.text("db.response.status_code"));
    } else if (query.has("db.response.returned_rows")) {
      told.append(" rows=").append(query.integer("db.response.returned_rows"));
    }
    return told.toString();
  }
}
