package io.weftline.agent.instrument.springmvc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpringRouteTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "'' | /orders/7 | - | /orders/{id} | /orders/{id}",
        "/shop | /orders/7 | - | /orders/{id} | /shop/orders/{id}",
        "/shop | /api | /orders/7 | /orders/{id} | /shop/api/orders/{id}",
        "/shop | /api | /orders/7 | /api/orders/{id} | /shop/api/orders/{id}",
        "/shop | /api | /api/orders | /api/orders | /shop/api/api/orders",
        "'' | /x | - | orders | /orders",
        "'' | / | - | '' | /",
        "- | - | - | / | /",
      })
  void putsTogetherWhatLedThere(
      String context, String servlet, String rest, String pattern, String route) {
    assertEquals(route, SpringRoute.of(context, servlet, rest, pattern));
  }

  @Test
  void takesNoNameFromWhatNamesNothing() {
    assertNull(SpringRoute.of("", "/a", null, "/**"));
    assertNull(SpringRoute.of("", "/a", null, null));
    assertNull(SpringRoute.of("", "/a", null, 7));
  }
}
