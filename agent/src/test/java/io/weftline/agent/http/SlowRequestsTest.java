package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.Option;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SlowRequestsTest {
  private static final long MILLI = 1_000_000;

  private static Config config(String overrides) {
    File directory = new File("target");
    return Config.load(
        "slow.request.overrides=" + overrides,
        directory,
        directory,
        new Properties(),
        Map.of(),
        List.<Option<?>>of(HttpOptions.SLOW_OVERRIDES));
  }

  private static SlowRequests of(String overrides) {
    Config config = config(overrides);
    assertEquals(List.of(), config.problems());
    return new SlowRequests(1_000 * MILLI, config.get(HttpOptions.SLOW_OVERRIDES));
  }

  @Test
  void takesTheFirstThatMatches() {
    SlowRequests slow =
        of("/reports/daily=5s, /reports/**=10s, *.pdf=off, com.acme.Job.run=1ms, /**=2s");

    assertEquals(5_000 * MILLI, slow.nanos("/reports/daily"));
    assertEquals(10_000 * MILLI, slow.nanos("/reports/daily/7"));
    assertEquals(Option.OFF, slow.nanos("/a/b.pdf"));
    assertEquals(2_000 * MILLI, slow.nanos("/orders"));
  }

  @Test
  void decidesByTheRouteInTheEnd() {
    SlowRequests slow = of("/orders/{id}=200ms, /orders/recent=0");

    // Either is meant by the path alone.
    assertEquals(200 * MILLI, slow.nanos("/orders/recent"));
    assertEquals(0, slow.nanos("/orders/recent", "/orders/recent"));
    assertEquals(200 * MILLI, slow.nanos("/orders/7", "/orders/{id}"));
    assertEquals(1_000 * MILLI, slow.nanos("/orders/7/lines"));
    assertEquals(1_000 * MILLI, slow.nanos("/x", "/x"));
  }

  @Test
  void saysWhatIsWrongAndKeepsTheRest() {
    Config config = config("/a/**=10s, /b, =1s, /c=soon, reports/**=1s, /d=0");

    assertEquals(4, config.problems().size(), () -> "" + config.problems());
    assertEquals(
        List.of("/a/**=10s", "/d=0"),
        config.get(HttpOptions.SLOW_OVERRIDES).stream().map(Object::toString).toList());
  }
}
