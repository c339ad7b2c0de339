package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What methods that are timed by the coarse clock tell: all but what a fast call took. */
class CoarseIT {
  private static final Path PROGRAM =
      Program.compile(
          Map.of(
              "Tills",
              """
              import java.util.*;

              public class Tills {
                public static void main(String[] args) throws Exception {
                  if (args.length > 0) {
                    count(1);
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                      if (thread.getName().startsWith("weftline-")) {
                        System.out.println(thread.getName() + " " + thread.isDaemon());
                      }
                    }
                    return;
                  }
                  long sum = 0;
                  for (int i = 0; i < 100_000; i++) {
                    sum += count(i);
                  }
                  System.out.println(sum + " " + climb(500));
                  inventory();
                  walk(5);
                  for (int i = 0; i < 3; i++) {
                    try {
                      fail(10);
                    } catch (IllegalStateException e) {
                      System.out.println(e.getMessage());
                    }
                    try {
                      wrap(i);
                    } catch (RuntimeException e) {
                      System.out.println(e + " " + e.getCause().getMessage());
                    }
                  }
                  System.out.println(close());
                  System.out.println(exact());
                }

                static int count(int i) { return Integer.bitCount(i); }
                static int climb(int n) { return n == 0 ? 0 : 1 + climb(n - 1); }
                static void inventory() throws Exception { Thread.sleep(600); }
                static void walk(int depth) throws Exception {
                  if (depth > 1) {
                    walk(depth - 1);
                  } else {
                    Thread.sleep(600);
                  }
                }
                static void fail(int depth) {
                  if (depth > 1) {
                    fail(depth - 1);
                  } else {
                    throw new IllegalStateException("no till is open");
                  }
                }
                static void wrap(int i) {
                  try {
                    broken(i);
                  } catch (ArithmeticException e) {
                    throw new RuntimeException("no sum", e);
                  }
                }
                static int broken(int i) {
                  if (i >= 0) {
                    throw new ArithmeticException("till " + i);
                  }
                  return i;
                }
                static int close() {
                  try {
                    return count(7);
                  } finally {
                    count(8);
                  }
                }
                static int exact() throws Exception {
                  Thread.sleep(10);
                  return part();
                }
                static int part() throws Exception {
                  Thread.sleep(60);
                  return inner();
                }
                static int inner() throws Exception {
                  Thread.sleep(40);
                  return count(3);
                }
              }
              """));

  private static AppRun tills(Jdk jdk) {
    return AppRun.of("Tills", PROGRAM).on(jdk).option("methods.include", "Tills");
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void countsAreExactAndSlowAndFailedCallsAreTold(Jdk jdk) {
    Result result =
        tills(jdk)
            .option("methods.exclude", "Tills.main")
            .option("methods.clock", "coarse")
            .option("slow.method", "500ms")
            .option("slow.method.overrides", "Tills.exact=50ms, Tills.inner=20ms")
            .runHealthy();

    assertEquals(
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("Tills.count", 100_003L),
                Map.entry("Tills.climb", 501L),
                Map.entry("Tills.inventory", 1L),
                Map.entry("Tills.walk", 5L),
                Map.entry("Tills.fail", 30L),
                Map.entry("Tills.wrap", 3L),
                Map.entry("Tills.broken", 3L),
                Map.entry("Tills.close", 1L),
                Map.entry("Tills.exact", 1L),
                Map.entry("Tills.part", 1L),
                Map.entry("Tills.inner", 1L))),
        new TreeMap<>(result.events().methodCounts()));
    Map<String, Long> errors =
        result.events().sums("metrics.method", "code.function.name", "stats.errors");
    assertEquals(30, errors.get("Tills.fail"));
    assertEquals(3, errors.get("Tills.wrap"));
    Map<String, Long> slow =
        result.events().sums("metrics.method", "code.function.name", "stats.slow");
    assertEquals(1, slow.get("Tills.inventory"));
    assertEquals(5, slow.get("Tills.walk"));

    Events calls = result.events("method.call");
    assertEquals(
        new TreeMap<>(Map.of("Tills.inventory", 1L, "Tills.walk", 1L, "Tills.exact", 1L)),
        new TreeMap<>(calls.countsBy("code.function.name")));
    Event inventory = calls.where("code.function.name", "Tills.inventory").only();
    assertTrue(inventory.decimal("duration_ms") >= 600, inventory::toString);
    assertEquals(500, inventory.integer("threshold_ms"));
    assertEquals("true", inventory.text("slow"));
    assertTree(calls.where("code.function.name", "Tills.exact").only());
    assertOneEventEach(result.events("exception"));
  }

  /** A coarse call between two exact ones stands in the tree where it belongs. */
  private static void assertTree(Event exact) {
    JsonNode tree = exact.at("calls");
    assertEquals(2, tree.size(), exact::toString);
    assertEquals("Tills.part", tree.get(0).get("name").asText(), exact::toString);
    assertEquals(0, tree.get(0).get("depth").asInt(), exact::toString);
    assertEquals("Tills.inner", tree.get(1).get("name").asText(), exact::toString);
    assertEquals(1, tree.get(1).get("depth").asInt(), exact::toString);
    double sum = exact.decimal("call.self_ms");
    for (JsonNode row : tree) {
      assertTrue(row.get("self_ms").asDouble() >= 0, exact::toString);
      sum += row.get("self_ms").asDouble();
    }
    assertEquals(exact.decimal("duration_ms"), sum, 0.01, exact::toString);
    assertTrue(tree.get(0).get("duration_ms").asDouble() >= 80, exact::toString);
  }

  private static void assertOneEventEach(Events exceptions) {
    Map<String, Long> counts = exceptions.countsBy("error.type");
    assertEquals(
        new TreeMap<>(
            Map.of("java.lang.IllegalStateException", 3L, "java.lang.RuntimeException", 3L)),
        new TreeMap<>(counts),
        exceptions::toString);
    for (Event exception : exceptions) {
      String first =
          exception.text("error.type").endsWith("RuntimeException") ? "Tills.broken" : "Tills.fail";
      assertEquals(first, exception.text("code.function.name"), exception::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "coarse, 1s, weftline-clock true; weftline-writer true",
    "coarse, 50ms, weftline-writer true",
    "exact, 1s, weftline-writer true",
    "auto, 1s, weftline-writer true"
  })
  void theClockHasAThreadOnlyWhereSomethingIsTimedByIt(
      String clock, String threshold, String threads) {
    Result result =
        tills(Jdk.running())
            .args("threads")
            .option("methods.clock", clock)
            .option("slow.method", threshold)
            .run()
            .assertHealthy();

    assertEquals(List.of(threads.split("; ")), result.out().lines().sorted().toList());
    assertEquals(clock.equals("coarse") && threshold.equals("1s"), hasLag(result));
  }

  private static boolean hasLag(Result result) {
    return result.events("agent.stop").only().has("weftline.overhead.clock_lag_ms");
  }
}
