package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the requests of a Spring Boot application are called, and which ids they and its own log
 * lines carry. One run, of which each test looks at one thing, and one with all of it switched off.
 */
class RoutesIT {
  /** A line of the shop's log by the pattern that it is given here. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^([A-Z]+) rid=(\\S*) tid=(\\S*) sid=(\\S*) all=\\[(.*?)] (.*)$");

  private static final String PATTERN =
      "--logging.pattern.console=%p rid=%X{request_id} tid=%X{trace_id} sid=%X{span_id} all=[%X]"
          + " %m%n";

  private static final String ORDER =
      "{\"customerId\": 1, \"lines\": [{\"productId\": 1, \"quantity\": 1}]}";

  private static Result result;
  private static List<String> answers;
  private static Map<String, HttpResponse<String>> asked;

  @BeforeAll
  static void ask() {
    AppRun run =
        ServedShop.run(PATTERN)
            .option("request.ignore", "/api/pricing/**, *.css")
            .option("request.capture-headers", "X-Tenant, Authorization")
            .option("redact.names", "Tenant")
            .option(
                "slow.request.overrides",
                "/api/stock/{sku}/reserve=30s, /api/customers/*=0, com.acme.Job.run=1s");
    try (ServedShop shop = new ServedShop(run)) {
      asked = askAll(shop);
      answers = shop.answers();
      result = shop.end().assertHealthy();
    }
  }

  private static Map<String, HttpResponse<String>> askAll(ServedShop shop) {
    Map<String, HttpResponse<String>> some = new TreeMap<>();
    some.put("echoed", shop.get("/api/orders/7", "X-Request-ID", "order-7", "X-Tenant", "north"));
    shop.get("/api/orders/9999999");
    shop.get("/api/orders/seven");
    shop.post("/api/orders", ORDER, "X-Request-ID", "order-new", "Authorization", "Basic c2VjcmV0");
    shop.post("/api/orders", "{\"customerId\": 1, \"lines\": []}");
    shop.get("/api/products/12", "User-Agent", "probe/1.0");
    shop.get("/api/products?q=oak&to%6ben=s3cr3t&TENANTID=s3cr3t&x=%20s3cr3t");
    shop.get("/api/customers/3");
    shop.post("/api/stock/SKU-00042/reserve", "", "X-Request-ID", "stock-42");
    some.put("failed", shop.post("/api/checkout/100", ""));
    some.put("ignored", shop.get("/api/pricing/7"));
    shop.get("/theme/shop.css");
    some.put("forged", shop.get("/no/such/place", "X-Request-ID", "a b\tc<script>"));
    shop.get("/users/4711/f47ac10b-58cc-4372-a567-0e02b2c3d479");
    return some;
  }

  @Test
  void answersAsWithoutTheAgent() {
    try (ServedShop shop = new ServedShop(ServedShop.run(PATTERN).withoutAgent())) {
      askAll(shop);
      assertEquals(shop.answers(), answers);
      assertEquals(143, shop.end().exitCode());
    }
  }

  @Test
  void callsEachRequestByItsRoute() {
    Map<String, String> routes = new TreeMap<>();
    for (Event request : requests()) {
      String key = request.text("http.request.method") + " " + request.text("url.path");
      routes.put(key, request.text("http.route"));
      assertTrue(
          request.text("message").contains(request.text("http.route") + " "), request::toString);
    }

    Map<String, String> expected = new TreeMap<>();
    expected.put("GET /api/orders/7", "/api/orders/{id}");
    expected.put("GET /api/orders/9999999", "/api/orders/{id}");
    expected.put("GET /api/orders/seven", "/api/orders/{id}");
    expected.put("POST /api/orders", "/api/orders");
    expected.put("GET /api/products/12", "/api/products/{id}");
    expected.put("GET /api/products", "/api/products");
    expected.put("GET /api/customers/3", "/api/customers/{id}");
    expected.put("POST /api/stock/SKU-00042/reserve", "/api/stock/{sku}/reserve");
    expected.put("POST /api/checkout/100", "/api/checkout/{orderId}");
    // Nothing is mapped there but the files, which have everything: the path has to do.
    expected.put("GET /no/such/place", "/no/such/place");
    expected.put("GET /users/4711/f47ac10b-58cc-4372-a567-0e02b2c3d479", "/users/{id}/{id}");
    assertEquals(expected, routes);
  }

  @Test
  void tellsTheTypeOfAMappedExceptionAndNoMore() {
    Map<String, String> types = new TreeMap<>();
    for (Event request : requests()) {
      if (request.has("error.type")) {
        types.put(
            request.integer("http.response.status_code") + " " + request.text("url.path"),
            request.text("error.type"));
      }
    }

    String spring = "org.springframework.web.";
    Map<String, String> expected = new TreeMap<>();
    expected.put("404 /api/orders/9999999", "com.acme.shop.common.NotFoundException");
    expected.put(
        "400 /api/orders/seven", spring + "method.annotation.MethodArgumentTypeMismatchException");
    expected.put("400 /api/orders", spring + "bind.MethodArgumentNotValidException");
    expected.put("500 /api/checkout/100", "com.acme.shop.checkout.CheckoutFailedException");
    String none = spring + "servlet.resource.NoResourceFoundException";
    expected.put("404 /no/such/place", none);
    expected.put("404 /users/4711/f47ac10b-58cc-4372-a567-0e02b2c3d479", none);
    assertEquals(expected, types);
    assertEquals(1, result.events("exception").size(), () -> "" + result.events("exception"));
  }

  @Test
  void givesAFailureOneIdEverywhere() {
    String id = header("failed", "X-Error-ID").orElseThrow();
    Event request = requests().where("url.path", "/api/checkout/100").only();
    Event exception = result.events("exception").only();

    assertEquals(id, request.text("error.id"));
    assertEquals(id, exception.text("error.id"));
    assertEquals(request.text("request_id"), exception.text("request_id"));
    assertEquals(request.text("trace_id"), exception.text("trace_id"));
    assertEquals(request.text("span_id"), exception.text("parent_span_id"));
    assertEquals("false", exception.at("error.handled").asText());
    assertEquals("ERROR", request.text("level"));
    assertFalse(header("echoed", "X-Error-ID").isPresent());
  }

  @Test
  void givesTheIdsToTheLinesOfTheApplicationsLog() {
    Map<String, String> ids = new TreeMap<>();
    Matcher line = LINE.matcher(result.out());
    int without = 0;
    while (line.find()) {
      if (line.group(2).isEmpty()) {
        // Lines of a job have its ids, others have none.
        assertEquals(line.group(3).isEmpty(), line.group(4).isEmpty(), line::group);
        assertEquals(line.group(3).isEmpty(), line.group(5).isEmpty(), line::group);
        without++;
      } else {
        ids.put(line.group(2), line.group(3) + " " + line.group(4));
      }
    }

    for (String request : List.of("order-new", "stock-42")) {
      Event event = requests().where("request_id", request).only();
      assertEquals(event.text("trace_id") + " " + event.text("span_id"), ids.get(request));
    }
    assertTrue(without > 10, () -> "start and end have none: " + result.out());
  }

  @Test
  void returnsTheIdItWasGivenUnlessThatCouldDoHarm() {
    assertEquals("order-7", header("echoed", "X-Request-ID").orElseThrow());
    requests().where("request_id", "order-7").only();
    String made = header("forged", "X-Request-ID").orElseThrow();
    assertTrue(made.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    assertEquals(made, requests().where("url.path", "/no/such/place").only().text("request_id"));
  }

  @Test
  void doesNotFollowWhatIsIgnored() {
    for (Event request : requests()) {
      assertFalse(request.text("url.path").startsWith("/api/pricing/"), request::toString);
      assertFalse(request.text("url.path").endsWith(".css"), request::toString);
    }
    assertTrue(header("ignored", "X-Request-ID").isPresent());
    assertFalse(
        result.events("metrics.endpoint").texts("http.route").toString().contains("pricing"));
  }

  @Test
  void capturesTheHeadersThatWereAskedForAndNoSecrets() {
    Event request = requests().where("request_id", "order-7").only();

    assertEquals("north", request.at("http.request.header.x-tenant").path(0).asText());
    assertFalse(result.events().stream().anyMatch(event -> event.text().contains("c2VjcmV0")));
    assertEquals(
        "probe/1.0",
        requests().where("url.path", "/api/products/12").only().text("user_agent.original"));
  }

  @Test
  void withholdsSecretsOfTheQuery() {
    Event request = requests().where("url.path", "/api/products").only();

    assertEquals("q=oak&to%6ben=REDACTED&TENANTID=REDACTED&x=%20s3cr3t", request.text("url.query"));
  }

  @Test
  void hasOtherThresholdsForSomeRoutes() {
    Event reserved = requests().where("request_id", "stock-42").only();
    Event customer = requests().where("url.path", "/api/customers/3").only();

    assertTrue(reserved.decimal("duration_ms") > 1000, reserved::toString);
    assertFalse(reserved.has("slow"), reserved::toString);
    assertEquals("true", customer.at("slow").asText(), customer::toString);
    assertEquals(0, customer.integer("threshold_ms"));
  }

  @Test
  void canBeSilent() {
    AppRun run =
        ServedShop.run(PATTERN)
            .option("request.log", "slow")
            .option("slow.request", "30s")
            .option("request.id-header", "")
            .option("log.mdc", "false");
    try (ServedShop shop = new ServedShop(run)) {
      HttpResponse<String> answer = shop.get("/api/orders/7", "X-Request-ID", "order-7");
      shop.post("/api/orders", ORDER);
      HttpResponse<String> failure = shop.post("/api/checkout/100", "");
      Result silent = shop.end().assertHealthy();

      assertFalse(answer.headers().firstValue("X-Request-ID").isPresent());
      Event only = silent.events("http.server.request").only();
      assertEquals("/api/checkout/{orderId}", only.text("http.route"));
      assertEquals(failure.headers().firstValue("X-Error-ID").orElseThrow(), only.text("error.id"));
      assertEquals(
          1,
          silent
              .events("metrics.endpoint")
              .where("http.route", "/api/orders/{id}")
              .only()
              .integer("stats.count"));
      Matcher line = LINE.matcher(silent.out());
      int lines = 0;
      while (line.find()) {
        assertEquals("", line.group(2) + line.group(5), line::group);
        lines++;
      }
      assertTrue(lines > 10, silent::describe);
    }
  }

  private static Optional<String> header(String request, String name) {
    return asked.get(request).headers().firstValue(name);
  }

  private static Events requests() {
    return result.events("http.server.request").ended();
  }
}
