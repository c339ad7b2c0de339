package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/orders, /orders",
    "/orders/, /orders/",
    "/orders/7, /orders/{id}",
    "/orders/7/lines/12, /orders/{id}/lines/{id}",
    "/v2/orders, /v2/orders",
    "/oauth2/token, /oauth2/token",
    "/users/f47ac10b-58cc-4372-a567-0e02b2c3d479, /users/{id}",
    "/blobs/9f86d081884c7d659a2feaa0c55ad015, /blobs/{id}",
    "/days/2026-11-21, /days/{id}",
    "/users/ada%40example.com, /users/{id}",
    "/users/ada@example.com, /users/{id}",
    "/s/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx, /s/{id}",
    "/cafe, /cafe",
    "/added, /added",
    "/theme/shop.css, /theme/shop.css",
    "/orders;jsessionid=ABC123/7;v=1, /orders/{id}",
    "/a/b/c/d/e/f/g/h/i/j, /a/b/c/d/e/f/g/h/**",
    "orders, orders",
  })
  void templatesPaths(String path, String route) {
    assertEquals(route, Routes.template(path));
  }

  @Test
  void cutsWhatIsLong() {
    String route = Routes.template("/" + "x".repeat(5_000));

    assertTrue(route.length() <= 210, route);
    assertTrue(route.endsWith("**"), route);
    assertTrue(Routes.template("/".repeat(5_000)).length() <= 210);
  }

  @Test
  void makesOfAScannerNoMoreThanSoManyRoutes() {
    Routes routes = new Routes();
    Random random = new Random(1);
    String early = routes.ofPath("/orders/7");
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder();
      for (int j = 0; j <= i % 5; j++) {
        path.append('/');
        for (int k = 0; k < 8; k++) {
          path.append((char) ('a' + random.nextInt(26)));
        }
      }
      made.add(routes.ofPath(path.toString()));
    }

    assertTrue(made.contains(Routes.OTHER));
    assertTrue(made.size() <= Routes.MAX_ROUTES, made.size() + " routes");
    assertEquals(early, routes.ofPath("/orders/8"));
  }
}
