package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternsTest {
  @ParameterizedTest
  @CsvSource({
    "/health, /health, true",
    "/health, /health/, false",
    "/health, /healthy, false",
    "/actuator/**, /actuator, true",
    "/actuator/**, /actuator/health, true",
    "/actuator/**, /actuator/health/db, true",
    "/actuator/**, /actuators, false",
    "/actuator/**, /my/actuator/health, false",
    "/orders/*, /orders/7, true",
    "/orders/*, /orders/7/lines, false",
    "/orders/*, /orders/, true",
    "/orders/*/lines, /orders/7/lines, true",
    "/orders/*/lines, /orders/7/8/lines, false",
    "/**/lines, /orders/7/lines, true",
    "/**, /anything/at/all, true",
    "/**, /, true",
    "*.css, /theme/shop.css, true",
    "*.css, /shop.css/theme, false",
    "*.css, /shop.cssx, false",
    "*.CSS, /shop.css, false",
    "favicon.ico, /favicon.ico, true",
    "favicon.ico, /a/favicon.ico, true",
    "shop?.css, /shop1.css, false",
  })
  void matchesAsDocumented(String pattern, String path, boolean expected) {
    assertEquals(expected, PathPatterns.matches(pattern, path));
    assertEquals(expected, new PathPatterns(List.of("/none", pattern)).matches(path));
  }

  /** Whoever wants not to be seen could else ask for {@code /health/..;/orders}. */
  @ParameterizedTest
  @CsvSource({
    "/actuator/health, true",
    "/actuator/health;v=1, true",
    "/actuator/../orders, false",
    "/actuator/..;/orders, false",
    "/actuator/%2e%2E/orders, false",
    "/actuator/%252e/orders, false",
    "/actuator%2Forders, false",
    "/orders/7;x.css, false",
    "/orders/7%3bx.css, false",
    "/theme/a.css;v=2, true",
  })
  void isNotLedAstray(String path, boolean expected) {
    assertEquals(expected, new PathPatterns(List.of("/actuator/**", "*.css")).matches(path));
  }

  /** A pattern of many stars against a path of a stranger's choice. */
  @Test
  void takesNoTimeToFindThatNothingMatches() {
    String pattern = "/" + "**a".repeat(12) + "b";
    String path = "/" + "a".repeat(1_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertFalse(PathPatterns.matches(pattern, path)));
  }
}
