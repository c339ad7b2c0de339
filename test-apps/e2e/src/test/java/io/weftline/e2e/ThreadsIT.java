package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts are exact on however many threads, living and dead. */
class ThreadsIT {
  private static final String COUNT = "com.acme.plain.Crowd$Counter.count";

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void countsEachCallOfEightBusyThreads(Jdk jdk) {
    assertEquals(Map.of(COUNT, 8 * 100_000L + 8), crowd(jdk, "exact", 8, 100_000));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void countsEachCallByTheCoarseClock(Jdk jdk) {
    assertEquals(Map.of(COUNT, 8 * 1_000_000L + 8), crowd(jdk, "coarse", 8, 1_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "coarse"})
  void countsEachCallOfThreadsThatLiveForOne(String clock) {
    assertEquals(Map.of(COUNT, 400 * 50L + 400), crowd(Jdk.running(), clock, 400, 50));
  }

  private static Map<String, Long> crowd(Jdk jdk, String clock, int threads, int calls) {
    return AppRun.of("Crowd")
        .on(jdk)
        .args(Integer.toString(threads), Integer.toString(calls))
        .option("methods.include", COUNT)
        .option("methods.clock", clock)
        .runHealthy()
        .events()
        .methodCounts();
  }
}
