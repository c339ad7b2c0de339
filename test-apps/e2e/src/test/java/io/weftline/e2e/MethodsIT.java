package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which methods a pattern means, how often they were called, and which calls become lines. */
class MethodsIT {
  private static final String ORDERS = "com.acme.plain.Orders";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Orders | com.acme.plain.Orders | Orders.main 1, Orders.place 2, Orders.validate 2, Orders.sum 11, Orders.descend 2001, Orders.checkAll 1, Orders.check 1000, Orders.report 1, Orders.load 3, Orders.render 1, Orders.layout 1, Orders.names 1, Orders.total 1
          Orders | com.acme.plain.Orders.place | Orders.place 2
          Orders | com.acme.plain.Orders#place | Orders.place 2
          Orders | com.acme.plain.Orders.*port | Orders.report 1
          Orders | com.acme.plain.Orders.place, com.acme.plain.Orders.sum | Orders.place 2, Orders.sum 11
          Orders | com.acme.plain.Orders$* | Orders$Priced.label 2, Orders$Article.price 4, Orders$Gift.price 2, Orders$Book.title 2, Orders$Gift.title 2
          Orders | com.acme.plain.Orders$Priced | Orders$Priced.label 2, Orders$Article.price 4, Orders$Gift.price 2
          Orders | com.acme.plain.Orders$Article | Orders$Article.price 4, Orders$Gift.price 2, Orders$Book.title 2, Orders$Gift.title 2
          Orders | com.acme.plain.Orders$Priced.price | Orders$Article.price 4, Orders$Gift.price 2
          Orders | com.acme.**.*ers#check* | Orders.checkAll 1, Orders.check 1000
          Orders | com.acme.plain.**.Orders | ``
          Orders | com.acme.plain.Order | ``
          Orders | com.acme.plain.Orders.get* | ``
          Orders | com.acme.plain.Orders.getPlaced | Orders.getPlaced 1
          Orders | com.acme.plain.Orders.to* | Orders.total 1
          Orders | com.acme.plain.Orders.toString | Orders.toString 1
          Orders | auto | ``
          Ledger | com.acme.plain.Ledger | Ledger.main 1, Ledger.answer 1
          Ledger | com.acme.plain.Ledger$* | Ledger$1.call 1, Ledger$Account.deposit 1, Ledger$Account.withdraw 1, Ledger$Vault.open 1, Ledger$Vault.hidden 1, Ledger$TextStore.save 1, Ledger$TextStore.count 1
          Ledger | com.acme.plain.Ledger$Store | Ledger$TextStore.save 1, Ledger$TextStore.count 1
          Ledger | @com.acme.plain.Audited | Ledger$Account.deposit 1, Ledger$Vault.open 1
          Ledger | @com.acme.plain.Ledger$Guarded | Ledger$Vault.open 1
          Ledger | @com.acme.plain.Audited com.acme.plain.Ledger$V* | Ledger$Vault.open 1
          Ledger | @com.acme.plain.Audited com.other.** | ``
          """)
  void countsTheCallsOfWhatAPatternMeans(String program, String pattern, String expected) {
    Result result =
        AppRun.of(program).option("methods.include", pattern).optionsInFile().runHealthy();

    assertEquals(counts(expected), result.events().methodCounts());
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void countsAWholePackageOnEveryJdk(Jdk jdk) {
    Result result =
        AppRun.of("Orders").on(jdk).option("methods.include", "com.acme.plain.*").runHealthy();

    assertEquals(
        counts(
            "Orders.main 1, Orders.place 2, Orders.validate 2, Orders.sum 11, Orders.descend 2001,"
                + " Orders.checkAll 1, Orders.check 1000, Orders.report 1, Orders.load 3,"
                + " Orders.render 1, Orders.layout 1, Orders.names 1, Orders.total 1,"
                + " Orders$Priced.label 2, Orders$Article.price 4, Orders$Gift.price 2,"
                + " Orders$Book.title 2, Orders$Gift.title 2, Pause.millis 6"),
        result.events().methodCounts());
    assertEquals(0, result.events("method.call").size(), () -> "" + result.events());
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void annotationsLambdasBridgesAndProxiesOnEveryJdk(Jdk jdk) {
    Result result =
        AppRun.of("Ledger").on(jdk).option("methods.include", "com.acme.**").runHealthy();

    assertEquals(
        counts(
            "Ledger.main 1, Ledger.answer 1, Ledger$1.call 1, Ledger$Account.deposit 1,"
                + " Ledger$Account.withdraw 1, Ledger$Vault.open 1, Ledger$Vault.hidden 1,"
                + " Ledger$TextStore.save 1, Ledger$TextStore.count 1"),
        result.events().methodCounts());
  }

  @Test
  void takesNestedClassesInTheUnnamedPackage() {
    Path classes =
        Program.compile(
            Map.of(
                "Held",
                """
                class Held {
                  public static void main(String[] args) {
                    System.out.println(new One().get(7) + outside());
                  }
                  static int outside() { return Integer.parseInt("1"); }
                  static class One { int get(int i) { return Integer.toString(i).length(); } }
                }
                """));

    Result result = AppRun.of("Held", classes).option("methods.include", "Held$*").runHealthy();
    assertEquals(Map.of("Held$One.get", 1L), result.events().methodCounts());
  }

  @Test
  void excludeWins() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", ORDERS + ".check*," + ORDERS + ".place")
            .option("methods.exclude", ORDERS + ".check")
            .runHealthy();

    assertEquals(counts("Orders.checkAll 1, Orders.place 2"), result.events().methodCounts());
  }

  @Test
  void refusesTheJdkAndParameterListsWithOneWarningEach() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", ORDERS + ".place, java.util.**, com.acme.Order(int)")
            .speaks()
            .runHealthy();

    assertEquals(counts("Orders.place 2"), result.events().methodCounts());
    assertEquals(2, result.said().size(), result::describe);
    assertEquals(1, result.said().stream().filter(line -> line.contains("java.util.**")).count());
    assertEquals(1, result.said().stream().filter(line -> line.contains("Order(int)")).count());
  }

  @Test
  void oneLineForEachOutermostCallWhenEverythingIsSlow() {
    Result result = everySlowCall("slow");

    Events calls = result.events("method.call");
    assertEquals(
        counts(
            "Orders.place 2, Orders.sum 1, Orders.descend 1, Orders.checkAll 1, Orders.report 1,"
                + " Orders.names 1, Orders.total 1"),
        calls.countsBy("code.function.name"));
    for (Event call : calls) {
      assertEquals("WARN", call.text("level"), call::toString);
      assertEquals("success", call.text("outcome"), call::toString);
      assertEquals("main", call.text("thread.name"), call::toString);
      assertEquals(ORDERS, call.text("logger"), call::toString);
      assertTrue(call.text("message").startsWith("Orders."), call::toString);
      assertTrue(call.text("message").contains("slow"), call::toString);
    }
  }

  @Test
  void theTreeSaysWhereTheTimeWent() {
    Event report = onlyCall(everySlowCall("slow"), "report");

    assertEquals(
        List.of("0 Orders.load 3", "0 Orders.render 1", "1 Orders.layout 1"), rows(report));
    assertTrue(report.decimal("duration_ms") >= 230, report::toString);
    assertTrue(report.decimal("call.self_ms") >= 30, report::toString);
    JsonNode calls = report.at("calls");
    assertTrue(calls.get(0).get("self_ms").asDouble() >= 120, report::toString);
    assertTrue(calls.get(1).get("duration_ms").asDouble() >= 80, report::toString);
    assertTrue(calls.get(1).get("self_ms").asDouble() >= 20, report::toString);
    assertTrue(calls.get(1).get("self_ms").asDouble() < 60, report::toString);
    assertTrue(calls.get(2).get("self_ms").asDouble() >= 60, report::toString);
    assertSelfTimesAddUp(report);
  }

  @Test
  void equalSiblingsAreOneRowWithTheirCount() {
    Event checkAll = onlyCall(everySlowCall("slow"), "checkAll");

    assertEquals(List.of("0 Orders.check 1000"), rows(checkAll));
    assertSelfTimesAddUp(checkAll);
  }

  @Test
  void recursionIsATreeAsDeepAsItIs() {
    Result result = everySlowCall("slow");
    Event sum = onlyCall(result, "sum");

    List<String> expected = new ArrayList<>();
    for (int depth = 0; depth < 10; depth++) {
      expected.add(depth + " Orders.sum 1");
    }
    assertEquals(expected, rows(sum));
    assertSelfTimesAddUp(sum);
  }

  @Test
  void whatIsTooMuchForOneLineIsCounted() {
    Event descend = onlyCall(everySlowCall("slow"), "descend");

    long shown = 0;
    for (JsonNode call : descend.at("calls")) {
      shown += call.path("count").asLong(1);
    }
    assertTrue(shown > 0, descend::toString);
    assertEquals(2000, shown + descend.integer("calls_omitted"), descend::toString);
  }

  @ParameterizedTest
  @CsvSource({"none, 0", "failed, 8", "all, 8"})
  void writesWhatMethodsLogAsksFor(String log, int lines) {
    Result result = everySlowCall(log);

    assertEquals(lines, result.events("method.call").size(), () -> "" + result.events());
    assertEquals(2001, result.events().methodCounts().get(ORDERS + ".descend"));
  }

  @Test
  void allWritesFastCallsToo() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", ORDERS + ".place")
            .option("methods.log", "all")
            .runHealthy();

    for (Event call : result.events("method.call")) {
      assertEquals("success", call.text("outcome"));
      assertTrue(!call.has("slow") && !call.has("threshold_ms"), call::toString);
    }
    assertEquals(2, result.events("method.call").size());
  }

  @Test
  void aSlowCallWithinASlowerOneIsOnlyItsNode() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", ORDERS)
            // A recursion so deep would be cut, and its own times with it.
            .option("methods.exclude", ORDERS + ".descend")
            .option("slow.method", "100ms")
            .runHealthy();

    Event main = result.events("method.call").only();
    assertEquals(ORDERS + ".main", main.text("code.function.name"));
    assertEquals(100, main.integer("threshold_ms"));
    assertSelfTimesAddUp(main);
    assertEquals(
        1,
        result
            .events()
            .sums("metrics.method", "code.function.name", "stats.slow")
            .get(ORDERS + ".main"));
  }

  @Test
  void anOverrideHoldsForWhatItNames() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", ORDERS)
            .option("slow.method.overrides", ORDERS + ".load=10ms, " + ORDERS + ".*=off")
            .option("slow.method", "0")
            .runHealthy();

    Events calls = result.events("method.call");
    assertEquals(counts("Orders.load 3"), calls.countsBy("code.function.name"));
    calls.forEach(call -> assertEquals(10, call.integer("threshold_ms"), call::toString));
  }

  @Test
  void offMeansNever() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", ORDERS)
            .option("slow.method", "off")
            .runHealthy();

    assertEquals(0, result.events("method.call").size(), () -> "" + result.events());
  }

  @Test
  void metricsCanBeAddedUp() {
    Result result = AppRun.of("Orders").option("methods.include", ORDERS).runHealthy();

    for (Event metrics : result.events("metrics.method")) {
      long inBuckets = metrics.integer("histogram.zero_count");
      for (JsonNode bucket : metrics.at("histogram.counts")) {
        inBuckets += bucket.asLong();
      }
      assertEquals(metrics.integer("stats.count"), inBuckets, metrics::toString);
      assertTrue(
          metrics.decimal("stats.min_ms") <= metrics.decimal("stats.max_ms"), metrics::toString);
      assertTrue(
          metrics.decimal("stats.p50_ms") <= metrics.decimal("stats.p99_ms"), metrics::toString);
    }
    Event load =
        result.events("metrics.method").where("code.function.name", ORDERS + ".load").only();
    assertTrue(load.decimal("stats.min_ms") >= 40, load::toString);
    assertTrue(load.decimal("stats.sum_ms") >= 120, load::toString);
    assertTrue(load.decimal("stats.p50_ms") >= 38, load::toString);
  }

  /** Orders without its main, so that what main calls is outermost. */
  private static Result everySlowCall(String log) {
    return AppRun.of("Orders")
        .option("methods.include", ORDERS)
        .option("methods.exclude", ORDERS + ".main")
        .option("methods.log", log)
        .option("slow.method", "0")
        .runHealthy();
  }

  private static Event onlyCall(Result result, String method) {
    return result.events("method.call").where("code.function.name", ORDERS + "." + method).only();
  }

  /** Each row of the tree as {@code depth name count}. */
  private static List<String> rows(Event call) {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : call.at("calls")) {
      rows.add(
          row.get("depth") + " " + row.get("name").asText() + " " + row.path("count").asLong(1));
    }
    return rows;
  }

  private static void assertSelfTimesAddUp(Event call) {
    double sum = call.decimal("call.self_ms");
    int rows = 1;
    for (JsonNode row : call.at("calls")) {
      sum += row.get("self_ms").asDouble();
      rows++;
    }
    assertEquals(call.decimal("duration_ms"), sum, 0.001 * rows, call::toString);
  }

  /** Reads {@code Orders.place 2, Orders.sum 11}. */
  private static Map<String, Long> counts(String text) {
    Map<String, Long> counts = new TreeMap<>();
    if (text == null || text.isBlank()) {
      return counts;
    }
    for (String count : text.split(", ")) {
      String[] parts = count.trim().split(" ");
      counts.put("com.acme.plain." + parts[0], Long.valueOf(parts[1]));
    }
    return counts;
  }
}
