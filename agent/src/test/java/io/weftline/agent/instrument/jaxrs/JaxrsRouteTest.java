package io.weftline.agent.instrument.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class JaxrsRouteTest {
  @Test
  void joinsPathsByOneSlash() {
    assertEquals("/shop/api/orders/{id}", JaxrsRoute.join("/shop/api/", "/orders/", "{id}"));
    assertEquals("/orders", JaxrsRoute.join("/", "orders", null, ""));
    assertEquals("/", JaxrsRoute.join("/", null));
    assertEquals("/a/{b: .+}", JaxrsRoute.join("", "a", "//{b: .+}//"));
  }

  @Test
  void callsGettersOfTypesThatAreKnownByNameOnly() throws Throwable {
    assertEquals(2, JaxrsRoute.getter(List.class, "size").invoke((Object) List.of("a", "b")));
    assertThrows(IllegalStateException.class, () -> JaxrsRoute.getter(List.class, "none"));
  }
}
