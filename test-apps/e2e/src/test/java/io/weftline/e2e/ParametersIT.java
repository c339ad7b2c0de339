package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is bound to statements is written where that is asked for, but for what is a secret. */
class ParametersIT {
  private static final String SUMMARY = "db.query.summary";
  private static final String PARAMETER = "db.query.parameter";
  private static final String INSERTED =
      "{\"1\":\"42\",\"2\":\"ada@example.com\",\"3\":\"REDACTED\",\"4\":\"REDACTED\","
          + "\"5\":\"paid with REDACTED\",\"6\":\"byte[12]\",\"7\":\"2026-11-22 10:00:00.0\","
          + "\"8\":\"1.5\",\"9\":\"true\",\"10\":\"null\",\"11\":\"12.50\"}";

  private static AppRun run(String pool) {
    return PoolRun.of("com.acme.pools.Binding", pool);
  }

  private static Result all(String pool, Jdk jdk) {
    return run(pool)
        .on(jdk)
        .option("query.log", "all")
        .option("query.parameters", "all")
        .runHealthy();
  }

  private static String bound(Events queries) {
    return queries.only().at(PARAMETER).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hikari", "dbcp2", "h2"})
  void eachKindIsWrittenAsWhatItIs(String pool) {
    Result result = all(pool, Jdk.running());
    Events queries = result.events("db.query");

    Events inserts = queries.where(SUMMARY, "INSERT customers");
    assertEquals(INSERTED, bound(inserts.where("outcome", "success")));
    assertEquals(INSERTED, bound(inserts.where("outcome", "failure")));
    Events updates = queries.where(SUMMARY, "UPDATE customers");
    assertEquals(
        "{\"1\":\"ByteArrayInputStream[5]\",\"2\":\"42\"}",
        bound(updates.matching("single", each -> !each.has("db.operation.batch"))));
    Events batches = updates.where("db.operation.batch.size", 3);
    assertEquals("{\"1\":\"city-0\",\"2\":\"42\"}", bound(batches));
    assertNoSecret(result);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void onEveryJdk(Jdk jdk) {
    Result result = all("hikari", jdk);

    Events inserts = result.events("db.query").where(SUMMARY, "INSERT customers");
    assertEquals(INSERTED, bound(inserts.where("outcome", "success")));
    assertNoSecret(result);
  }

  @Test
  void onlyOfWhatWasSlowOrFailedIfThatIsAskedFor() {
    Result result =
        run("hikari").option("query.log", "all").option("query.parameters", "slow").runHealthy();

    for (Event each : result.events("db.query").where("slow", true).ended()) {
      assertTrue(each.has(PARAMETER), each::toString);
    }
    Events inserts = result.events("db.query").where(SUMMARY, "INSERT customers");
    assertFalse(inserts.where("outcome", "success").only().has(PARAMETER), inserts::toString);
    assertEquals(INSERTED, bound(inserts.where("outcome", "failure")));
  }

  @Test
  void nothingIsWrittenUnlessItIsAskedFor() {
    Result result = run("hikari").option("query.log", "all").runHealthy();

    for (Event each : result.events()) {
      assertFalse(each.has(PARAMETER), each::toString);
      assertFalse(each.text().contains("ada@example.com"), each::toString);
    }
  }

  private static void assertNoSecret(Result result) {
    for (Event each : result.events()) {
      assertFalse(each.text().contains("hunter2"), each::toString);
      assertFalse(each.text().contains("4111"), each::toString);
    }
  }
}
