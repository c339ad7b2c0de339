package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for a connection of a pool is told how long, and for whom. */
class PoolsIT {
  private static final String PROGRAM = "com.acme.pools.Waiting";
  private static final long HELD_MILLIS = 150;
  private static final long REFUSED_MILLIS = 1_000;

  private static final String LEAKING = "com.acme.pools.Leaking";
  private static final long LEAK_MILLIS = 300;

  /** Each with the name that it is told by: its own, or that of its class. */
  private static Stream<Arguments> pools() {
    return Stream.of(
        Arguments.of("hikari", "one-of-hikari"),
        Arguments.of("tomcat", "one-of-tomcat"),
        Arguments.of("dbcp2", "BasicDataSource"),
        Arguments.of("c3p0", "one-of-c3p0"),
        Arguments.of("agroal", "DataSource"),
        Arguments.of("h2", "JdbcConnectionPool"));
  }

  private static AppRun run(String pool) {
    return run(PROGRAM, pool)
        .option("jobs.include", PROGRAM + "#hold," + PROGRAM + "#wait*," + PROGRAM + "#free")
        .option("slow.job.overrides", PROGRAM + "#wait*=100ms");
  }

  private static AppRun leaking(String... arguments) {
    return run(LEAKING, arguments)
        .option("jobs.include", LEAKING + "#borrow*," + LEAKING + "#free," + LEAKING + "#lose")
        .option("slow.connection", LEAK_MILLIS + "ms");
  }

  private static AppRun run(String program, String... arguments) {
    return PoolRun.of(program, arguments);
  }

  @ParameterizedTest
  @MethodSource("pools")
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

  @ParameterizedTest
  @MethodSource("pools")
  void aConnectionThatIsKeptSaysWhoHasItAndWhenItIsBack(String kind, String name) {
    Result result = leaking(kind).runHealthy();

    Events leaks = result.events("db.connection.leak").where("db.pool.name", name);
    assertEquals(4, leaks.size(), leaks::toString);
    Events jobs = result.events("job.run");
    for (String borrower : List.of("borrowFirst", "borrowSecond")) {
      Event job = jobs.where("code.function.name", LEAKING + "." + borrower).only();
      Events ofJob = leaks.where("trace_id", job.text("trace_id"));
      Event out = ofJob.where("still_running", true).only();
      Event back = ofJob.where("outcome", "success").only();
      assertEquals("unknown", out.text("outcome"), out::toString);
      assertEquals(job.text("span_id"), out.text("parent_span_id"), out::toString);
      assertEquals(out.text("span_id"), back.text("span_id"), back::toString);
      assertEquals(1, out.integer("db.connection.active"), out::toString);
      assertEquals(1, out.integer("db.connection.max"), out::toString);
      assertEquals(0, back.integer("db.connection.active"), back::toString);
      assertTrue(out.decimal("db.connection.held_ms") >= LEAK_MILLIS, out::toString);
      assertTrue(
          out.decimal("db.connection.held_ms") < back.decimal("db.connection.held_ms"),
          out::toString);
      assertTrue(back.decimal("db.connection.held_ms") >= REFUSED_MILLIS - 1, back::toString);
      assertEquals(LEAK_MILLIS, out.integer("threshold_ms"), out::toString);
      assertTrue(out.text("message").contains(" held by Leaking." + borrower), out::toString);
      // The first makes the pool suspect; the second one's place is known.
      boolean placed = borrower.equals("borrowSecond");
      for (Event each : List.of(out, back)) {
        assertEquals(placed, each.has("code.stacktrace"), each::toString);
        assertEquals(placed, each.has("code.line.number"), each::toString);
      }
      if (placed) {
        assertEquals(LEAKING + ".borrowSecond", out.text("code.function.name"), out::toString);
        assertTrue(out.text("code.stacktrace").contains("Leaking.main(Leaking.java:"));
        assertFalse(out.text("code.stacktrace").contains("weftline"), out::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pools")
  void theFirstStatementSaysHowLongItsConnectionWasWaitedFor(String kind, String name) {
    Result result = run(kind).option("query.log", "all").runHealthy();

    Events queries = result.events("db.query");
    Events firsts = queries.where("db.query.text", "SELECT ?");
    Events seconds = queries.where("db.query.text", "SELECT ?, ?");
    assertEquals(3, firsts.size(), queries::toString);
    assertEquals(3, seconds.size(), queries::toString);
    for (Event each : firsts) {
      assertEquals(name, each.text("db.pool.name"), each::toString);
      assertTrue(each.has("db.connection.wait_ms"), each::toString);
    }
    for (Event each : seconds) {
      assertFalse(each.has("db.pool.name"), each::toString);
      assertFalse(each.has("db.connection.wait_ms"), each::toString);
    }
    Event wait =
        result
            .events("db.pool.wait")
            .where("code.function.name", PROGRAM + ".waitUntilItComes")
            .only();
    Event first = firsts.where("trace_id", wait.text("trace_id")).only();
    assertEquals(
        wait.decimal("db.connection.wait_ms"), first.decimal("db.connection.wait_ms"), 0.001);
  }

  @Test
  void aConnectionThatNobodyHasAnyMoreIsLost() {
    Result result = leaking("hikari", "lose").option("slow.connection", "off").runHealthy();

    Event lost = result.events("db.connection.leak").only();
    assertEquals("failure", lost.text("outcome"), lost::toString);
    assertFalse(lost.has("still_running"), lost::toString);
    assertTrue(lost.text("message").contains(" lost by Leaking.lose"), lost::toString);
    // Those that outlived their unit have made the pool suspect.
    assertEquals(LEAKING + ".lose", lost.text("code.function.name"), lost::toString);
  }

  @Test
  void aPoolTellsHowItIs() {
    Result result = leaking("hikari").option("metrics.interval", "1s").runHealthy();

    Events pools = result.events("metrics.pool");
    String at = "db.client.connection.";
    assertTrue(pools.size() >= 2, pools::toString);
    long uses = 0;
    long refused = 0;
    double longest = 0;
    boolean used = false;
    for (Event each : pools) {
      assertEquals("one-of-hikari", each.text(at + "pool.name"), each::toString);
      assertEquals(1, each.integer(at + "max"), each::toString);
      assertTrue(each.integer(at + "pending_requests") <= 1, each::toString);
      refused += each.integer(at + "timeouts");
      used |= each.integer(at + "used") == 1;
      uses += each.integer(at + "use_time.count");
      longest =
          Math.max(
              longest, each.has(at + "use_time.max_ms") ? each.decimal(at + "use_time.max_ms") : 0);
    }
    assertTrue(used, pools::toString);
    assertTrue(uses >= 2, pools::toString);
    assertTrue(refused >= 1, pools::toString);
    assertTrue(longest >= REFUSED_MILLIS - 1, pools::toString);
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
