package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions and what waits for them, through pools, by the calls of the application alone. */
class TransactionsIT {
  private static final String PROGRAM = "com.acme.pools.Transacting";
  private static final List<String> JOBS =
      List.of("single", "quick", "undone", "idle", "hold", "await", "lock", "refused");

  private static final String SUMMARY = "db.query.summary";
  private static final String UPDATE = "UPDATE stock";

  private static AppRun run(String pool) {
    return PoolRun.of(PROGRAM, pool)
        .option("jobs.include", PROGRAM + "#" + String.join("," + PROGRAM + "#", JOBS))
        .option("methods.include", PROGRAM + "#ask")
        .option("slow.query", "100ms")
        .option("slow.transaction-idle", "200ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hikari", "tomcat", "dbcp2", "c3p0", "agroal", "h2"})
  void eachStatementKnowsItsTransaction(String pool) {
    Result result = run(pool).option("query.log", "all").runHealthy();

    Event single = inJob(result, "single").where("db.query.summary", UPDATE).only();
    assertTrue(single.at("db.connection.autocommit").asBoolean(), single::toString);
    assertFalse(single.has("db.transaction"), single::toString);

    List<Event> quick = inJob(result, "quick").stream().toList();
    assertEquals(
        List.of("UPDATE stock 1", "UPDATE stock 2"),
        quick.stream().map(TransactionsIT::statementAndNumber).toList());
    for (Event each : quick) {
      assertFalse(each.at("db.connection.autocommit").asBoolean(), each::toString);
      assertEquals(
          quick.get(0).text("db.connection.id"), each.text("db.connection.id"), each::toString);
      assertEquals("h2database", each.text("db.system.name"));
      assertTrue(each.text("code.function.name").startsWith(PROGRAM), each::toString);
    }

    assertEquals(
        List.of("UPDATE stock 1", "UPDATE stock 2"),
        inJob(result, "undone").stream().map(TransactionsIT::statementAndNumber).toList());
    Map<String, Long> sums = result.events().sums("metrics.query", SUMMARY, "stats.count");
    assertEquals(3, sums.get("SAVEPOINT") + sums.get("RELEASE"), sums::toString);
    // One to the savepoint, one of all, one of a deadlock.
    assertEquals(3, sums.get("ROLLBACK"), sums::toString);
    assertEquals(5, sums.get("COMMIT"), sums::toString);
    Event job = result.events("job.run").where("code.function.name", PROGRAM + ".quick").only();
    assertEquals(3, job.integer("breakdown.db_count"), job::toString);
  }

  private static String statementAndNumber(Event query) {
    return query.text("db.query.summary") + " " + query.integer("db.transaction.statements");
  }

  /** The statements of a job in their order. */
  private static Events inJob(Result result, String method) {
    String function = PROGRAM + "." + method;
    Event job = result.events("job.run").where("code.function.name", function).first();
    return result.events("db.query").where("trace_id", job.text("trace_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hikari", "dbcp2"})
  void oneThatStandsIdleSaysDuringWhat(String pool) {
    Result result = run(pool).runHealthy();

    Event commit = inJob(result, "idle").only();
    assertEquals("WARN", commit.text("level"));
    assertEquals("COMMIT", commit.text("db.query.text"));
    assertEquals("serializable", commit.text("db.connection.isolation"));
    assertEquals("Transacting.ask", commit.text("db.transaction.idle_during"));
    double idle = commit.decimal("db.transaction.idle_ms");
    assertTrue(idle >= 400, commit::toString);
    assertTrue(commit.decimal("db.transaction.open_ms") >= idle, commit::toString);
    assertEquals(2, commit.integer("db.transaction.statements"));
    assertTrue(commit.text("message").endsWith("during Transacting.ask"), commit::toString);
    assertEquals(PROGRAM + ".idle", commit.text("code.function.name"));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void oneThatWaitsSaysForWhomWhileItWaits(Jdk jdk) {
    Result result = run("hikari").on(jdk).runHealthy();

    Events waiting = inJob(result, "await").where("db.query.summary", UPDATE);
    assertEquals(2, waiting.size(), waiting::toString);
    Event early = waiting.first();
    Event last = waiting.last();
    assertTrue(early.at("still_running").asBoolean(), early::toString);
    assertFalse(last.has("still_running"), last::toString);
    assertEquals(early.text("span_id"), last.text("span_id"));
    assertEquals(early.text("trace_id"), last.text("trace_id"));
    assertEquals("unknown", early.text("outcome"));
    assertEquals("success", last.text("outcome"));
    assertTrue(last.decimal("duration_ms") > early.decimal("duration_ms"), last::toString);
    assertEquals("UPDATE stock SET reserved = reserved + ? WHERE id = ?", sql(early));
    assertEquals("lock", early.text("db.waits_for"));
    assertEquals(PROGRAM + ".update", early.text("code.function.name"));
    assertTrue(early.at("samples").toString().contains("executeUpdate"), early::toString);
    Event holder = result.events("job.run").where("code.function.name", PROGRAM + ".hold").first();
    for (Event each : List.of(early, last)) {
      JsonNode candidate = each.at("db.lock.candidates").path(0);
      assertEquals("holder", candidate.path("thread").asText(), each::toString);
      assertEquals("Transacting.hold", candidate.path("name").asText(), each::toString);
      assertEquals(holder.text("trace_id"), candidate.path("trace_id").asText());
      assertEquals(UPDATE, candidate.path("summary").asText());
    }
  }

  private static String sql(Event query) {
    return query.text("db.query.text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hikari"})
  void failuresHaveAWord(String pool) {
    Result result = run(pool).runHealthy();

    assertEquals(
        Map.of("deadlock", 1L, "constraint", 1L),
        result.events("db.query").where("outcome", "failure").countsBy("db.failure"));
  }
}
