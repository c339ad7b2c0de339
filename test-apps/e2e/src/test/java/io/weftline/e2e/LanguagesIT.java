package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other compilers make of classes, and modules. */
class LanguagesIT {
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void weavesKotlin(Jdk jdk) {
    Result result =
        AppRun.of("com.acme.kotlin.StockKt", Project.kotlinJar())
            .on(jdk)
            .option("methods.include", "com.acme.kotlin.**")
            .runHealthy();

    Map<String, Long> counts = result.events().methodCounts();
    assertEquals(4L, counts.get("com.acme.kotlin.Stock.add"), counts::toString);
    assertEquals(2L, counts.get("com.acme.kotlin.Stock.names"), counts::toString);
    assertEquals(2L, counts.get("com.acme.kotlin.Register.check"), counts::toString);
    assertEquals(1L, counts.get("com.acme.kotlin.Stock$Companion.of"), counts::toString);
    assertEquals(1L, counts.get("com.acme.kotlin.StockKt.report"), counts::toString);
    assertEquals(1L, errors(result).get("com.acme.kotlin.Register.check"), counts::toString);
    assertEquals("WARN", result.events("exception").only().text("level"));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#from17")
  void weavesANamedModule(Jdk jdk) {
    Result result =
        AppRun.ofModule("com.acme.modular", "com.acme.modular.Basket", Project.modularJar())
            .on(jdk)
            .option("methods.include", "com.acme.modular.**")
            .runHealthy();

    Map<String, Long> counts = result.events().methodCounts();
    assertEquals(1L, counts.get("com.acme.modular.Basket.main"), counts::toString);
    assertEquals(2L, counts.get("com.acme.modular.Basket.describe"), counts::toString);
    assertEquals(1L, counts.get("com.acme.modular.Basket$Order.total"), counts::toString);
    assertEquals(1L, counts.get("com.acme.modular.Basket$Order.describe"), counts::toString);
    assertEquals(1L, errors(result).get("com.acme.modular.Basket$Order.refuse"), counts::toString);
    Event exception = result.events("exception").only();
    assertEquals("true", exception.text("error.handled"), exception::toString);
  }

  private static Map<String, Long> errors(Result result) {
    return result.events().sums("metrics.method", "code.function.name", "stats.errors");
  }
}
