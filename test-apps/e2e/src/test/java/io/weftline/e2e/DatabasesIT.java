package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is wrong between a service and its database is in the files, whichever database it is: the
 * shop with its faults on each. One run for each, of which each test looks at one finding.
 */
@ParameterizedClass
@EnumSource
class DatabasesIT {
  private static final String SHOP = "com.acme.shop.";
  private static final String DISPATCH = "/api/shipping/{orderId}/dispatch";
  private static final int POOL = 4;

  /** The warehouse and the carrier take longer to answer. */
  private static final double LONG_MILLIS = 1_000;

  private static final long LEAK_MILLIS = 300;

  private static Result result;
  private static List<String> answers;
  private static List<String> answersWithout;

  @Parameter ShopDatabase shop;

  @BeforeParameterizedClassInvocation
  static void askForEachFault(ShopDatabase shop) {
    // Both at once: they mostly wait for the services that they call.
    CompletableFuture<List<String>> without =
        CompletableFuture.supplyAsync(
            () -> {
              try (ServedShop served = new ServedShop(run(shop, "plain").withoutAgent())) {
                ask(served);
                served.end();
                return served.answers();
              }
            });
    AppRun traced =
        run(shop, "traced")
            .option("slow.query", "200ms")
            .option("slow.connection", LEAK_MILLIS + "ms");
    try (ServedShop served = new ServedShop(traced)) {
      ask(served);
      answers = served.answers();
      result = served.end().assertHealthy();
    } finally {
      answersWithout = without.join();
    }
  }

  private static AppRun run(ShopDatabase shop, String database) {
    List<String> arguments = new ArrayList<>(shop.newDatabase(database));
    arguments.add("--spring.datasource.hikari.maximum-pool-size=" + POOL);
    return ServedShop.run(arguments.toArray(new String[0]));
  }

  private static void ask(ServedShop shop) {
    shop.get("/api/reports/revenue");
    shop.get("/api/orders/recent");
    shop.postTogether(
        "/api/stock/SKU-00042/reserve",
        "/api/stock/SKU-00042/reserve",
        "/api/shipping/9/dispatch",
        "/api/shipping/9/dispatch");
    shop.post(
        "/api/customers",
        "{\"name\": \"Ben Adler\", \"email\": \"ben.adler@example.com\", \"city\": \"Jena\"}");
    shop.get("/api/customers/search?name=O'Brien's");
    shop.get("/api/reports/similar?except=hush");
    shop.postTogether(
        "/api/shipping/11/dispatch",
        "/api/shipping/12/dispatch",
        "/api/shipping/13/dispatch",
        "/api/shipping/14/dispatch",
        "/api/shipping/15/dispatch");
    shop.get("/api/customers/export?city=Jena");
    shop.get("/api/customers/export?city=Jena");
    // Takes long enough for those to be missed.
    shop.get("/api/shipping/1");
  }

  @Test
  void answersAsWithoutTheAgent() {
    assertEquals(17, answers.size(), answers::toString);
    assertEquals(String.join("\n", answersWithout), String.join("\n", answers));
  }

  @Test
  void namesTheSlowQueryItsCallerAndItsDatabase() {
    Event query =
        result
            .events("db.query")
            .ended()
            .where("slow", true)
            .where("db.query.summary", "SELECT campaigns order_lines")
            .only();

    assertEquals("success", query.text("outcome"));
    assertEquals(270, query.integer("db.response.returned_rows"), query::toString);
    String text = query.text("db.query.text");
    assertTrue(text.startsWith("select c.name as campaign, count("), text);
    assertTrue(text.contains(" in lower(l.description)) > ? group by "), text);
    assertCaller(query, "report.RevenueRepository.byCampaign");
    assertEquals("RevenueRepository.java", query.text("code.file.path"));
    assertDatabase(query);
  }

  @Test
  void namesWhoExecutesAQueryForEachRow() {
    Event repeated =
        result.events("db.n_plus_one").where("db.query.summary", "SELECT order_lines").only();

    assertEquals(30, repeated.integer("n_plus_one.count"), repeated::toString);
    assertEquals(30, repeated.integer("n_plus_one.distinct_parameters"), repeated::toString);
    assertEquals("n_plus_one", repeated.text("n_plus_one.pattern"));
    assertEquals("/api/orders/recent", repeated.text("http.route"));
    assertCaller(repeated, "order.OrderDto.of");
  }

  @Test
  void showsTheReadThatWaitsForTheLockOfAnotherTransaction() {
    Event read = waiting("SELECT stock");

    assertEquals(1, read.integer("db.response.returned_rows"), read::toString);
    assertCaller(read, "stock.StockService.find");
    assertDatabase(read);
    assertRequest("/api/stock/{sku}/reserve", read);
    assertHolder("/api/stock/{sku}/reserve", read);
  }

  @Test
  void showsTheUpdateThatWaitsForTheLockOfAnotherTransaction() {
    Event update = waiting("UPDATE orders");

    assertEquals(1, update.integer("db.response.affected_rows"), update::toString);
    assertEquals("update orders set status = ? where id = ?", update.text("db.query.text"));
    assertCaller(update, "shipping.DispatchRepository.mark");
    assertDatabase(update);
    assertRequest(DISPATCH, update);
    assertHolder(DISPATCH, update);
  }

