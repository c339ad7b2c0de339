package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loaders that hide the bridge, look into themselves first, fail, or race at the start. */
class LoadersIT {
  private static final String TASK = "com.acme.plain.Loaders$Task";

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void leavesClassesAloneThatCannotSeeTheBridgeAndWeavesTheOthers(Jdk jdk) {
    Result result = AppRun.of("Loaders").on(jdk).option("methods.include", TASK).runHealthy();

    // Through five loaders, of which one hides the bridge.
    assertEquals(Map.of(TASK + ".get", 4L, TASK + ".call", 4L), result.events().methodCounts());
    Events named =
        result
            .events()
            .below("agent.")
            .matching("names the loader", event -> event.text().contains("Loaders$Hiding"));
    assertFalse(named.isEmpty(), () -> "nobody says why: " + result.events().below("agent."));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void isOutOfTheWayOf64ThreadsThatLoadClassesAtTheStart(Jdk jdk) {
    race(jdk);
  }

  /** {@code -Drace.starts=1000} for a night. */
  @Test
  void startsAgainAndAgainWithoutAHang() {
    List<Jdk> jdks = Jdk.all().toList();
    int starts = Integer.getInteger("race.starts", 10);
    for (int i = 0; i < starts; i++) {
      race(jdks.get(i % jdks.size()));
    }
  }

  private static void race(Jdk jdk) {
    Result result =
        AppRun.of("StartRace")
            .on(jdk)
            .option("methods.include", "com.acme.plain.**")
            .timeoutSeconds(30)
            .runHealthy();
    Map<String, Long> counts = result.events().methodCounts();
    long first = counts.getOrDefault("com.acme.plain.StartRace$First.one", 0L);
    assertTrue(first <= 64, counts::toString);
  }
}
