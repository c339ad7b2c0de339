package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoaderMapTest {
  private final LoaderMap<String> map = new LoaderMap<>();

  /** All alike, and not to be asked. */
  private static final class Hostile extends ClassLoader {
    @Override
    public boolean equals(Object other) {
      throw new AssertionError("asked");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("asked");
    }
  }

  @Test
  void loadersAreToldApartByIdentityAlone() {
    ClassLoader one = new Hostile();
    ClassLoader two = new Hostile();
    assertNull(map.get(one));
    assertSame("one", map.putIfAbsent(one, "one"));
    assertSame("one", map.putIfAbsent(one, "later"));
    assertSame("two", map.putIfAbsent(two, "two"));
    assertSame("one", map.get(one));
    assertSame("two", map.get(two));
  }

  @Test
  void loadersAreNotKept() {
    List<ClassLoader> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ClassLoader loader = new Hostile();
      map.putIfAbsent(loader, "x");
      if (i % 10 == 0) {
        kept.add(loader);
      }
    }
    for (int i = 0; i < 50 && map.size() > 20; i++) {
      System.gc();
      map.putIfAbsent(kept.get(0), "x");
    }
    assertTrue(map.size() <= 20, () -> map.size() + " loaders");
    for (ClassLoader each : kept) {
      assertEquals("x", map.get(each));
    }
  }
}
