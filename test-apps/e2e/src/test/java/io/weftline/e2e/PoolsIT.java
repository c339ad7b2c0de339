package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who waits for a connection of a pool is told how long, and for whom. */
class PoolsIT {
  private static final String PROGRAM = "com.acme.pools.Waiting";
  private static final long HELD_MILLIS = 150;
  private static final long REFUSED_MILLIS = 1_000;

  private static AppRun run(String pool) {
    List<Path> libraries = new ArrayList<>(List.of(Project.driversJar()));
    for (String each :
        List.of(
            "h2-",
            "HikariCP-",
            "tomcat-jdbc-",
            "tomcat-juli-",
            "commons-dbcp2-",
            "commons-pool2-",
            "commons-logging-",
            "c3p0-",
            "mchange-commons-java-",
            "agroal-api-",
            "agroal-pool-",
            "slf4j-api-")) {
      libraries.add(Project.library(each));
    }
    return AppRun.of(PROGRAM, libraries.toArray(new Path[0]))
        .args(pool)
        .option("app.packages", "com.acme.pools")
        .option("jobs.include", PROGRAM + "#hold," + PROGRAM + "#wait*," + PROGRAM + "#free")
        .option("slow.job.overrides", PROGRAM + "#wait*=100ms");
  }

  @ParameterizedTest
  @CsvSource({
    "hikari, one-of-hikari",
    "tomcat, one-of-tomcat",
    "dbcp2, BasicDataSource",
    "c3p0, one-of-c3p0",
    "agroal, DataSource",
    "h2, JdbcConnectionPool"
  })
  void aWaitSaysHowLongAndForWhom(String kind, String name) {
    Result result = run(kind).runHealthy();

    Events waits = result.events("db.pool.wait").where("db.pool.name", name);
    Event came = waits.where("code.function.name", PROGRAM + ".waitUntilItComes").only();
    Event refused = waits.where("code.function.name", PROGRAM + ".waitUntilRefused").only();
    assertEquals("success", came.text("outcome"), came::toString);
    assertEquals("failure", refused.text("outcome"), refused::toString);
    assertTrue(came.decimal("db.connection.wait_ms") >= HELD_MILLIS, came::toString);
    assertTrue(refused.decimal("db.connection.wait_ms") >= REFUSED_MILLIS - 1, refused::toString);
    Events holders = result.events("job.run").where("code.function.name", PROGRAM + ".hold");
    assertHolder(came, holders);
    assertHolder(refused, holders);
    assertFalse(waits.texts("code.function.name").contains(PROGRAM + ".hold"), waits::toString);
    Event job = result.events("job.run").where("trace_id", came.text("trace_id")).last();
    assertTrue(job.decimal("breakdown.pool_wait_ms") >= HELD_MILLIS, job::toString);
    assertTrue(job.decimal("breakdown.pool_wait_ms") <= job.decimal("duration_ms"), job::toString);
    JsonNode call = job.at("calls").get(0);
    assertEquals("wait", call.get("kind").asText(), job::toString);
    assertEquals("connection of " + name, call.get("name").asText(), job::toString);
  }

  private static void assertHolder(Event wait, Events holders) {
    assertEquals(1, wait.integer("db.connection.active"), wait::toString);
    assertEquals(1, wait.integer("db.connection.max"), wait::toString);
    JsonNode all = wait.at("db.pool.holders");
    assertEquals(1, all.size(), wait::toString);
    JsonNode holder = all.get(0);
    assertEquals("Waiting.hold", holder.get("name").asText(), wait::toString);
    assertEquals("holder", holder.get("thread").asText(), wait::toString);
    // One that is held for long is told while it lasts, too.
    assertTrue(holders.texts("trace_id").contains(holder.get("trace_id").asText()), wait::toString);
  }

  @Test
  void whatIsNotSlowIsNotWritten() {
    Result result = run("hikari").option("slow.pool-wait", "10s").runHealthy();

    Event wait = result.events("db.pool.wait").only();
    assertEquals("failure", wait.text("outcome"), wait::toString);
    assertFalse(wait.has("slow"), wait::toString);
  }

  /** Six times one was asked for; the first time the pool was not there yet. */
  @Test
  void theStartOfAPoolIsNoWait() {
    Result result = run("hikari").option("slow.pool-wait", "0").runHealthy();

    Events waits = result.events("db.pool.wait");
    assertEquals(5, waits.size(), waits::toString);
    assertEquals(1, waits.where("code.function.name", PROGRAM + ".free").size(), waits::toString);
  }
}