  private static Event waiting(String summary) {
    return result
        .events("db.query")
        .ended()
        .where("db.query.summary", summary)
        .matching("that waits", each -> each.decimal("duration_ms") >= LONG_MILLIS)
        .only();
  }

  /** Another request has the lock. */
  private static void assertHolder(String route, Event waiting) {
    JsonNode candidate = waiting.at("db.lock.candidates").path(0);
    assertEquals("POST " + route, candidate.path("name").asText(), waiting::toString);
    String trace = candidate.path("trace_id").asText();
    assertNotEquals(waiting.text("trace_id"), trace, waiting::toString);
    assertFalse(
        result.events("http.server.request").where("trace_id", trace).isEmpty(), waiting::toString);
  }

  @Test
  void tellsOfTheTransactionsThatStandIdleWhileTheCarrierIsAsked() {
    Events commits =
        result
            .events("db.query")
            .ended()
            .where("db.query.summary", "COMMIT")
            .where("code.function.name", SHOP + "shipping.ShippingController.dispatch");

    assertEquals(7, commits.size(), commits::toString);
    for (Event each : commits) {
      double idle = each.decimal("db.transaction.idle_ms");
      assertTrue(idle >= LONG_MILLIS, each::toString);
      assertTrue(each.decimal("db.transaction.open_ms") >= idle, each::toString);
      assertEquals(2, each.integer("db.transaction.statements"), each::toString);
      assertTrue(
          each.text("db.transaction.idle_during").startsWith("GET "), () -> "not named: " + each);
      assertDatabase(each);
    }
  }

  private static void assertRequest(String route, Event query) {
    Event request =
        result
            .events("http.server.request")
            .where("trace_id", query.text("trace_id"))
            .where("http.route", route)
            .ended()
            .only();
    assertTrue(request.decimal("breakdown.db_ms") >= LONG_MILLIS, request::toString);
  }

  @Test
  void tellsWhoWaitsForAConnectionAndWhoHasThemAll() {
    Event wait =
        result
            .events("db.pool.wait")
            .where("code.function.name", SHOP + "shipping.ShippingController.dispatch")
            .matching("long", each -> each.decimal("db.connection.wait_ms") >= LONG_MILLIS)
            .only();

    assertEquals("success", wait.text("outcome"), wait::toString);
    assertEquals(POOL, wait.integer("db.connection.max"), wait::toString);
    Events requests = result.events("http.server.request").where("http.route", DISPATCH);
    JsonNode holders = wait.at("db.pool.holders");
    assertEquals(POOL, holders.size(), wait::toString);
    for (JsonNode each : holders) {
      assertEquals("POST " + DISPATCH, each.path("name").asText(), wait::toString);
      assertTrue(
          requests.texts("trace_id").contains(each.path("trace_id").asText()), wait::toString);
    }
    Event request = requests.where("trace_id", wait.text("trace_id")).ended().only();
    assertTrue(request.decimal("breakdown.pool_wait_ms") >= LONG_MILLIS, request::toString);
  }

  /** Either it is out for too long, or its object is gone before. */
  @Test
  void tellsWhoForgetsToCloseAConnection() {
    Events leaks =
        result
            .events("db.connection.leak")
            .where("code.function.name", SHOP + "customer.CustomerExport.csv");

    assertTrue(leaks.size() >= 2, () -> result.events("db.connection.leak").toString());
    for (Event leak : leaks) {
      assertCaller(leak, "customer.CustomerExport.csv");
      assertTrue(leak.text("message").contains(" by GET /api/customers/export "), leak::toString);
      assertEquals(POOL, leak.integer("db.connection.max"), leak::toString);
      assertTrue(
          leak.text("outcome").equals("failure")
              || leak.decimal("db.connection.held_ms") >= LEAK_MILLIS,
          leak::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INSERT customers, 23505 23505, 23505 0, 23000 1062",
    "SELECT customers, 42000 42000, 42601 0, 42000 1064",
    "SELECT order_lines, 57014 57014, 57014 0, 70100 1969"
  })
  void aStatementThatFailsKeepsItsCodesAndLosesItsValues(
      String summary, String onH2, String onPostgres, String onMariaDb) {
    Event failed =
        result
            .events("db.query")
            .ended()
            .where("outcome", "failure")
            .where("db.query.summary", summary)
            .only();

    assertEquals(
        List.of(onH2, onPostgres, onMariaDb).get(shop.ordinal()),
        failed.text("db.response.status_code") + " " + failed.text("error.code"),
        failed::toString);
    for (String value : List.of("adler", "Adler", "Brien", "hush")) {
      assertFalse(failed.text("error.message").contains(value), failed::toString);
    }
    assertFalse(failed.text().contains("adler"), failed::toString);
    assertDatabase(failed);
    assertTrue(failed.integer("code.line.number") > 0, failed::toString);
  }

  private static void assertCaller(Event event, String method) {
    assertEquals(SHOP + method, event.text("code.function.name"), event::toString);
    assertTrue(event.integer("code.line.number") > 0, event::toString);
  }

  private void assertDatabase(Event query) {
    Database database = shop.get();
    assertEquals(database.system(), query.text("db.system.name"), query::toString);
    assertEquals(shop.namespace("traced"), query.text("db.namespace"), query::toString);
    assertEquals(database.port() != 0, query.has("server.address"), query::toString);
    if (database.port() != 0) {
      assertEquals("127.0.0.1", query.text("server.address"));
      assertEquals(database.port(), query.integer("server.port"));
    }
  }
}
