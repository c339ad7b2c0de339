package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A Spring Boot application with known problems, under load: it answers as without the agent, and
 * the files say what is wrong with it. One run, of which each test looks at one finding.
 */
class ShopIT {
  private static final String SHOP = "com.acme.shop.";

  /** A row of the load driver's table: endpoint, count, two times, statuses. */
  private static final Pattern ROW =
      Pattern.compile("^((?:GET|POST) .*?) +([0-9]+) +[0-9]+ +[0-9]+  (.*)$", Pattern.MULTILINE);

  private static AppRun run;
  private static Result result;

  @BeforeAll
  static void serveSixtyRequests() {
    run =
        AppRun.ofJar(Project.shopJar())
            .jvm("-Xmx512m")
            .args(
                "--server.port=0",
                "--shop.load.requests=60",
                // The job comes to the category that fails before the load ends.
                "--shop.ratings.interval=700ms")
            .option("slow.method", "0")
            .timeoutSeconds(120);
    result = run.run().assertHealthy();
  }

  @Test
  void answersAsWithoutTheAgent() {
    Map<String, String> table = table(result);

    assertEquals(17, table.size(), result::describe);
    assertEquals(table(run.without()), table);
    assertEquals(run.without().err(), result.err());
  }

  @Test
  void eachRunOfAScheduledMethodIsOneJob() {
    Events jobs = result.events("job.run").ended();

    assertEquals(
        List.of(SHOP + "rating.RatingJob.refreshNext"),
        List.copyOf(jobs.countsBy("code.function.name").keySet()));
    assertEquals(jobs.size(), jobs.countsBy("trace_id").size(), jobs::toString);
    Event failed = jobs.where("outcome", "failure").first();
    assertEquals("ERROR", failed.text("level"));
    Event exception = result.events("exception").where("trace_id", failed.text("trace_id")).only();
    assertEquals(failed.text("error.id"), exception.text("error.id"));
    assertEquals(failed.text("error.type"), exception.text("error.type"));
    Event succeeded = jobs.where("outcome", "success").first();
    assertTrue(succeeded.integer("breakdown.db_count") > 0, succeeded::toString);
  }

  @Test
  void namesTheSlowQueryAndItsCaller() {
    Event query =
        result
            .events("db.query")
            .where("slow", true)
            .where("db.query.summary", "SELECT campaigns order_lines")
            .ended()
            .only();

    assertEquals(
        SHOP + "report.RevenueRepository.byCampaign",
        query.text("code.function.name"),
        query::toString);
    assertEquals("RevenueRepository.java", query.text("code.file.path"));
    assertEquals("h2database", query.text("db.system.name"));
    assertEquals("shop", query.text("db.namespace"));
  }

  @Test
  void showsWhereASlowRequestSpentItsTime() {
    // The request is slow too, so that the call is a node of its tree and no line.
    Event call =
        result
            .events("http.server.request")
            .where("http.route", "/api/pricing/{productId}")
            .where("slow", true)
            .ended()
            .only();

    double busy = 0;
    for (JsonNode each : call.at("calls")) {
      if (each.path("name").asText().contains("RebateService.tryOrders")) {
        busy += each.path("self_ms").asDouble();
      }
    }
    assertTrue(busy > call.decimal("duration_ms") / 2, busy + " ms of " + call.text());
  }

  @Test
  void showsTheSameQueryThirtyTimesInOneCall() {
    long most = 0;
    String caller = "";
    for (Event call : result.events("method.call")) {
      for (JsonNode query : call.at("queries")) {
        if (query.path("count").asLong() > most) {
          most = query.path("count").asLong();
          caller = query.path("caller").asText();
        }
      }
    }

    assertTrue(most >= 30, most + " times at most" + result.describe());
    assertTrue(caller.startsWith(SHOP + "order."), caller);
  }

  @Test
  void namesTheRequestThatExecutesAQueryForEachRow() {
    Event most = null;
    for (Event each : result.events("db.n_plus_one")) {
      if (most == null || each.integer("n_plus_one.count") > most.integer("n_plus_one.count")) {
        most = each;
      }
    }

    assertTrue(most.integer("n_plus_one.count") >= 30, most::toString);
    assertEquals("n_plus_one", most.text("n_plus_one.pattern"), most::toString);
    assertTrue(most.text("http.route").startsWith("/api/orders"), most::toString);
    assertTrue(most.text("code.function.name").startsWith(SHOP + "order."), most::toString);
    assertTrue(most.integer("code.line.number") > 0, most::toString);
  }

  @Test
  void namesTheCulpritOfTheFailedCheckout() {
    Event exception =
        result
            .events("exception")
            .where("error.type", SHOP + "checkout.CheckoutFailedException")
            .only();

    assertTrue(
        exception.text("error.culprit").startsWith(SHOP + "stock.StockItem.requireAvailable("),
        exception::toString);
    assertEquals("java.lang.IllegalStateException", exception.text("error.root_cause.type"));
  }

  @Test
  void namesTheCulpritOfTheFailedJob() {
    Events failed =
        result
            .events("exception")
            .matching(
                "of the job", event -> event.at("thread.name").asText().startsWith("scheduling-"));

    assertFalse(failed.isEmpty(), () -> result.events("exception").toString());
    for (Event exception : failed) {
      assertTrue(
          exception.text("error.culprit").startsWith(SHOP + "rating.RatingService."),
          exception::toString);
    }
  }

  @Test
  void writesNoAddressThatSomebodyHasTyped() throws IOException {
    List<String> files = Project.list(run.output());
    assertTrue(files.size() >= 2, files::toString);
    for (String file : files) {
      Path path = run.output().resolve(file);
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      assertFalse(text.contains("@example.com"), () -> "an e-mail address in " + path);
      assertFalse(text.toLowerCase().contains("ben adler"), () -> "a name in " + path);
    }
    Event failed = result.events("db.query").where("outcome", "failure").first();
    assertEquals("23505", failed.text("db.response.status_code"), failed::toString);
  }

  /** What the load driver has counted: the times are of no interest. */
  private static Map<String, String> table(Result result) {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(result.out());
    while (row.find()) {
      rows.put(row.group(1), row.group(2) + " requests, " + row.group(3));
    }
    return rows;
  }
}
